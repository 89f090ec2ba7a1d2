#include <nextfire/zone/zone_source.hpp>

#include "base/file_content.hpp"
#include "base/message.hpp"
#include "zone/bundled_zones.hpp"
#include "zone/posix_rule.hpp"
#include "zone/tzif.hpp"
#include "zone/zone_access.hpp"
#include "zone/zone_history.hpp"
#include "zone/zone_table.hpp"

#include <fmt/core.h>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace nextfire::inline v0 {
namespace {

using detail::expected_found;
using detail::quoted;
using detail::zone_history;

constexpr std::string_view zone_field = "zone";
constexpr std::size_t longest_given_name = 255;
constexpr std::size_t largest_file = std::size_t{1} << 20;

// ---- keeping ----

/// A zone of foreign data, with the storage that its record refers to.
struct kept_zone {
    std::string name;
    zone_history history;
    std::unique_ptr<const detail::zone_table> table;
    detail::zone_record record{};
};

/// All zones of foreign data that were ever built, by name.
struct kept_zones {
    std::mutex mutex;
    std::multimap<std::string, std::unique_ptr<const kept_zone>, std::less<>> by_name;
};

/// Zones must outlive every static object that may hold one, so the list is never destroyed.
kept_zones& all_kept() {
    static kept_zones* const kept = std::make_unique<kept_zones>().release();
    return *kept;
}

/// Gives the bundled zone of this very name where its data is the same too.
std::optional<zone> same_bundled_zone(std::string_view name, const zone_history& history) {
    const auto place = detail::find_bundled_name(name);
    if (!place) return std::nullopt;
    const detail::zone_pack& pack = detail::bundled_pack();
    const auto& entry = pack.names[*place];
    if (entry.name != name || read_pack_body(pack, entry.body) != history) return std::nullopt;
    return detail::zone_access::make(detail::bundled_record(*place));
}

/// Gives the one zone of a name and a history.
zone keep(std::string_view name, zone_history history) {
    if (const auto bundled = same_bundled_zone(name, history)) return *bundled;
    kept_zones& kept = all_kept();
    const std::lock_guard guard{kept.mutex};
    const auto [first, last] = kept.by_name.equal_range(name);
    for (auto entry = first; entry != last; ++entry) {
        if (entry->second->history == history) return detail::zone_access::make(entry->second->record);
    }
    auto made = std::make_unique<kept_zone>();
    made->name = name;
    made->history = std::move(history);
    made->table = detail::build_zone_table(made->history);
    made->record = {made->table.get(), made->name, made->name};
    const auto place = kept.by_name.emplace(made->name, std::move(made));
    return detail::zone_access::make(place->second->record);
}

// ---- checking ----

std::optional<violation> name_violation(std::string_view name) {
    if (name.empty())
        return expected_found(violation_code::missing, zone_field, std::nullopt, "a name", "nothing");
    if (name.size() <= longest_given_name) return std::nullopt;
    return expected_found(violation_code::too_long, zone_field, std::nullopt,
                          fmt::format("a name of at most {} bytes", longest_given_name), quoted(name));
}

bool is_abbreviation(std::string_view text) {
    if (text.size() > detail::longest_abbreviation) return false;
    for (const char c : text) {
        if (c < 0x20 || c > 0x7E) return false;
    }
    return true;
}

/// Notes everything that is wrong with change `i`, and appends it to the history.
void read_change(std::span<const zone_change> changes, std::size_t i, zone_history& history,
                 violations& errors) {
    const zone_change& change = changes[i];
    const auto refuse = [&](violation_code code, std::string_view expected, std::string_view found) {
        errors.push_back(expected_found(code, zone_field, std::nullopt,
                                        fmt::format("{} in change {}", expected, i + 1), found));
    };
    if (i > 0 && change.at <= changes[i - 1].at) {
        refuse(violation_code::malformed, "an instant later than the one before",
               fmt::format("{} after {}", change.at.time_since_epoch().count(),
                           changes[i - 1].at.time_since_epoch().count()));
    }
    const std::int64_t offset = change.offset.count();
    const bool possible =
        offset >= detail::lowest_possible_offset && offset <= detail::highest_possible_offset;
    if (!possible) {
        refuse(violation_code::out_of_range, "an offset of more than -25 and less than 26 hours",
               fmt::format("{} seconds", offset));
    }
    if (!is_abbreviation(change.abbreviation)) {
        refuse(violation_code::malformed,
               fmt::format("an abbreviation of at most {} ASCII characters", detail::longest_abbreviation),
               quoted(change.abbreviation));
        return;
    }
    const auto abbreviation = detail::abbreviation_index(history.abbreviations, change.abbreviation);
    if (!abbreviation) {
        refuse(violation_code::too_long, "one of at most 256 abbreviations", quoted(change.abbreviation));
        return;
    }
    if (!possible) return;
    append_change(history,
                  {change.at.time_since_epoch().count(), static_cast<std::int32_t>(offset), *abbreviation});
}

// ---- files ----

/// Says whether a name leads to a file below its directory and nowhere else.
bool stays_below(std::string_view name) {
    if (name.starts_with("right/") || name.starts_with("posix/")) return false;
    if (name.find('\0') != std::string_view::npos || name.find('\\') != std::string_view::npos) return false;
    while (true) {
        const std::size_t slash = name.find('/');
        const std::string_view part = name.substr(0, slash);
        if (part.empty() || part == "." || part == "..") return false;
        if (slash == std::string_view::npos) return true;
        name.remove_prefix(slash + 1);
    }
}

}  // namespace

result<zone> make_zone(std::string_view name, std::span<const zone_change> changes,
                       std::string_view posix_rule) {
    violations errors;
    if (auto error = name_violation(name)) errors.push_back(*std::move(error));
    zone_history history;
    for (std::size_t i = 0; i < changes.size(); ++i) read_change(changes, i, history, errors);
    if (changes.empty())
        errors.push_back(
            expected_found(violation_code::missing, zone_field, std::nullopt, "at least one change", "none"));
    if (!posix_rule.empty()) {
        if (auto rule = detail::parse_posix_rule(posix_rule, zone_field); !rule)
            errors.push_back(rule.errors().front());
    }
    if (!errors.empty()) return errors;
    history.rule = posix_rule;
    auto settled = settle_history(std::move(history), zone_field);
    if (!settled) return settled.errors();
    return keep(name, std::move(settled).value());
}

result<zone> parse_tzif(std::string_view name, std::span<const std::byte> bytes) {
    if (auto error = name_violation(name)) return *std::move(error);
    auto history = detail::read_tzif(bytes, zone_field);
    if (!history) return history.errors();
    return keep(name, std::move(history).value());
}

result<zone> load_zone(const std::string& directory, std::string_view name) {
    if (auto error = name_violation(name)) return *std::move(error);
    if (!stays_below(name)) {
        return expected_found(violation_code::malformed, zone_field, std::nullopt,
                              "a name below the zoneinfo directory such as Europe/Berlin", quoted(name));
    }
    std::error_code error;
    const auto bytes = detail::file_content(fmt::format("{}/{}", directory, name), error, largest_file);
    if (bytes) return parse_tzif(name, *bytes);
    if (error == std::errc::file_too_large) {
        return expected_found(violation_code::too_long, zone_field, std::nullopt, "a file of at most 1 MiB",
                              fmt::format("more in {}", quoted(name)));
    }
    return expected_found(violation_code::unreadable, zone_field, std::nullopt, "a readable file",
                          fmt::format("none named {} in {}", quoted(name), quoted(directory)));
}

}  // namespace nextfire::inline v0
