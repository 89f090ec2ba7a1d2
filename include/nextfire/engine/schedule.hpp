/// Schedules: the set of instants at which something fires, and the questions one asks of it.
///
/// A schedule fires at local times: 09:00 on weekdays, say.  Which instants these are depends on the
/// zone's clock, and a clock that jumps makes some local times vanish and some come twice.  The rule that
/// holds unless another is chosen: *a local time fires at the first instant at which the zone's clock
/// reads that local time or a later one.*  So nothing is ever lost, nothing fires twice, and order is
/// kept: what is earlier on the wall never fires later.
///
///          01:00   02:00   03:00   04:00        Berlin, daily 02:30, 29 March 2026
///     ───────┼───────┤ ░gap░ ├───────┼──►       02:30 never exists: fires at the jump,
///                            ▲                  2026-03-29T01:00:00Z, 03:00 on the wall
///
///          01:00   02:00   03:00                25 October 2026
///     ───────┼───────┼───▲───┤                  02:30 exists twice: fires the first time,
///                    ├───────┼───────┼──►       2026-10-25T00:30:00Z
///
/// The set depends on the schedule, its zone and the zone data alone, never on where one starts asking.
/// No question throws, allocates or takes a lock, and any number of threads may ask at once.
#pragma once

#include <nextfire/base/instant.hpp>
#include <nextfire/base/result.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/engine/schedule_rule.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/zone/zone.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace nextfire::inline v0 {

class cursor;
class occurrence_range;

namespace detail {
struct schedule_access;
}  // namespace detail

/// What a clock change did to an occurrence.
enum class clock_effect : std::uint8_t {
    exact,      ///< Nothing: the clock reads the scheduled local time, and does so once.
    moved,      ///< The scheduled local time does not exist; the occurrence stands in for it.
    ambiguous,  ///< The scheduled local time exists twice; the occurrence is one of the two.
};

/// Gives the name of an effect: `exact`, `moved`, `ambiguous`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(clock_effect effect) noexcept;

/// Reads the name of an effect; any other text is one violation `unknown_name` of `field`, with the names
/// there are and the nearest of them.
///
///     parse_clock_effect("moved");   // clock_effect::moved
[[nodiscard]] result<clock_effect> parse_clock_effect(std::string_view text,
                                                      std::string_view field = "effect");

/// An occurrence seen closely: when it fires, for which local time, and what a clock change did to it.
struct occurrence {
    std::chrono::sys_seconds instant;      ///< When it fires.
    std::chrono::local_seconds scheduled;  ///< The local time that the schedule asks for.
    clock_effect effect;                   ///< What a clock change did to it.

    /// Compares all three.
    friend bool operator==(const occurrence&, const occurrence&) = default;
};

/// A schedule, bound to its zone and ready to be asked.
///
/// One value without a heap: trivially copyable, 128 bytes, of which most schedules use 64.  The laws:
/// next(t) > t; t <= u implies next(t) <= next(u); contains(next(t)); prev(next(t)) <= t.
///
/// Occurrences lie on whole seconds.  Instants may be given in any unit of time, and are taken as they are:
/// of 09:00:00.500 a schedule of 09:00 says that it fired before and fires again the next day.
class schedule {
public:
    /// Makes a schedule that never fires: a place to put a real one.
    //
    // Not `= default`: with that GCC 12 fills it with zeros before it writes it.  NOLINTNEXTLINE(*-use-equals-default)
    schedule() noexcept {}

    /// Builds the schedule that a definition means.
    ///
    /// Violation `never_fires` for `definition` where its years allow no instant within [min_instant,
    /// max_instant], or the gap policy skips the only local time there is.  One that has expired is no
    /// violation; it has no occurrence.  Cost: below 60 ns; where years are given, that of one question more; the first
    /// schedule on days of months or of a calendar that no other has fired on, 20 µs.
    ///
    ///     schedule::build(*definition::daily(2h + 30min, *zone::find("Europe/Berlin")));
    [[nodiscard]] static result<schedule> build(const definition& what);

