#include "nearest_name.hpp"

#include "message.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace nextfire::inline v0::api {
namespace {

constexpr std::size_t longest_name = 40;
constexpr std::size_t furthest = 2;

constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Counts the letters to add, leave out, replace or swap with a neighbour to turn `a` into `b`
/// (optimal string alignment).  Both have at most longest_name letters.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::array<std::array<std::size_t, longest_name + 1>, longest_name + 1> cost{};
    for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            cost[i][j] =
                std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[a.size()][b.size()];
}

/// Appends a name as a part of a JSON pointer.  Source: RFC 6901 section 3.
std::string pointer_to(std::string_view object_pointer, std::string_view name) {
    std::string pointer{object_pointer};
    if (name.size() > longest_name) return pointer;  // what nobody can read helps nobody
    pointer += '/';
    for (const char c : name) {
        if (c == '~') {
            pointer += "~0";
        } else if (c == '/') {
            pointer += "~1";
        } else {
            pointer += c;
        }
    }
    return pointer;
}

}  // namespace

std::optional<std::string_view> nearest_name(std::string_view misspelt,
                                             std::span<const std::string_view> known) {
    if (misspelt.size() > longest_name) return std::nullopt;
    std::optional<std::string_view> nearest;
    std::size_t least = furthest + 1;
    for (const std::string_view name : known) {
        const std::size_t distance = edit_distance(misspelt, name);
        if (distance >= least || 2 * distance >= name.size()) continue;
        nearest = name;
        least = distance;
    }
    return nearest;
}

violation unknown_member(std::string_view object_pointer, std::string_view name,
                         std::span<const std::string_view> known) {
    const std::string pointer = pointer_to(object_pointer, name);
    const std::string found = name.empty() ? "an empty name" : detail::quoted(name);
    if (const auto nearest = nearest_name(name, known))
        return detail::expected_found(violation_code::unknown_name, pointer, std::nullopt, "a known member",
                                      fmt::format("{}; did you mean {}?", found, *nearest));
    return detail::expected_found(violation_code::unknown_name, pointer, std::nullopt,
                                  fmt::format("one of {}", fmt::join(known, ", ")), found);
}

}  // namespace nextfire::inline v0::api
