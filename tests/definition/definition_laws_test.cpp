// Laws that every definition keeps, for definitions made at random of every kind of source, and what is equal
// compared with the calendar, day by day.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/engine/rrule_schedule.hpp>
#include <nextfire/engine/schedule.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "../support/cron_schedules.hpp"
#include "../support/day_table.hpp"
#include "../support/random_definition.hpp"
#include "../support/schedules.hpp"

namespace {

using namespace nextfire_test;
using nextfire::cron_expression;
using nextfire::cron_fields;
using nextfire::day_combination;
using nextfire::definition;
using nextfire::result;
using nextfire::schedule;
using nextfire::year_set;
using std::chrono::sys_seconds;

std::string bytes_of(const definition& value) {
    const nextfire::definition_bytes bytes = value.to_bytes();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Gives the definition, or fails with all reasons.
std::optional<definition> good(const result<definition>& made) {
    if (made) return *made;
    for (const nextfire::violation& error : made.errors()) FAIL_CHECK(error.field << ": " << error.message);
    return std::nullopt;
}

/// Fails where two definitions differ, and shows them.
void check_same(const result<definition>& found, const definition& wanted) {
    if (const auto value = good(found)) {
        CHECK(to_string(*value) == to_string(wanted));
        CHECK(*value == wanted);
    }
}

void check_written(const definition& made) {
    CHECK(made == made.between(made.not_before(), made.expire_time()));
    const nextfire::definition_bytes bytes = made.to_bytes();
    CHECK(bytes.size() <= nextfire::definition_bytes::most);
    const auto read = good(definition::from_bytes(bytes.span()));
    if (read) {
        CHECK(*read == made);
        CHECK(bytes_of(*read) == bytes_of(made));
        CHECK(std::hash<definition>{}(*read) == std::hash<definition>{}(made));
    }
    const std::string line = to_string(made);
    check_same(definition::parse(line), made);
}

void check_converted(const definition& made) {
    if (const auto cron = made.to_cron(); cron && cron->fidelity == nextfire::cron_fidelity::exact)
        check_same(definition::from(cron->expression, made.time_zone(), made.options()), made);
    else
        CHECK(made.cycle());
    if (const auto spec = made.to_spec()) check_same(definition::from(*spec, made.options()), made);
}

/// Says whether specs, or cron without `nW` and lists of years, can say it (clause 9.3).
bool is_short(const definition& made) {
    return made.fields().years.is_contiguous() && (made.fields().workdays | made.fields().last_workdays) == 0;
}

/// Compares what two schedules answer around some instants.
void check_answers(const schedule& wanted, const schedule& found, const std::vector<std::int64_t>& instants) {
    for (const std::int64_t seconds : instants) {
        const sys_seconds at = instant(seconds);
        CAPTURE(text(at));
        CHECK(text(wanted.next(at)) == text(found.next(at)));
        CHECK(text(wanted.prev(at)) == text(found.prev(at)));
        CHECK(wanted.contains(at) == found.contains(at));
        const sys_seconds until = at + std::chrono::days{3};
        CHECK(wanted.count(at, until) == found.count(at, until));
    }
}

std::optional<result<schedule>> built_directly(const definition_source& source) {
    if (const auto* spec = std::get_if<nextfire::schedule_spec>(&source.what))
        return schedule::build(*spec, source.clock, source.options);
    if (const auto* cron = std::get_if<cron_expression>(&source.what))
        return schedule::build(*cron, source.clock, source.options);
    return std::nullopt;
}

}  // namespace

TEST_CASE(
    "9 a definition survives its bytes, its text, its cron text and its spec, and fires as its source") {
    std::mt19937_64 random{seed()};
    MESSAGE("NEXTFIRE_TEST_SEED=" << seed());
    definition_picker pick{random};
    int built = 0;
    for (int round = 0; round < 20000; ++round) {
        const definition_source source = pick.source();
        CAPTURE(source.text);
        CAPTURE(source.clock.name());
        const auto made = good(source.made());
        if (!made) continue;
        const std::string line = to_string(*made);
        CAPTURE(line);
        check_written(*made);
        check_converted(*made);
        if (std::holds_alternative<nextfire::schedule_spec>(source.what) || is_short(*made))
            CHECK(made->to_bytes().size() <= 96);
        const auto direct = built_directly(source);
        if (!direct) continue;
        const auto through = schedule::build(*made);
        CHECK(direct->has_value() == through.has_value());
        if (!direct->has_value() || !through) continue;
        std::vector<std::int64_t> instants{0, last_instant};
        for (int n = 0; n < 6; ++n) instants.push_back(pick.instant_near_change(source.clock));
        if (const auto bound = made->not_before()) instants.push_back(bound->time_since_epoch().count());
        if (const auto bound = made->expire_time()) instants.push_back(bound->time_since_epoch().count());
        check_answers(direct->value(), *through, instants);
        ++built;
    }
    CHECK(built > 15000);
}

namespace {

/// Makes fields of few kinds, so that many of them mean the same.
class fields_picker : public number_picker {
public:
    using number_picker::number_picker;

