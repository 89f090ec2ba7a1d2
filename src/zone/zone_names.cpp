#include <nextfire/zone/zone.hpp>

#include "base/ascii.hpp"
#include "base/message.hpp"
#include "base/nearest_name.hpp"
#include "zone/bundled_zones.hpp"
#include "zone/zone_access.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace nextfire::inline v0 {
namespace {

using detail::compare_ignoring_case;
using detail::edit_distance;
using detail::equal_ignoring_case;
using detail::is_digit;

constexpr std::string_view field = "time_zone";
constexpr std::string_view fixed_bounds = "an offset of whole minutes from -18:00 to +18:00";
constexpr std::size_t longest_name =
    detail::longest_compared;  // of any zone, Windows names included; a longer one is unknown

// ---- fixed offsets ----

constexpr int digit(char c) {
    return c - '0';
}

/// Reads `+8`, `+08`, `+0530`, `+8:30` or `+08:30`, perhaps after `UTC` or `GMT`; nullopt for other text.
/// The hours may be too many.
std::optional<std::chrono::minutes> fixed_offset(std::string_view name) {
    const std::string_view prefix = name.substr(0, 3);
    if (equal_ignoring_case(prefix, "UTC") || equal_ignoring_case(prefix, "GMT")) name.remove_prefix(3);
    if (name.size() < 2 || (name.front() != '+' && name.front() != '-')) return std::nullopt;
    const bool west = name.front() == '-';
    name.remove_prefix(1);

    const auto digits =
        static_cast<std::size_t>(std::find_if_not(name.begin(), name.end(), is_digit) - name.begin());
    const std::string_view hours = digits == 4 ? name.substr(0, 2) : name.substr(0, digits);
    std::string_view minutes = name.substr(hours.size());
    if (hours.empty() || hours.size() > 2) return std::nullopt;
    if (digits != 4 && !minutes.empty()) {
        if (minutes.front() != ':' || minutes.size() != 3) return std::nullopt;
        minutes.remove_prefix(1);
    }
    int total = 0;
    for (const char c : hours) total = total * 10 + digit(c);
    total *= 60;
    if (!minutes.empty()) {
        const bool fits =
            minutes.size() == 2 && minutes[0] >= '0' && minutes[0] <= '5' && is_digit(minutes[1]);
        if (!fits) return std::nullopt;
        total += digit(minutes[0]) * 10 + digit(minutes[1]);
    }
    return std::chrono::minutes{west ? -total : total};
}

// ---- Windows names ----

std::optional<std::size_t> find_windows_name(std::string_view name) {
    const auto& entries = detail::bundled_pack().windows_names;
    const auto found = std::lower_bound(entries.begin(), entries.end(), name,
                                        [](const auto& entry, std::string_view wanted) {
                                            return compare_ignoring_case(entry.name, wanted) < 0;
                                        });
    if (found == entries.end() || !equal_ignoring_case(found->name, name)) return std::nullopt;
    return found->target;
}

// ---- near names ----

/// A name made ready for comparison: lower case, blanks as underscores.
struct folded_name {
    std::array<char, longest_name> letters{};
    std::size_t size = 0;

