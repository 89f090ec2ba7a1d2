/// A schedule as somebody gave it: a spec, or cron text with the zone and expiry that cron text cannot hold.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/words/describe.hpp>
#include <nextfire/zone/zone.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <variant>

namespace nextfire::inline v0::api {

/// A schedule that was given as cron text.
struct cron_schedule {
    cron_expression expression;
    zone clock;
    std::optional<std::chrono::sys_seconds> expire_time;
};

/// Either way to give a schedule.
using requested_schedule = std::variant<schedule_spec, cron_schedule>;

/// Gives the zone whose clock the schedule follows.
[[nodiscard]] zone time_zone(const requested_schedule& given) noexcept;

/// Gives the last instant at which it may fire, itself included, if there is one.
[[nodiscard]] std::optional<std::chrono::sys_seconds> expire_time(const requested_schedule& given) noexcept;

/// Gives what the schedule means, by the clock of a zone.
[[nodiscard]] result<definition> define(const requested_schedule& given, zone clock,
                                        const schedule_options& options);

/// Gives a definition that can be asked by the zone data here, or why there is none.
[[nodiscard]] result<definition> askable(const definition& what);

/// Builds the schedule from its definition, following the clock of its zone.
[[nodiscard]] result<schedule> build(const requested_schedule& given, const schedule_options& options);

/// The same, following the clock of another zone.
[[nodiscard]] result<schedule> build(const requested_schedule& given, zone clock,
                                     const schedule_options& options);

/// Gives the cron expression: the one that was given, or what the spec becomes.
[[nodiscard]] cron_conversion to_cron(const requested_schedule& given, day_counting counting);

/// Cron text, the dialect that it is in, and how faithful it is.
struct written_cron {
    cron_dialect dialect;
    std::string text;
    cron_fidelity fidelity;
};

/// Writes its cron text: that of a spec in the Quartz dialect, another as cron_expression::text() does it.
[[nodiscard]] written_cron write_cron(const requested_schedule& given, day_counting counting);

/// Says in one sentence when the schedule fires.
[[nodiscard]] std::string describe(const requested_schedule& given, language in,
                                   const schedule_options& options);

/// Says whether clock changes take occurrences of the schedule away and repeat them: whether it describes
/// elapsed time that is read off the clock.
[[nodiscard]] bool is_elapsed(const requested_schedule& given, elapsed_policy policy) noexcept;

/// Says whether the schedule is `@every`: time that no clock change touches.
[[nodiscard]] bool is_every(const requested_schedule& given) noexcept;

}  // namespace nextfire::inline v0::api