    /// Days without `nW`, and `L` only where all weekdays fire: what clause 9.2 compares by the calendar.
    cron_fields comparable() {
        cron_fields fields;
        fields.months = months();
        fields.years = years();
        fields.days = cron_fields::all_days;
        fields.weekdays = cron_fields::all_weekdays;
        switch (between(0, 6)) {
            case 0:
            case 1:
                fields.days = days();
                if (between(0, 1) == 0) fields.last_days = days();
                if (between(0, 3) == 0) fields.days &= days();
                break;
            case 2:
                fields.weekdays = weekdays();
                break;
            case 3:
                fields.days = days();
                fields.weekdays = whole_weekdays();
                fields.combination = day_combination::either;
                fields.years = {};
                break;
            default:
                fields.days = days();
                fields.weekdays = weekdays();
                break;
        }
        return fields;
    }

    /// The same of any days at all, few of them or nearly all.
    cron_fields comparable_of_any() {
        cron_fields fields = comparable();
        const bool is_dense = between(0, 1) == 0;
        const auto bits = [&] { return is_dense ? some() | some() | some() : some() & some() & some(); };
        if (!fields.any_day_of_month()) fields.days = bits();
        if (fields.last_days != 0) fields.last_days = bits();
        if (!fields.any_day_of_week() && fields.combination == day_combination::both && between(0, 1) == 0)
            fields.weekdays = (std::uint64_t{bits()} << 4 | (bits() & 15)) & cron_fields::all_weekdays;
        fields.months = static_cast<std::uint16_t>(bits() & cron_fields::all_months);
        return fields;
    }

    /// Puts a day, a weekday or a month in, or takes it out.
    cron_fields changed(cron_fields fields) {
        switch (between(0, 3)) {
            case 0:
                fields.months ^= static_cast<std::uint16_t>(1U << between(0, 11));
                break;
            case 1:
                if (fields.any_day_of_week()) {
                    fields.last_days ^= std::uint32_t{1} << between(0, 30);
                    break;
                }
                if (fields.combination == day_combination::both)
                    fields.weekdays ^= std::uint64_t{1} << between(0, 34);
                break;
            default:
                fields.days ^= std::uint32_t{1} << (between(0, 1) == 0 ? between(0, 30) : between(27, 30));
                break;
        }
        return fields;
    }

    /// Days of every kind.
    cron_fields any() {
        cron_fields fields = comparable();
        if (fields.combination == day_combination::either) return fields;
        if (between(0, 2) == 0) fields.workdays = days() & some();
        if (between(0, 2) == 0) fields.last_workdays = days() & some();
        if (between(0, 1) == 0) fields.last_days = days() & some();
        if (between(0, 1) == 0) fields.last_weekdays = static_cast<std::uint8_t>(some() & 0x7F);
        if (between(0, 1) == 0) fields.days &= some();
        if (between(0, 1) == 0) fields.weekdays &= std::uint64_t{some()} << 4 | some();
        return fields;
    }

private:
    std::uint32_t some() { return static_cast<std::uint32_t>(between(0, 0x7FFFFFFF)); }

