#include "base/nearest_name.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <array>

namespace nextfire::inline v0::detail {

unsigned edit_distance(std::string_view a, std::string_view b, unsigned limit) noexcept {
    const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference > limit) return limit + 1;
    std::array<std::array<unsigned, longest_compared + 1>, 3> rows{};
    for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<unsigned>(j);
    const auto same = [&](std::size_t i, std::size_t j) { return to_lower(a[i - 1]) == to_lower(b[j - 1]); };
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& above = rows[(i + 2) % 3];
        const auto& two_above = rows[(i + 1) % 3];
        row[0] = static_cast<unsigned>(i);
        unsigned least = row[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({row[j - 1] + 1, above[j] + 1, above[j - 1] + (same(i, j) ? 0 : 1)});
            if (i > 1 && j > 1 && same(i, j - 1) && same(i - 1, j))
                row[j] = std::min(row[j], two_above[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        if (least > limit) return limit + 1;
    }
    return rows[a.size() % 3][b.size()];
}

std::optional<std::string_view> nearest_name(std::string_view misspelt,
                                             std::span<const std::string_view> known) noexcept {
    constexpr std::size_t longest_name = 40;
    constexpr unsigned furthest = 2;
    if (misspelt.size() > longest_name) return std::nullopt;
    std::optional<std::string_view> nearest;
    unsigned least = furthest + 1;
    for (const std::string_view name : known) {
        const unsigned distance = edit_distance(misspelt, name, furthest);
        if (distance >= least || 2 * distance >= name.size()) continue;
        nearest = name;
        least = distance;
    }
    return nearest;
}

}  // namespace nextfire::inline v0::detail
