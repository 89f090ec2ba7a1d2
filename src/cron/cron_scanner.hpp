/// The small parts of cron text, read from left to right: values, ranges, steps.
#pragma once

#include "base/ascii.hpp"
#include "cron/cron_grammar.hpp"

#include <nextfire/base/result.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace nextfire::inline v0::detail {

/// The values first, first + step, … up to last; where last is below first, on through the end of the field.
struct value_run {
    int first = 0;
    int last = 0;
    int step = 1;
    enum class notation : std::uint8_t { value, range, star, spread } written = notation::value;
    bool has_step = false;  ///< A step was written, be it 1.
};

/// Gives a letter as a small one; what is no letter stays what it is or becomes no letter either.
constexpr char small(char c) {
    return static_cast<char>(c | 0x20);
}

/// Walks over a cron text once and collects what is wrong with it.
///
/// What does not fit is refused and the rest of its item skipped, so that the next item can be read.
class cron_scanner {
public:
    cron_scanner(std::string_view text, const dialect_grammar& grammar,
                 std::optional<std::string_view> spread_key) noexcept
        : dialect_(grammar),
          spread_key_(spread_key),
          begin_(text.data()),
          at_(begin_),
          end_(begin_ + text.size()) {}

    [[nodiscard]] const char* at() const noexcept { return at_; }
    [[nodiscard]] bool at_end() const noexcept { return at_ == end_; }
    [[nodiscard]] bool at_field_end() const noexcept { return at_ == end_ || is_blank(*at_); }
    [[nodiscard]] bool at_item_end() const noexcept { return at_field_end() || *at_ == ','; }
    /// Gives the next character; 0 at the end (where a text holds a 0, at_end tells the two apart).
    [[nodiscard]] char peek() const noexcept { return at_ == end_ ? '\0' : *at_; }
    [[nodiscard]] bool is_next(char letter) const noexcept { return small(peek()) == letter; }
    [[nodiscard]] const violations& errors() const noexcept { return errors_; }
    [[nodiscard]] violations& errors() noexcept { return errors_; }
    [[nodiscard]] std::size_t column(const char* place) const noexcept {
        return static_cast<std::size_t>(place - begin_) + 1;
    }
    /// Gives the text from a place to here.
    [[nodiscard]] std::string_view text_from(const char* place) const noexcept {
        return {place, static_cast<std::size_t>(at_ - place)};
    }

    /// Gives where the item began.
    [[nodiscard]] const char* item() const noexcept { return item_; }
    /// Gives the text from here to the end.
    [[nodiscard]] std::string_view rest() const noexcept {
        return {at_, static_cast<std::size_t>(end_ - at_)};
    }
    /// Gives the text of the field that begins at a place.
    [[nodiscard]] std::string_view field_text(const char* place) const noexcept {
        const char* after = place;
        while (after != end_ && !is_blank(*after)) ++after;
        return {place, static_cast<std::size_t>(after - place)};
    }

    /// Goes on with a part of the text.
    void enter(const char* begin, const char* end) noexcept {
        at_ = begin;
        end_ = end;
    }
    void skip_blanks() noexcept {
        const char* at = at_;
        while (at != end_ && is_blank(*at)) ++at;
        at_ = at;
    }
    void skip_field() noexcept {
        while (!at_field_end()) ++at_;
    }
    void skip_item() noexcept {
        while (!at_item_end()) ++at_;
    }
    void step_over() noexcept { ++at_; }
    bool take(char c) noexcept {
        if (at_ == end_ || *at_ != c) return false;
        ++at_;
        return true;
    }
    /// Says that an item begins here.
    void begin_item() noexcept {
        item_ = at_;
        errors_before_item_ = errors_.size();
    }
    /// Says whether nothing was refused since the item began.
    [[nodiscard]] bool item_is_good() const noexcept { return errors_.size() == errors_before_item_; }

    /// Reads a field that is one sign and no more.
    bool take_lone(char sign) noexcept;

    /// Reads the plain numbers that a list begins with, and adds bit v for the number v.  True where the
    /// field ends with them; otherwise the next item is of another kind, or none.
    bool take_plain_numbers(const field_grammar& grammar, std::uint64_t& bits) noexcept;