    template <class T, std::size_t N>
    T one_of(const std::array<T, N>& those) {
        return those[static_cast<std::size_t>(between(0, std::int64_t{N} - 1))];
    }

    std::uint32_t days() {
        static constexpr std::array<std::uint32_t, 22> few{
            0x7FFFFFFF, 0x3FFFFFFF, 0x1FFFFFFF, 0x0FFFFFFF, 0x70000000, 0x78000000, 0x40000000, 0x20000000,
            0x10000000, 0x30000000, 0x60000000, 0x7F,       0x7F << 7,  0x3FFF,     0x7E,       0xFF,
            1,          2,          3,          0x08000001, 0x7FFFFF80, 0x40000001};
        if (between(0, 4) == 0) return few[0] & ~(1U << between(0, 30));
        return between(0, 2) == 0 ? one_of(few) | one_of(few) : one_of(few);
    }

    std::uint64_t whole_weekdays() {
        static constexpr std::array<std::uint64_t, 4> few{1, 2, 0x3E, 0x7F};
        return one_of(few) * cron_fields::every_week;
    }

    std::uint64_t weekdays() {
        switch (between(0, 3)) {
            case 0:
                return whole_weekdays();
            case 1: {
                std::uint64_t weeks = 0;
                for (int week = 0; week < 5; ++week)
                    if (between(0, 1) == 0) weeks |= std::uint64_t{0x7F} << 7 * week;
                return whole_weekdays() & (weeks == 0 ? 0x7F : weeks);
            }
            case 2:
                return (whole_weekdays() & 0x0FFF'FFFF) | (whole_weekdays() & ~std::uint64_t{0x0FFF'FFFF});
            default:
                return (whole_weekdays() & 0x7F) | (whole_weekdays() & ~std::uint64_t{0x7F});
        }
    }

    std::uint16_t months() {
        static constexpr std::array<std::uint16_t, 8> few{0xFFF, 1, 2, 3, 8, 9, 10, 0xFFD};
        return one_of(few);
    }

    year_set years() {
        const auto listed = [](std::initializer_list<int> years) {
            std::array<std::uint64_t, 4> words{};
            for (const int year : years)
                words[static_cast<std::size_t>((year - 1970) / 64)] |= std::uint64_t{1} << (year - 1970) % 64;
            return year_set::listed(words);
        };
        switch (between(0, 24)) {
            case 0:
                return year_set::between(2025, 2027);
            case 1:
                return year_set::between(2025, 2028);
            case 2:
                return year_set::between(2028, 2028);
            case 3:
                return year_set::between(2024, 2028);
            case 4:
                return listed({2024, 2028});
            case 5:
                return listed({2024, 2026, 2028, 2031});
            case 6:
                return listed({2024, 2032});
            case 7:
                return listed({2023, 2024, 2032});
            case 8:
                return year_set::between(1972, 9999);
            case 9:
                return year_set::between(1971, 9996);
            case 10:
                return year_set::between(1973, 9996);
            case 11:
                return year_set::between(1896 + 100, 2000);
            case 12:
                return year_set::between(2097, 2103);
            case 13:
                return listed({2025, 2027});
            default:
                return {};
        }
    }
};

definition at_nine(const cron_expression& expression) {
    return *definition::from(expression, nextfire::zone{});
}

}  // namespace

