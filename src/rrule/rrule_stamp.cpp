#include "rrule/rrule_stamp.hpp"

#include "base/ascii.hpp"

#include <fmt/core.h>

#include <cstddef>
#include <string>

namespace nextfire::inline v0::detail {

using namespace std::chrono;

namespace {

/// Tells by its digits and letters what kind of stamp a text is; nullopt where it is none.
std::optional<stamp_kind> kind_of(std::string_view text) {
    constexpr std::string_view longest = "ddddddddTddddddZ";
    if (text.size() > longest.size()) return std::nullopt;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        const bool is_number = is_digit(c);
        const bool is_letter = c == longest[at] || c == longest[at] - 'A' + 'a';
        if (longest[at] == 'd' ? !is_number : !is_letter) return std::nullopt;
    }
    switch (text.size()) {
        case 8:
            return stamp_kind::date;
        case 15:
            return stamp_kind::local;
        case 16:
            return stamp_kind::utc;
        default:
            return std::nullopt;
    }
}

/// Reads the numbers of a stamp, and complains of each that is out of bounds.
class number_reader {
public:
    number_reader(std::string_view text, rrule_complaints& complaints)
        : text_(text), complaints_(complaints) {}

    int number(std::size_t at, std::size_t digits, int low, int high, std::string_view unit) {
        int value = 0;
        for (const char c : text_.substr(at, digits)) value = value * 10 + (c - '0');
        if (value >= low && value <= high) return value;
        is_good_ = false;
        complaints_.add(violation_code::out_of_range, text_.substr(at, digits),
                        fmt::format("{} from {:0{}} to {:0{}}", unit, low, digits, high, digits));
        return low;
    }

    [[nodiscard]] bool is_good() const { return is_good_; }

private:
    std::string_view text_;
    rrule_complaints& complaints_;
    bool is_good_ = true;
};

}  // namespace

std::optional<calendar_stamp> parse_stamp(std::string_view text, std::string_view expected,
                                          rrule_complaints& complaints) {
    const std::optional<stamp_kind> kind = kind_of(text);
    if (!kind) {
        complaints.add(violation_code::malformed, text, expected);
        return std::nullopt;
    }
    number_reader read{text, complaints};
    const year y{read.number(0, 4, 1970, 9999, "a year")};
    const month m{static_cast<unsigned>(read.number(4, 2, 1, 12, "a month"))};
    const auto length = static_cast<int>(static_cast<unsigned>((y / m / last).day()));
    const std::string unit =
        length == 31 ? std::string{"a day"}
                     : fmt::format("a day of {:04}-{:02}", static_cast<int>(y), static_cast<unsigned>(m));
    const day d{static_cast<unsigned>(read.number(6, 2, 1, length, unit))};
    local_seconds local = local_days{y / m / d};
    if (*kind != stamp_kind::date) {
        local += hours{read.number(9, 2, 0, 23, "an hour")};
        local += minutes{read.number(11, 2, 0, 59, "a minute")};
        local += seconds{read.number(13, 2, 0, 59, "a second")};
    }
    if (!read.is_good()) return std::nullopt;
    return calendar_stamp{*kind, local};
}

}  // namespace nextfire::inline v0::detail