    explicit folded_name(std::string_view name) : size(name.size()) {
        std::transform(name.begin(), name.end(), letters.begin(), [](char c) {
            if (c == ' ') return '_';
            return detail::to_lower(c);
        });
    }
    [[nodiscard]] std::string_view text() const { return {letters.data(), size}; }
    [[nodiscard]] std::string_view last_part() const { return text().substr(text().rfind('/') + 1); }
};

/// Says how many slips are forgiven in a text of a length.
unsigned forgiven_slips(std::size_t length) {
    if (length < 3) return 0;
    if (length < 5) return 1;
    return length < 9 ? 2 : 3;
}

/// Says whether a name's sign means the opposite of what people write: Etc/GMT+8 is eight hours *west*.
/// Whoever mistypes an offset must not be led there.
bool has_posix_sign(std::string_view name) {
    constexpr std::string_view prefix = "Etc/GMT";
    return name.starts_with(prefix) && name.size() > prefix.size();
}

/// Tells how far a name is from a candidate; a text whose last part is near (`Shanghai`) is near too.
std::optional<unsigned> remoteness(const folded_name& name, const folded_name& candidate) {
    const unsigned limit = forgiven_slips(name.size);
    unsigned least = edit_distance(name.text(), candidate.text(), limit);
    bool near = least <= limit;
    const unsigned part_limit = forgiven_slips(name.last_part().size());
    const unsigned parts = edit_distance(name.last_part(), candidate.last_part(), part_limit);
    if (parts <= part_limit) {
        const unsigned wrong_region = name.last_part().size() == name.size ? 0 : 1;
        least = near ? std::min(least, parts + wrong_region) : parts + wrong_region;
        near = true;
    }
    if (!near) return std::nullopt;
    return least;
}

violation unknown_name(std::string_view name) {
    const std::vector<std::string_view> near = nearest_zone_names(name);
    std::string found = detail::quoted(name);
    for (std::size_t i = 0; i < near.size(); ++i) {
        const std::string_view joint = i == 0 ? "; did you mean " : i + 1 == near.size() ? " or " : ", ";
        found += fmt::format("{}{}", joint, near[i]);
    }
    if (!near.empty()) found += '?';
    return detail::expected_found(violation_code::unknown_name, field, std::nullopt,
                                  "a time zone such as Europe/Berlin", found);
}

}  // namespace

result<zone> zone::find(std::string_view name) {
    if (const auto place = detail::find_bundled_name(name))
        return detail::zone_access::make(detail::bundled_record(*place));
    if (name.size() > longest_name) return unknown_name(name);
    if (const auto offset = fixed_offset(name)) {
        if (*offset >= -detail::largest_fixed_offset && *offset <= detail::largest_fixed_offset)
            return detail::zone_access::make(detail::fixed_record(*offset));
        return detail::expected_found(violation_code::out_of_range, field, std::nullopt, fixed_bounds,
                                      detail::quoted(name));
    }
    if (const auto place = find_windows_name(name))
        return detail::zone_access::make(detail::bundled_record(*place));
    if (equal_ignoring_case(name, "Z") || equal_ignoring_case(name, "Coordinated Universal Time"))
        return zone{};
    return unknown_name(name);
}

result<zone> zone::fixed(std::chrono::seconds offset) {
    const bool fits = offset >= -detail::largest_fixed_offset && offset <= detail::largest_fixed_offset &&
                      offset.count() % 60 == 0;
    if (fits)
        return detail::zone_access::make(
            detail::fixed_record(std::chrono::duration_cast<std::chrono::minutes>(offset)));
    return detail::expected_found(violation_code::out_of_range, field, std::nullopt, fixed_bounds,
                                  fmt::format("{} seconds", offset.count()));
}

std::string_view tzdata_version() noexcept {
    return detail::bundled_pack().version;
}

std::span<const std::string_view> zone_names() {
    return detail::bundled_names();
}

std::vector<std::string_view> nearest_zone_names(std::string_view name) {
    constexpr std::size_t most_suggestions = 3;
    std::vector<std::string_view> nearest;
    if (name.empty() || name.size() > longest_name) return nearest;
    const folded_name wanted{name};
    std::optional<unsigned> least;
    const auto consider = [&](std::string_view candidate) {
        if (candidate.size() > longest_name || has_posix_sign(candidate)) return;
        const auto distance = remoteness(wanted, folded_name{candidate});
        if (!distance || (least && *distance > *least)) return;
        if (!least || *distance < *least) nearest.clear();
        least = distance;
        const bool is_known = std::find(nearest.begin(), nearest.end(), candidate) != nearest.end();
        if (nearest.size() < most_suggestions && !is_known) nearest.push_back(candidate);
    };
    for (const std::string_view candidate : detail::bundled_names()) consider(candidate);
    for (const auto& entry : detail::bundled_pack().windows_names) consider(entry.name);
    return nearest;
}

}  // namespace nextfire::inline v0