TEST_CASE("9.2 definitions are equal exactly when the same days fire, by the calendar's shapes") {
    std::mt19937_64 random{seed()};
    fields_picker pick{random};
    struct first_seen {
        cron_fields fields;
        definition made;
    };
    std::unordered_map<std::string, first_seen> by_days;
    std::unordered_map<std::string, std::string> days_by_bytes;
    int compared = 0;
    for (int round = 0; round < 30000; ++round) {
        const cron_fields fields = pick.comparable();
        const auto expression = cron_expression::from_fields(fields);
        if (!expression) continue;
        const definition made = at_nine(*expression);
        const std::string table = day_table(fields);
        CAPTURE(expression->text());
        CAPTURE(to_string(made));
        CHECK(day_table(made.fields()) == table);
        const auto [same_days, is_new] = by_days.try_emplace(table, first_seen{fields, made});
        if (!is_new) {
            const std::string other = cron_expression::from_fields(same_days->second.fields)->text();
            CAPTURE(other);
            CHECK(to_string(same_days->second.made) == to_string(made));
            CHECK(same_days->second.made == made);
            ++compared;
        }
        CHECK(days_by_bytes.try_emplace(bytes_of(made), table).first->second == table);
    }
    MESSAGE(compared << " of the same days, " << by_days.size() << " different ones");
    CHECK(compared > 5000);
    CHECK(by_days.size() > 500);
}

TEST_CASE(
    "9.2 one day, weekday or month more or less is the same definition exactly when the same days fire") {
    std::mt19937_64 random{seed()};
    fields_picker pick{random};
    int equal = 0;
    int different = 0;
    for (int round = 0; round < 4000; ++round) {
        const cron_fields fields = pick.comparable_of_any();
        const auto expression = cron_expression::from_fields(fields);
        if (!expression) continue;
        const definition made = at_nine(*expression);
        const std::string table = day_table(fields);
        CAPTURE(expression->text());
        CAPTURE(to_string(made));
        CHECK(day_table(made.fields()) == table);
        for (int n = 0; n < 6; ++n) {
            const cron_fields others = pick.changed(fields);
            if (others.last_days != 0 && !others.any_day_of_week()) continue;
            const auto changed = cron_expression::from_fields(others);
            if (!changed) continue;
            const bool is_same = day_table(others) == table;
            CAPTURE(changed->text());
            CHECK((at_nine(*changed) == made) == is_same);
            (is_same ? equal : different) += 1;
        }
    }
    MESSAGE(equal << " equal, " << different << " different");
    CHECK(equal > 1000);
    CHECK(different > 1000);
}

TEST_CASE("9.2 the canonical form has the days of what was written, whatever that was") {
    std::mt19937_64 random{seed()};
    fields_picker pick{random};
    std::unordered_map<std::string, std::string> days_by_bytes;
    int compared = 0;
    for (int round = 0; round < 20000; ++round) {
        const cron_fields fields = pick.any();
        const auto expression = cron_expression::from_fields(fields);
        if (!expression) continue;
        const definition made = at_nine(*expression);
        CAPTURE(expression->text());
        CAPTURE(to_string(made));
        const std::string table = day_table(fields);
        CHECK(day_table(made.fields()) == table);
        CHECK(days_by_bytes.try_emplace(bytes_of(made), table).first->second == table);
        check_written(made);
        check_converted(made);
        ++compared;
    }
    CHECK(compared > 15000);
}

namespace {

/// A cycle of days, and the days that it names, one by one.
struct plain_cycle {
    std::int64_t length;
    std::uint64_t days;
    std::int64_t begin;

    [[nodiscard]] bool fires(std::int64_t day) const {
        const std::int64_t place = ((day - begin) % length + length) % length;
        return place < 63 && (days >> place & 1) != 0;
    }

