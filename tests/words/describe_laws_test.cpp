// Sentences under laws: each is well formed, and two expressions that differ in what they mean never share
// one, so that nothing is left out.  Tables are in describe_test.
#include <doctest/doctest.h>

#include <nextfire/calendar/cron_fields.hpp>
#include <nextfire/words/describe.hpp>
#include <nextfire/zone/zone.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "words/description.hpp"

namespace {

using nextfire::cron_fields;
using nextfire::day_combination;
using nextfire::language;
using nextfire::year_set;
using nextfire::zone;
using nextfire::detail::description_of;
using nextfire::detail::sentence;

/// Picks the sets of expressions at random: full, single, evenly spaced, a run, sparse or dense.
class fields_picker {
public:
    explicit fields_picker(std::uint64_t seed) : random_(seed) {}

    cron_fields fields() {
        cron_fields picked;
        picked.seconds = one_in(2) ? 1 : some(60);
        picked.minutes = some(60);
        picked.hours = static_cast<std::uint32_t>(some(24));
        picked.months = one_in(2) ? cron_fields::all_months : static_cast<std::uint16_t>(some(12));
        if (!one_in(2)) picked.years = years();
        picked.days = cron_fields::all_days;
        picked.weekdays = cron_fields::all_weekdays;
        const bool both = one_in(3);
        if (both || one_in(2)) pick_days_of_month(picked);
        if (both || one_in(2)) pick_days_of_week(picked);
        // A field that lets every day pass has no other sets, and the fields do not need to be combined.
        if (picked.any_day_of_month()) picked.last_days = picked.workdays = picked.last_workdays = 0;
        if (!picked.any_day_of_month() && !picked.any_day_of_week() && one_in(2))
            picked.combination = day_combination::either;
        return picked;
    }

private:
    std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
    bool one_in(std::uint64_t n) { return below(n) == 0; }

    std::uint64_t some(unsigned size) {
        const std::uint64_t all = (std::uint64_t{1} << size) - 1;
        const auto at = static_cast<unsigned>(below(size));
        std::uint64_t bits = std::uint64_t{1} << at;
        switch (below(7)) {
            case 0:
                return all;
            case 1:
                return bits;
            case 2: {
                const auto step = static_cast<unsigned>(1 + below(size / 2));
                const auto end = at + static_cast<unsigned>(below(size - at)) + 1;
                for (unsigned n = at; n < end; n += step) bits |= std::uint64_t{1} << n;
                return bits;
            }
            case 3: {
                const auto step = static_cast<unsigned>(1 + below(size / 2));
                bits = 0;
                for (unsigned n = at % step; n < size; n += step) bits |= std::uint64_t{1} << n;
                return bits;
            }
            case 4:
                return bits | (random_() & random_() & random_() & all);
            case 5:
                return bits | (random_() & all);
            default:
                return bits | ((random_() | random_() | random_()) & all);
        }
    }

    year_set years() {
        if (one_in(2)) {
            const int first = 1970 + static_cast<int>(below(200));
            const int last = one_in(2) ? 9999 : first + static_cast<int>(below(5));
            return year_set::between(first, last);
        }
        return year_set::listed({some(60), one_in(2) ? 0 : some(60), 0, 0});
    }

    void pick_days_of_month(cron_fields& picked) {
        const auto sparse = [&](unsigned size) {
            return one_in(3) ? static_cast<std::uint32_t>(some(size)) : std::uint32_t{0};
        };
        picked.days = one_in(3) ? 0 : static_cast<std::uint32_t>(some(31));
        picked.last_days = sparse(31);
        picked.workdays = sparse(31);
        picked.last_workdays = sparse(31);
        if ((picked.days | picked.last_days | picked.workdays | picked.last_workdays) == 0) picked.days = 1;
    }

    void pick_days_of_week(cron_fields& picked) {
        picked.weekdays = one_in(2) ? 0 : some(7) * 0x10204081;
        if (one_in(2)) picked.weekdays |= some(35);
        if (one_in(3)) picked.last_weekdays = static_cast<std::uint8_t>(some(7));
        if ((picked.weekdays | picked.last_weekdays) == 0) picked.weekdays = 2;
        // The last Monday adds nothing to every Monday.
        for (unsigned weekday = 0; weekday < 7; ++weekday)
            if ((picked.weekdays >> weekday & 0x10204081) == 0x10204081)
                picked.last_weekdays = static_cast<std::uint8_t>(picked.last_weekdays & ~(1U << weekday));
    }

    std::mt19937_64 random_;
};

/// Says whether bytes are UTF-8 of one to three bytes a character, which is all that the sentences need.
bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80             ? 1
                                   : (lead & 0xE0) == 0xC0 ? 2
                                   : (lead & 0xF0) == 0xE0 ? 3
                                                           : 0;
        if (length == 0 || i + length > text.size()) return false;
        for (std::size_t k = 1; k < length; ++k)
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
        i += length;
    }
    return true;
}

