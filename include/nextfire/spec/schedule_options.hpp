/// The choices that a spec or a cron text does not hold: what clock changes do, and where counting begins.
#pragma once

#include <nextfire/base/result.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace nextfire::inline v0 {

/// What becomes of a local time that the clock jumps over.
enum class gap_policy : std::uint8_t {
    at_transition,  ///< It fires at the jump.  Keeps order; the default.
    skip,           ///< It does not fire.
    shift,  ///< It fires later by the length of the gap, as in java.time and RFC 5545: 02:30 at 03:30.
};

/// What becomes of a local time that exists twice.
enum class overlap_policy : std::uint8_t {
    first,   ///< It fires the first time.  The default.
    second,  ///< It fires the second time.
    both,    ///< It fires both times.
};

/// Which cron expressions describe elapsed time.
///
/// Elapsed time goes by in both passes of an overlap and not at all in a gap: "every 10 minutes" goes on
/// every 10 minutes when the clock is set back.  For such an expression gap_policy and overlap_policy do not
/// count.
enum class elapsed_policy : std::uint8_t {
    as_written,  ///< Those with a `*`, a range or a step in the second, minute or hour field.  The default.
    never,       ///< None: every expression names local times.
    always,      ///< All of them, a single time of day as well.
};

/// How a schedule of type DAY counts its days.
enum class day_counting : std::uint8_t {
    from_anchor,         ///< Exactly n dates apart, from the anchor date on and back.  The default.
    restart_each_month,  ///< Days 1, 1 + n, 1 + 2n, … of each month: what the cron text `*/n` says.
};

// Names.  Each to_string() gives the name of a value as it is written in code, and empty text for a number
// that is none.  Each reader reads these names, `-` for `_` too; any other text is one violation
// `unknown_name` of `field`, with the names there are and the nearest of them.  Cost: some 20 ns.

/// Gives the name of a policy: `at_transition`, `skip`, `shift`.
[[nodiscard]] std::string_view to_string(gap_policy policy) noexcept;

/// Reads the name of a policy.
///
///     parse_gap_policy("skip");   // gap_policy::skip
///     parse_gap_policy("skp");    // gap: expected at_transition, skip or shift, but found "skp"; did you …
[[nodiscard]] result<gap_policy> parse_gap_policy(std::string_view text, std::string_view field = "gap");

/// Gives the name of a policy: `first`, `second`, `both`.
[[nodiscard]] std::string_view to_string(overlap_policy policy) noexcept;

/// Reads the name of a policy.
///
///     parse_overlap_policy("both");   // overlap_policy::both
[[nodiscard]] result<overlap_policy> parse_overlap_policy(std::string_view text,
                                                          std::string_view field = "overlap");

/// Gives the name of a policy: `as_written`, `never`, `always`.
[[nodiscard]] std::string_view to_string(elapsed_policy policy) noexcept;

/// Reads the name of a policy.
///
///     parse_elapsed_policy("as-written");   // elapsed_policy::as_written
[[nodiscard]] result<elapsed_policy> parse_elapsed_policy(std::string_view text,
                                                          std::string_view field = "elapsed");

/// Gives the name of a way to count: `from_anchor`, `restart_each_month`.
[[nodiscard]] std::string_view to_string(day_counting counting) noexcept;

/// Reads the name of a way to count.
///
///     parse_day_counting("restart_each_month");   // day_counting::restart_each_month
[[nodiscard]] result<day_counting> parse_day_counting(std::string_view text,
                                                      std::string_view field = "counting");

/// The choices that a spec or a cron text does not hold.
struct schedule_options {
    gap_policy gap = gap_policy::at_transition;      ///< What becomes of a local time that is jumped over.
    overlap_policy overlap = overlap_policy::first;  ///< What becomes of a local time that exists twice.
    elapsed_policy elapsed = elapsed_policy::as_written;  ///< Specs are fixed under as_written.
    day_counting counting = day_counting::from_anchor;    ///< How DAY with an interval above 1 counts.
    /// A local date that fires, for DAY with an interval above 1: all dates that fire are whole multiples
    /// of the interval away from it, before it and after.  See anchor_date() for one made from an instant.
    std::optional<std::chrono::local_days> anchor_date = {};
    /// An instant that fires, for `@every`: all others are whole multiples of its duration away from it,
    /// before it and after.
    std::optional<std::chrono::sys_seconds> anchor_instant = {};
    /// The first instant at which the schedule may fire, itself included.
    std::optional<std::chrono::sys_seconds> not_before = {};
    /// The last instant at which it may fire, itself included; beside a spec's own expiry the earlier holds.
    std::optional<std::chrono::sys_seconds> expire_time = {};
};

/// A scheduler whose choices at clock changes can be had, for those who come from it.
///
/// src/SEMANTICS.md, clause 4.7, has a row for each: what it does, and how that is known.
enum class preset : std::uint8_t {
    vixie,       ///< Vixie cron and cronie: nextfire's own defaults.
    quartz,      ///< Quartz for Java 2.3: gaps skipped, the second pass alone, no elapsed time.
    kubernetes,  ///< Kubernetes CronJob (robfig/cron): every instant whose reading matches.
    systemd,     ///< OnCalendar of systemd timers: gaps skipped, the first pass alone.
    aws,         ///< Amazon EventBridge Scheduler: gaps skipped, once in an overlap.
    rfc5545,     ///< Calendars: shifted by the gap, the first pass.
};

/// Gives the choices of a scheduler; everything but gap, overlap and elapsed is left at its default.
///
///     schedule::build(expression, berlin, options_for(preset::quartz));
[[nodiscard]] constexpr schedule_options options_for(preset scheduler) noexcept {
    switch (scheduler) {
        case preset::vixie:
            break;
        case preset::quartz:
            return {
                .gap = gap_policy::skip, .overlap = overlap_policy::second, .elapsed = elapsed_policy::never};
        case preset::kubernetes:
            return {
                .gap = gap_policy::skip, .overlap = overlap_policy::both, .elapsed = elapsed_policy::always};
        case preset::systemd:
        case preset::aws:
            return {
                .gap = gap_policy::skip, .overlap = overlap_policy::first, .elapsed = elapsed_policy::never};
        case preset::rfc5545:
            return {
                .gap = gap_policy::shift, .overlap = overlap_policy::first, .elapsed = elapsed_policy::never};
    }
    return {};
}

/// Gives the name of a preset: `vixie`, `quartz`, `kubernetes`, `systemd`, `aws`, `rfc5545`.
[[nodiscard]] std::string_view to_string(preset scheduler) noexcept;

/// Reads the name of a preset.
///
///     parse_preset("kubernetes").transform(&options_for);   // the choices of Kubernetes
[[nodiscard]] result<preset> parse_preset(std::string_view text, std::string_view field = "preset");

}  // namespace nextfire::inline v0