    [[nodiscard]] std::string line() const {
        std::string places;
        for (int n = 0; n < 63; ++n)
            if ((days >> n & 1) != 0) places += (places.empty() ? "" : ",") + std::to_string(n);
        return "0 0 9 every " + std::to_string(length) + " days on " + places +
               "; zone=UTC; anchor=" + date_text(begin);
    }
};

plain_cycle random_cycle(number_picker& pick) {
    static constexpr std::array<std::int64_t, 12> lengths{1, 2, 3, 4, 6, 7, 12, 14, 21, 28, 126, 500};
    plain_cycle cycle{lengths[static_cast<std::size_t>(pick.between(0, 11))], 0, pick.between(0, 60)};
    if (pick.between(0, 5) == 0) cycle.length = pick.between(1, 500);
    const std::int64_t last = std::min<std::int64_t>(cycle.length, 63) - 1;
    if (pick.between(0, 1) == 0) {  // a shorter cycle, written several times
        const std::int64_t shorter = pick.between(1, std::min<std::int64_t>(cycle.length, 14));
        const std::int64_t first = pick.between(0, std::min(shorter - 1, last));
        const std::int64_t second = pick.between(0, std::min(shorter - 1, last));
        for (std::int64_t day = 0; day <= last; ++day)
            if (day % shorter == first || day % shorter == second) cycle.days |= std::uint64_t{1} << day;
    } else {
        for (std::int64_t n = pick.between(1, 3); n > 0; --n)
            cycle.days |= std::uint64_t{1} << pick.between(0, last);
    }
    return cycle;
}

}  // namespace

TEST_CASE("9.2 two cycles are equal exactly when the same days fire over twice their common length") {
    std::mt19937_64 random{seed()};
    number_picker pick{random};
    std::vector<std::pair<plain_cycle, definition>> made;
    for (int n = 0; n < 700; ++n) {
        const plain_cycle cycle = random_cycle(pick);
        CAPTURE(cycle.line());
        const auto value = good(definition::parse(cycle.line()));
        if (value) made.emplace_back(cycle, *value);
        if (!value || n % 7 != 0) continue;
        const auto built = schedule::build(*value);
        REQUIRE(built);
        for (std::int64_t day = 0; day < 2 * cycle.length + 14; ++day)
            CHECK(built->contains(instant(day * 86400 + 9 * 3600)) == cycle.fires(day));
    }
    int equal = 0;
    for (const auto& [a, of_a] : made) {
        for (const auto& [b, of_b] : made) {
            const std::int64_t days = 2 * std::lcm(a.length, b.length);
            bool is_same = true;
            for (std::int64_t day = 0; day < days && is_same; ++day) is_same = a.fires(day) == b.fires(day);
            if (is_same != (of_a == of_b)) FAIL_CHECK(a.line() << " and " << b.line() << ": " << is_same);
            equal += is_same ? 1 : 0;
        }
    }
    CHECK(equal > 1000);
}

TEST_CASE("9 what a recurrence rule means is written as one and read again") {
    std::mt19937_64 random{seed()};
    definition_picker pick{random};
    number_picker& numbers = pick.numbers();
    static constexpr std::array<const char*, 12> rules{"FREQ=DAILY;INTERVAL=3",
                                                       "FREQ=DAILY;INTERVAL=7",
                                                       "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
                                                       "FREQ=WEEKLY;INTERVAL=9;BYDAY=SA,SU;WKST=SU",
                                                       "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,17",
                                                       "FREQ=MONTHLY;BYMONTHDAY=1,-1",
                                                       "FREQ=MONTHLY;BYDAY=1MO,-1FR",
                                                       "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7;BYDAY=FR",
                                                       "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=31",
                                                       "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
                                                       "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
                                                       "FREQ=DAILY"};
    for (int round = 0; round < 1500; ++round) {
        const std::string rule = std::string{"DTSTART:"} + std::to_string(numbers.between(1980, 2050)) +
                                 "0315T0" + std::to_string(numbers.between(0, 9)) +
                                 "3000Z\nRRULE:" + rules[static_cast<std::size_t>(numbers.between(0, 11))];
        CAPTURE(rule);
        const auto made = good(nextfire::parse_rrule_definition(rule));
        if (!made) continue;
        CAPTURE(to_string(*made));
        check_written(*made);
        check_converted(*made);
        const auto again = made->to_rrule();
        if (!again) FAIL_CHECK(again.errors()[0].message);
        if (!again) continue;
        CAPTURE(*again);
        const auto wanted = nextfire::parse_rrule(rule);
        const auto found = nextfire::parse_rrule(*again);
        REQUIRE(wanted);
        if (!found) FAIL_CHECK(found.errors()[0].message);
        if (!found) continue;
        check_answers(*wanted, *found, {0, 1'000'000'000, numbers.between(0, 4'000'000'000), last_instant});
    }
}