/// Finds what is not as it must be in a sentence; empty where all is well.
std::string fault_of(const std::string& text) {
    constexpr std::array<std::string_view, 20> nowhere{
        "  ",   " ,",   ",,",   ", ,",  "{",   "}",   "，，",    "、、",  "，、",  "、，",
        "和、", "、和", "和和", "的的", "， ", " ，", "and and", "on on", "of of", " and,"};
    if (text.empty()) return "empty";
    if (!is_utf8(text)) return "not UTF-8";
    if (text.front() == ' ' || text.front() == ',' || text.starts_with("，")) return "begins badly";
    if (text.back() == ' ' || text.back() == ',' || text.ends_with("，")) return "ends badly";
    for (const std::string_view part : nowhere)
        if (text.find(part) != std::string::npos) return "has " + std::string(part);
    return "";
}

std::string sentence_of(const cron_fields& fields, language in) {
    return sentence(description_of(fields, zone{}, {}), in);
}

/// Checks that no sentence stands for two different expressions.
void check_no_sentence_is_shared(language in, std::uint64_t seed) {
    fields_picker pick(seed);
    std::unordered_map<std::string, cron_fields> said;
    for (int i = 0; i < 200'000; ++i) {
        const cron_fields fields = pick.fields();
        const std::string text = sentence_of(fields, in);
        if (const std::string fault = fault_of(text); !fault.empty()) {
            CAPTURE(text);
            FAIL(fault);
        }
        const auto [known, is_new] = said.try_emplace(text, fields);
        if (!is_new && !(known->second == fields)) {
            CAPTURE(text);
            FAIL("two expressions, one sentence");
        }
    }
    CHECK(said.size() > 100'000);
}

}  // namespace

TEST_CASE("sentences are well formed, and no two expressions share one: nothing is left out") {
    check_no_sentence_is_shared(language::english, 1);
    check_no_sentence_is_shared(language::chinese, 2);
}

namespace {

/// Gives the expressions that differ from one in a single bit of one set, and mean something else.
std::vector<cron_fields> changed_by_a_bit(const cron_fields& fields, unsigned bit) {
    std::vector<cron_fields> all(8, fields);
    all[0].seconds ^= std::uint64_t{1} << bit % 60;
    all[1].minutes ^= std::uint64_t{1} << bit % 60;
    all[2].hours ^= std::uint32_t{1} << bit % 24;
    all[3].months = static_cast<std::uint16_t>(all[3].months ^ 1U << bit % 12);
    all[4].days ^= std::uint32_t{1} << bit % 31;
    all[5].last_days ^= std::uint32_t{1} << bit % 31;
    all[6].workdays ^= std::uint32_t{1} << bit % 31;
    all[7].last_workdays ^= std::uint32_t{1} << bit % 31;
    // Where every day of the month passes, these do not count.
    if (fields.any_day_of_month()) all.resize(4);
    // A field that lets every day pass makes the whole of `either`.
    if (!fields.any_day_of_month() && !fields.any_day_of_week()) {
        all.push_back(fields);
        all.back().combination =
            fields.combination == day_combination::both ? day_combination::either : day_combination::both;
    }
    std::erase_if(all, [&](const cron_fields& other) {
        return other.seconds == 0 || other.minutes == 0 || other.hours == 0 || other.months == 0 ||
               other.any_day_of_month() != fields.any_day_of_month() ||
               (other.days | other.last_days | other.workdays | other.last_workdays) == 0;
    });
    return all;
}

}  // namespace

TEST_CASE("one changed bit changes the sentence") {
    fields_picker pick(3);
    for (unsigned i = 0; i < 10'000; ++i) {
        const cron_fields fields = pick.fields();
        for (const cron_fields& other : changed_by_a_bit(fields, i)) {
            for (const language in : {language::english, language::chinese}) {
                const std::string text = sentence_of(fields, in);
                if (text != sentence_of(other, in)) continue;
                CAPTURE(text);
                FAIL("two expressions, one sentence");
            }
        }
    }
}

TEST_CASE("every set of weekdays, of hours in a row and of months has a sentence of its own") {
    for (const language in : {language::english, language::chinese}) {
        std::set<std::string> said;
        cron_fields fields;
        fields.days = cron_fields::all_days;
        for (std::uint64_t weekdays = 1; weekdays < 128; ++weekdays) {
            fields.weekdays = weekdays * 0x10204081;
            said.insert(sentence_of(fields, in));
        }
        CHECK(said.size() == 127);
        said.clear();
        for (std::uint16_t months = 1; months <= cron_fields::all_months; ++months) {
            fields.months = months;
            said.insert(sentence_of(fields, in));
        }
        CHECK(said.size() == 4095);
        said.clear();
        for (unsigned first = 0; first < 24; ++first) {
            for (unsigned last = first; last < 24; ++last) {
                fields.hours = ((std::uint32_t{2} << last) - 1) & ~((std::uint32_t{1} << first) - 1);
                for (const std::uint64_t minutes :
                     {std::uint64_t{1}, std::uint64_t{6}, cron_fields::all_sixty}) {
                    fields.minutes = minutes;
                    said.insert(sentence_of(fields, in));
                }
            }
        }
        CHECK(said.size() == std::size_t{300} * 3);
    }
}