    /// Reads a value, a range or `*`, each perhaps with a step.  False: refused, and the item skipped.
    bool read_run(cron_field field, const field_grammar& grammar, value_run& run);

    /// Reads a number that belongs to an item, such as the 3 of `L-3`; `unit` names it in messages.
    bool read_number(int low, int high, std::string_view unit, int& number);

    /// Refuses the item as a whole, and skips it.
    void refuse_item(const field_grammar& grammar);
    /// The same where something else was expected than an item of the field.
    void refuse_item(violation_code code, std::string_view expected);

    /// Refuses something that was found at `place`; `found` is used as it is.
    void refuse(violation_code code, const char* place, std::string_view expected, std::string_view found);

private:
    bool read_value(const field_grammar& grammar, int& value);
    bool read_step(const field_grammar& grammar, value_run& run);
    bool read_spread(cron_field field, const field_grammar& grammar, value_run& run);
    bool read_spread_bounds(const field_grammar& grammar, int& low, int& high);
    [[nodiscard]] int take_name(cron_names names) noexcept;
    [[nodiscard]] int take_digits() noexcept;
    bool close_range(cron_field field, const field_grammar& grammar, value_run& run);
    bool refuse_value(const field_grammar& grammar);
    bool refuse_out_of_range(const field_grammar& grammar, const char* place);

    const dialect_grammar& dialect_;
    std::optional<std::string_view> spread_key_;
    const char* begin_;
    const char* at_;
    const char* end_;
    const char* item_ = nullptr;
    std::size_t errors_before_item_ = 0;
    violations errors_;
};

inline bool cron_scanner::take_lone(char sign) noexcept {
    if (at_ == end_ || *at_ != sign) return false;
    if (at_ + 1 != end_ && !is_blank(at_[1])) return false;
    ++at_;
    return true;
}

// Nearly all fields there are: worth a way of their own, which is twice as fast.
inline bool cron_scanner::take_plain_numbers(const field_grammar& grammar, std::uint64_t& bits) noexcept {
    const char* at = at_;
    const char* const end = end_;
    while (at != end && is_digit(*at)) {
        const char* after = at + 1;
        int number = *at - '0';
        if (after != end && is_digit(*after)) number = number * 10 + (*after++ - '0');
        if (number < grammar.low || number > grammar.high) break;
        const bool is_last = after == end || is_blank(*after);
        if (!is_last && *after != ',') break;
        bits |= std::uint64_t{1} << number;
        at = is_last ? after : after + 1;
        at_ = at;
        if (is_last) return true;
    }
    return false;
}

/// Reads digits as a number; all above 9,999 are 10,000.
inline int cron_scanner::take_digits() noexcept {
    int number = 0;
    for (; at_ != end_ && is_digit(*at_); ++at_) {
        number = number * 10 + (*at_ - '0');
        if (number > 9999) number = 10'000;
    }
    return number;
}

inline bool cron_scanner::read_value(const field_grammar& grammar, int& value) {
    const char* const place = at_;
    value = take_digits();
    if (at_ == place) {
        value = grammar.names == cron_names::none ? -1 : take_name(grammar.names);
        return value >= 0 || refuse_value(grammar);
    }
    if (value >= grammar.low && value <= grammar.high) return true;
    value = grammar.low;
    return refuse_out_of_range(grammar, place);
}

inline bool cron_scanner::read_run(cron_field field, const field_grammar& grammar, value_run& run) {
    run.step = 1;
    run.has_step = false;
    if (const char c = peek(); c == '*' || (c == '/' && dialect_.has(lone_slash))) {
        if (c == '*') ++at_;
        run.first = grammar.first;
        run.last = grammar.last;
        run.written = value_run::notation::star;
    } else if (small(c) == 'h') {
        return read_spread(field, grammar, run);
    } else {
        run.written = value_run::notation::value;
        if (!read_value(grammar, run.first)) return false;
        run.last = run.first;
        if (at_item_end()) return true;
        if (take('-') && !close_range(field, grammar, run)) return false;
    }
    if (peek() != '/') return true;
    ++at_;
    return read_step(grammar, run);
}

}  // namespace nextfire::inline v0::detail