TEST_CASE("9.1 a definition's recurrence rule has its occurrences, from its first bound on") {
    std::mt19937_64 random{seed()};
    definition_picker pick{random};
    int compared = 0;
    for (int round = 0; round < 6000; ++round) {
        const definition_source source = pick.source();
        const auto first = good(source.made());
        if (!first) continue;
        // A rule names local times, by the policies that it is read with.
        nextfire::schedule_options options = first->options();
        options.gap = nextfire::gap_policy::shift;
        options.overlap = nextfire::overlap_policy::first;
        options.elapsed = nextfire::elapsed_policy::never;
        const auto cron = first->to_cron();
        const bool is_exact = cron && cron->fidelity == nextfire::cron_fidelity::exact;
        const auto made = is_exact ? definition::from(cron->expression, first->time_zone(), options) : *first;
        if (!made || made->options().elapsed == nextfire::elapsed_policy::always) continue;
        CAPTURE(to_string(*made));
        const auto rule = made->to_rrule();
        if (!rule) continue;
        CAPTURE(*rule);
        const auto wanted = schedule::build(*made);
        const auto found =
            nextfire::parse_rrule(*rule, {.gap = made->options().gap, .overlap = made->options().overlap});
        if (!found) FAIL_CHECK(found.errors()[0].message);
        if (!wanted || !found) continue;
        // A rule begins on 1970-01-01 of its clock at the earliest.
        std::optional<sys_seconds> ours = nextfire::min_instant + std::chrono::days{1};
        std::optional<sys_seconds> theirs = ours;
        for (int n = 0; n < 30 && ours; ++n) {
            ours = wanted->next(*ours);
            theirs = found->next(*theirs);
            CHECK(text(theirs) == text(ours));
            if (ours != theirs) break;
        }
        ++compared;
    }
    MESSAGE(compared << " rules compared");
    CHECK(compared > 1000);
}

TEST_CASE("9.1 a recurrence rule begins rightly wherever around a gap its first bound lies") {
    std::mt19937_64 random{seed()};
    const auto one_of = [&](std::initializer_list<const char*> choices) {
        return std::string{*(choices.begin() + random() % choices.size())};
    };
    for (int round = 0; round < 3000; ++round) {
        // 02:00 -> 03:00 at 01:00Z
        const std::string from = "2026-03-29T0" + std::to_string(random() % 3) + ":" +
                                 one_of({"00", "10", "20", "30", "40", "50", "59"}) +
                                 one_of({":00Z", ":01Z", ":59Z"});
        const std::string line = "0 " + one_of({"0", "10", "30", "0,10", "10,30", "0,30,50"}) + " " +
                                 one_of({"1", "2", "3", "1,2", "2,3", "2,4", "1,2,3,4"}) +
                                 " * * ?; zone=Europe/Berlin; gap=shift; elapsed=never; from=" + from;
        CAPTURE(line);
        const definition made = *definition::parse(line);
        const std::string rule = *made.to_rrule();
        CAPTURE(rule);
        const auto wanted = *schedule::build(made);
        const auto found = *nextfire::parse_rrule(rule);
        sys_seconds after = nextfire::min_instant;
        for (int n = 0; n < 12; ++n) {
            REQUIRE(found.next(after) == wanted.next(after));
            after = *wanted.next(after);
        }
    }
}