    /// Builds a schedule from a spec, following the clock of its zone: as from its definition.
    ///
    /// Violations: `missing` for `anchor_date` where DAY with an interval above 1 counts from an anchor
    /// and none is given; `never_fires` for `scheduled_date` where FIXED_TIME names a local time that the
    /// chosen gap policy skips, or an instant outside [min_instant, max_instant].  A schedule that has
    /// expired is no violation; it has no occurrence.  Cost: below 100 ns.
    [[nodiscard]] static result<schedule> build(const schedule_spec& spec,
                                                const schedule_options& options = {});

    /// The same, following the clock of another zone than the spec's.
    [[nodiscard]] static result<schedule> build(const schedule_spec& spec, zone clock,
                                                const schedule_options& options = {});

    /// Builds a schedule from a cron expression, following the clock of a zone.
    ///
    /// An expression with a `*`, a range or a step in its second, minute or hour describes elapsed time: it
    /// fires at every instant whose local reading matches, in both passes of an overlap and not at all in a
    /// gap.  All others name local times, and the policies of the options apply.
    /// Violations: `missing` for `anchor_instant` where an `@every` has none to count from; `never_fires` for
    /// `cron` where the years allow no instant within [min_instant, max_instant], or the gap policy skips all
    /// there are.  Cost: about 0.1 µs; where years are given, that of one question more.
    ///
    ///     schedule::build(*cron_expression::parse("*/10 * * * * ?"), *zone::find("Europe/Berlin"));
    [[nodiscard]] static result<schedule> build(const cron_expression& expression, zone clock,
                                                const schedule_options& options = {});

    /// Returns the first occurrence strictly after `after`, or nullopt when none is left.
    ///
    /// A local time removed by a forward clock change fires at the change; one that occurs twice fires
    /// once, the first time.  Never throws, allocates or locks.  a <= b implies next(a) <= next(b).
    /// Cost: 4 to 20 ns to 2106, some 30 ns within hours of a clock change and 0.1 µs after 2106.
    /// A schedule whose every local time lies in gaps that a policy skips is searched to its end: 2 ms.
    ///
    ///     // Berlin, daily 02:30; the clock jumps 02:00 -> 03:00 on 29 March 2026
    ///     daily.next(*parse_instant("2026-03-29T00:00:00Z"));   // 2026-03-29T01:00:00Z, 03:00 on the wall
    template <class Duration>
    [[nodiscard]] std::optional<std::chrono::sys_seconds> next(
        std::chrono::sys_time<Duration> after) const noexcept {
        const auto whole = detail::second_down(after);
        const std::int64_t t = detail::nearest_after(rule_, whole.time_since_epoch().count());
        if (t > rule_.last) return std::nullopt;
        return std::chrono::sys_seconds{std::chrono::seconds{t}};
    }

    /// Returns the last occurrence strictly before `before`, or nullopt when there is none.  Cost: as next.
    ///
    ///     daily.prev(*parse_instant("2026-03-29T01:00:00Z"));   // 2026-03-28T01:30:00Z
    template <class Duration>
    [[nodiscard]] std::optional<std::chrono::sys_seconds> prev(
        std::chrono::sys_time<Duration> before) const noexcept {
        const auto whole = detail::second_up(before);
        const std::int64_t t = detail::nearest_before(rule_, whole.time_since_epoch().count());
        if (t <= rule_.before_first) return std::nullopt;
        return std::chrono::sys_seconds{std::chrono::seconds{t}};
    }

    /// Returns the first occurrence at or after an instant, or nullopt when none is left.  Cost: as next.
    ///
    ///     daily.at_or_after(*parse_instant("2026-03-29T01:00:00Z"));   // that very instant
    template <class Duration>
    [[nodiscard]] std::optional<std::chrono::sys_seconds> at_or_after(
        std::chrono::sys_time<Duration> instant) const noexcept {
        return next(std::max(detail::second_up(instant), min_instant) - std::chrono::seconds{1});
    }

    /// Returns the last occurrence at or before an instant, or nullopt when there is none.  Cost: as next.
    template <class Duration>
    [[nodiscard]] std::optional<std::chrono::sys_seconds> at_or_before(
        std::chrono::sys_time<Duration> instant) const noexcept {
        return prev(std::min(detail::second_down(instant), max_instant) + std::chrono::seconds{1});
    }

