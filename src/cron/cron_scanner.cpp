#include "cron/cron_scanner.hpp"

#include "base/message.hpp"
#include "cron/cron_spread.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>

namespace nextfire::inline v0::detail {
namespace {

/// Packs three letters into a number, whatever their case.
constexpr int packed(char a, char b, char c) {
    return small(a) << 16 | small(b) << 8 | small(c);
}
constexpr int packed(std::string_view name) {
    return packed(name[0], name[1], name[2]);
}

/// Gives the number of a month, 1 for JAN; -1 where it is none.
constexpr int month_named(int name) {
    switch (name) {
        case packed("jan"):
            return 1;
        case packed("feb"):
            return 2;
        case packed("mar"):
            return 3;
        case packed("apr"):
            return 4;
        case packed("may"):
            return 5;
        case packed("jun"):
            return 6;
        case packed("jul"):
            return 7;
        case packed("aug"):
            return 8;
        case packed("sep"):
            return 9;
        case packed("oct"):
            return 10;
        case packed("nov"):
            return 11;
        case packed("dec"):
            return 12;
        default:
            return -1;
    }
}

/// Gives the number of a weekday, 0 for SUN; -1 where it is none.
constexpr int weekday_named(int name) {
    switch (name) {
        case packed("sun"):
            return 0;
        case packed("mon"):
            return 1;
        case packed("tue"):
            return 2;
        case packed("wed"):
            return 3;
        case packed("thu"):
            return 4;
        case packed("fri"):
            return 5;
        case packed("sat"):
            return 6;
        default:
            return -1;
    }
}

constexpr bool is_letter(char c) {
    return small(c) >= 'a' && small(c) <= 'z';
}

/// Tells a name that the field does not know from what is no name at all.
violation_code code_for(const field_grammar& grammar, std::string_view found) {
    const bool is_name = grammar.names != cron_names::none && found.size() >= 3 &&
                         std::all_of(found.begin(), found.end(), is_letter);
    return is_name ? violation_code::unknown_name : violation_code::malformed;
}

}  // namespace

int cron_scanner::take_name(cron_names names) noexcept {
    if (end_ - at_ < 3) return -1;
    const int name = packed(at_[0], at_[1], at_[2]);
    int number = names == cron_names::months ? month_named(name) : weekday_named(name);
    if (number < 0) return number;
    at_ += 3;
    if (names == cron_names::months) return number;
    number = weekday_number(dialect_, number);
    return number == 0 && dialect_.has(late_sunday) ? 7 : number;
}

bool cron_scanner::close_range(cron_field field, const field_grammar& grammar, value_run& run) {
    if (!read_value(grammar, run.last)) return false;
    run.written = value_run::notation::range;
    if (run.first == 7 && grammar.names == cron_names::weekdays && dialect_.has(late_sunday)) run.first = 0;
    if (run.first <= run.last || !item_is_good()) return true;
    if (field == cron_field::year || !dialect_.has(wrapped_range))
        refuse(violation_code::out_of_range, item_, "a range that does not run backwards",
               quoted(text_from(item_)));
    return true;
}

bool cron_scanner::read_number(int low, int high, std::string_view unit, int& number) {
    const char* const place = at_;
    number = take_digits();
    const bool is_missing = at_ == place;
    if (!is_missing && number >= low && number <= high) return true;
    if (is_missing) skip_item();
    refuse(is_missing ? violation_code::malformed : violation_code::out_of_range, place,
           fmt::format("{} from {} to {}", unit, low, high), quoted(text_from(place)));
    number = low;
    return !is_missing;
}

bool cron_scanner::read_step(const field_grammar& grammar, value_run& run) {
    if (!read_number(1, grammar.highest_step, "a step", run.step)) return false;
    run.has_step = true;
    if (run.written == value_run::notation::value) run.last = std::max<int>(run.first, grammar.last);
    return true;
}

bool cron_scanner::read_spread_bounds(const field_grammar& grammar, int& low, int& high) {
    ++at_;
    if (!read_value(grammar, low)) return false;
    const bool is_whole = take('-') && !at_item_end();
    if (is_whole && !read_value(grammar, high)) return false;
    if (!is_whole || !take(')')) {
        refuse_item(violation_code::malformed, "H, H(a-b), H/n or H(a-b)/n");
        return false;
    }
    if (low > high && item_is_good())
        refuse(violation_code::out_of_range, item_, "a range that does not run backwards",
               quoted(text_from(item_)));
    return true;
}

bool cron_scanner::read_spread(cron_field field, const field_grammar& grammar, value_run& run) {
    const char* const letter = at_;
    ++at_;
    const bool is_spread = (at_item_end() || *at_ == '(' || *at_ == '/') && field != cron_field::year;
    at_ = letter;
    if (!is_spread) {
        refuse_item(grammar);
        return false;
    }
    if (!spread_key_) {
        refuse_item(violation_code::malformed,
                    fmt::format("{} (H is an extension that needs a key)", grammar.item));
        return false;
    }
    ++at_;
    int low = grammar.low;
    // All months have the first 28 days, and 7 days are a week though Sunday may have two numbers.
    int high = field == cron_field::day_of_month  ? 28
               : field == cron_field::day_of_week ? low + 6
                                                  : grammar.high;
    if (peek() == '(' && !read_spread_bounds(grammar, low, high)) return false;
    const int size = std::max(high - low + 1, 1);
    run.written = value_run::notation::spread;
    int choices = size;
    run.last = high;
    if (peek() == '/') {
        ++at_;
        if (!read_number(1, std::min<int>(size, grammar.highest_step), "a step", run.step)) return false;
        run.has_step = true;
        choices = run.step;
    }
    run.first = low + static_cast<int>(spread_hash(*spread_key_, field) % static_cast<unsigned>(choices));
    if (!run.has_step) run.last = run.first;
    return true;
}

void cron_scanner::refuse(violation_code code, const char* place, std::string_view expected,
                          std::string_view found) {
    errors_.push_back(expected_found(code, "cron", column(place), expected, found));
}

void cron_scanner::refuse_item(const field_grammar& grammar) {
    skip_item();
    refuse_item(code_for(grammar, text_from(item_)), grammar.item);
}

void cron_scanner::refuse_item(violation_code code, std::string_view expected) {
    skip_item();
    // What was found amiss inside it is beside the point.
    errors_.erase(errors_.begin() + static_cast<std::ptrdiff_t>(errors_before_item_), errors_.end());
    refuse(code, item_, expected, quoted(text_from(item_)));
}

/// Refuses the digits since `place`; what follows them is read all the same.
bool cron_scanner::refuse_out_of_range(const field_grammar& grammar, const char* place) {
    refuse(violation_code::out_of_range, place, grammar.item, quoted(text_from(place)));
    return true;
}

/// Refuses what stands where a value should.  Of a name that is none, or the end of a range, this is what
/// comes before the next sign that could follow it; otherwise the item.
bool cron_scanner::refuse_value(const field_grammar& grammar) {
    const char* const place = at_;
    const bool is_part = place != item_ || grammar.names != cron_names::none;
    while (!at_item_end() && (at_ == place || !is_part || (*at_ != '-' && *at_ != '/' && *at_ != '#'))) ++at_;
    const std::string_view found = text_from(place);
    refuse(code_for(grammar, found), place, grammar.item, quoted(found));
    skip_item();
    return false;
}

}  // namespace nextfire::inline v0::detail
