/// The way from a definition to its parts and back, for the library's own sources.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/spec/schedule_options.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace nextfire::inline v0::detail {

/// Gives an instant as parts and rules hold it.
[[nodiscard]] constexpr std::int64_t count_of(std::chrono::sys_seconds t) noexcept {
    return t.time_since_epoch().count();
}

/// Opens a definition for the rest of the library.
struct definition_access {
    /// Gives the definition of parts, which must be canonical.
    [[nodiscard]] static definition make(const definition_parts& parts) noexcept { return definition{parts}; }

    /// Gives what a definition holds.
    ///@{
    [[nodiscard]] static const definition_parts& parts(const definition& of) noexcept { return of.parts_; }
    [[nodiscard]] static definition_parts& parts(definition& of) noexcept { return of.parts_; }
    ///@}
};

/// Gives what a spec says, by the clock of a zone, not canonical yet; violations as definition::from has them.
[[nodiscard]] result<definition_parts> parts_of(const schedule_spec& spec, zone clock,
                                                const schedule_options& options);

/// The same for the sets of a cron expression, and a cycle of days in the place of its days where there is one.
[[nodiscard]] result<definition_parts> parts_of(const cron_fields& fields,
                                                const std::optional<day_cycle>& cycle, zone clock,
                                                const schedule_options& options);

/// Gives the definition of parts; violation `too_long` where a definition cannot keep the zone's name.
[[nodiscard]] result<definition> definition_of(definition_parts parts);

/// The longest name of a zone that a definition keeps, in bytes.
inline constexpr std::size_t longest_zone_name = 60;

/// The bounds of what definition::every and every_n_days take.
inline constexpr std::int64_t longest_period_seconds = 9600 * 3600;
inline constexpr std::int64_t longest_cycle_days = 500;

}  // namespace nextfire::inline v0::detail