    /// Writes the next occurrences after `after` into `out`, in order, until it is full or none is left;
    /// gives the part that was written.  Cost: of a cursor's step each.
    ///
    ///     std::array<std::chrono::sys_seconds, 5> places;
    ///     for (auto t : daily.next_into(places, now)) …
    template <class Duration>
    std::span<std::chrono::sys_seconds> next_into(std::span<std::chrono::sys_seconds> out,
                                                  std::chrono::sys_time<Duration> after) const noexcept {
        return out.first(fill(detail::second_down(after), out));
    }

    /// Says whether the schedule fires at an instant.  Cost: as next.
    template <class Duration>
    [[nodiscard]] bool contains(std::chrono::sys_time<Duration> instant) const noexcept {
        const auto whole = detail::second_down(instant);
        return whole == detail::second_up(instant) && fires_at(whole);
    }

    /// Counts the occurrences in [from, until).
    ///
    /// Cost: below 0.3 µs for ten years, whatever the number of occurrences: days and times are counted as
    /// bits, clock changes one by one.  With overlap_policy `second` or `both`, or gap_policy `shift`, it
    /// walks: about 2 ns an occurrence.
    template <class FromDuration, class UntilDuration>
    [[nodiscard]] std::uint64_t count(std::chrono::sys_time<FromDuration> from,
                                      std::chrono::sys_time<UntilDuration> until) const noexcept {
        return detail::count_occurrences(rule_, detail::second_up(from).time_since_epoch().count(),
                                         detail::second_up(until).time_since_epoch().count());
    }

    /// Gives the occurrences in [from, until), in order, as a bidirectional range (occurrences.hpp).
    ///
    /// Cost: that of a copy of the schedule, below 10 ns; begin() some 0.1 µs, and then a cursor's step each.
    ///
    ///     for (std::chrono::sys_seconds t : daily.occurrences(from, until)) …
    template <class FromDuration, class UntilDuration>
    [[nodiscard]] occurrence_range occurrences(std::chrono::sys_time<FromDuration> from,
                                               std::chrono::sys_time<UntilDuration> until) const noexcept;

    /// Tells for which local time the schedule fires at an instant, and what a clock change did to it;
    /// nullopt where the schedule does not fire.
    ///
    /// Where several local times fire at one instant (all the times of a skipped day do), the one that the
    /// clock reads is told, or else the earliest.  Cost: about 0.5 µs.
    ///
    ///     daily.occurrence_at(*parse_instant("2026-03-29T01:00:00Z"));   // scheduled 02:30, moved
    [[nodiscard]] std::optional<occurrence> occurrence_at(std::chrono::sys_seconds instant) const noexcept;

    /// Gives the zone whose clock the schedule follows.
    [[nodiscard]] zone time_zone() const noexcept { return rule_.clock; }

private:
    friend class cursor;
    friend struct detail::schedule_access;

    explicit schedule(const detail::schedule_rule& rule) noexcept : rule_(rule) {}

    [[nodiscard]] bool fires_at(std::chrono::sys_seconds instant) const noexcept;
    [[nodiscard]] std::size_t fill(std::chrono::sys_seconds after,
                                   std::span<std::chrono::sys_seconds> out) const noexcept;

    detail::schedule_rule rule_;
};

/// Gives the anchor date that a reference instant stands for: the local date of the first run, at or after
/// the instant, of a schedule that fires daily at the spec's time of day.
///
/// So the first run is the next time the zone's clock shows the time of day, and the following ones are n
/// days apart from it.  Only `gap` and `overlap` of the options count.  nullopt where no such run is left
/// before the end of the year 9999.  Cost: about 0.2 µs, 1 µs after 2106.
///
///     // 09:00 in Shanghai, created at 2026-11-24T02:00:00Z, 10:00 on the wall
///     anchor_date(spec, created);   // 2026-11-25
[[nodiscard]] std::optional<std::chrono::local_days> anchor_date(const schedule_spec& spec,
                                                                 std::chrono::sys_seconds reference,
                                                                 const schedule_options& options = {});

/// The same, by the clock of another zone than the spec's.
[[nodiscard]] std::optional<std::chrono::local_days> anchor_date(const schedule_spec& spec, zone clock,
                                                                 std::chrono::sys_seconds reference,
                                                                 const schedule_options& options = {});

}  // namespace nextfire::inline v0
