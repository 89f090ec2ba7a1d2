#include "spec/list_text.hpp"

#include "base/ascii.hpp"
#include "base/message.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <cstddef>

namespace nextfire::inline v0::detail {
namespace {

constexpr std::size_t longest_list = 1024;
constexpr unsigned last_day_number = 32;  // `L` as a bit: one more than the highest day

/// Reads one item, blanks already taken off; 0 where it is none, and the reason is in `errors`.
unsigned parse_item(std::string_view item, std::size_t column, const list_grammar& grammar,
                    violations& errors) {
    const bool is_last = item == "L" || item == "l";
    if (is_last && grammar.allows_last) return last_day_number;
    if (item.empty() || !std::all_of(item.begin(), item.end(), is_digit)) {
        errors.push_back(expected_found(violation_code::malformed, grammar.field, column, grammar.item_name,
                                        quoted(item)));
        return 0;
    }
    unsigned value = 0;
    for (const char c : item) value = std::min(value * 10 + static_cast<unsigned>(c - '0'), 1000U);
    if (value >= 1 && value <= grammar.highest) return value;
    errors.push_back(
        expected_found(violation_code::out_of_range, grammar.field, column, grammar.item_name, quoted(item)));
    return 0;
}

}  // namespace

std::uint32_t parse_list(std::string_view text, const list_grammar& grammar, violations& errors) {
    if (text.size() > longest_list) {
        errors.push_back(expected_found(violation_code::too_long, grammar.field, std::nullopt,
                                        fmt::format("a list of at most {} bytes", longest_list),
                                        fmt::format("{} bytes", text.size())));
        return 0;
    }
    std::uint32_t bits = 0;
    std::size_t begin = 0;
    while (true) {  // once for each comma, and once more
        const std::size_t end = std::min(text.find(',', begin), text.size());
        std::size_t first = begin;
        std::size_t after = end;
        while (first < after && is_blank(text[first])) ++first;
        while (after > first && is_blank(text[after - 1])) --after;
        const unsigned value = parse_item(text.substr(first, after - first), first + 1, grammar, errors);
        if (value != 0) bits |= std::uint32_t{1} << (value - 1);
        if (end == text.size()) return bits;
        begin = end + 1;
    }
}

std::string day_of_months(std::uint16_t month_bits) {
    return fmt::format("a day that {} {} has",
                       std::has_single_bit(month_bits) ? "month" : "one of the months",
                       list_text(month_bits));
}

std::string list_text(std::uint32_t bits) {
    std::string text;
    for (std::uint32_t rest = bits; rest != 0; rest &= rest - 1) {
        const auto number = static_cast<unsigned>(std::countr_zero(rest)) + 1;
        if (!text.empty()) text += ',';
        text += number == last_day_number ? "L" : fmt::format("{}", number);
    }
    return text;
}

}  // namespace nextfire::inline v0::detail
