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
#include <nextfire/calendar/day_rule.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/zone/zone.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

namespace nextfire::inline v0 {

class cursor;
class occurrence_range;

/// What a clock change did to an occurrence.
enum class clock_effect : std::uint8_t {
    exact,      ///< Nothing: the clock reads the scheduled local time, and does so once.
    moved,      ///< The scheduled local time does not exist; the occurrence stands in for it.
    ambiguous,  ///< The scheduled local time exists twice; the occurrence is one of the two.
};

/// Gives the stable text of an effect: `exact`, `moved`, `ambiguous`.
[[nodiscard]] std::string_view to_string(clock_effect effect) noexcept;

/// An occurrence seen closely: when it fires, for which local time, and what a clock change did to it.
struct occurrence {
    std::chrono::sys_seconds instant;
    std::chrono::local_seconds scheduled;  ///< The local time that the schedule asks for.
    clock_effect effect;

    friend bool operator==(const occurrence&, const occurrence&) = default;
};

/// A schedule, bound to its zone and ready to be asked.
///
/// One value without a heap: trivially copyable, two cache lines, of which most schedules use one.  The laws:
/// next(t) > t; t <= u implies next(t) <= next(u); contains(next(t)); prev(next(t)) <= t.
class alignas(64) schedule {
public:
    /// Makes a schedule that never fires: a place to put a real one.
    schedule() = default;

    /// Builds a schedule from a checked form, following the clock of the form's zone.
    ///
    /// Violations: `missing` for `anchor_date` where DAY with an interval above 1 counts from an anchor
    /// and none is given; `never_fires` for `scheduled_date` where FIXED_TIME names a local time that the
    /// chosen gap policy skips, or an instant outside [min_instant, max_instant].  A schedule that has
    /// expired is no violation; it has no occurrence.  Cost: below 100 ns.
    [[nodiscard]] static result<schedule> build(const schedule_spec& spec,
                                                const schedule_options& options = {});

    /// The same, following the clock of another zone than the form's.
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
    /// Cost: 6 to 25 ns to 2106, about 0.1 µs within hours of a clock change and 0.2 µs after 2106.
    /// A schedule whose every local time lies in gaps that a policy skips is searched to its end: 2 ms.
    ///
    ///     // Berlin, daily 02:30; the clock jumps 02:00 -> 03:00 on 29 March 2026
    ///     daily.next(*parse_instant("2026-03-29T00:00:00Z", ""));   // 2026-03-29T01:00:00Z, 03:00 on the
    ///     wall
    [[nodiscard]] std::optional<std::chrono::sys_seconds> next(
        std::chrono::sys_seconds after) const noexcept {
        const std::int64_t t = nearest_after(after.time_since_epoch().count());
        if (t > last_) return std::nullopt;
        return std::chrono::sys_seconds{std::chrono::seconds{t}};
    }

    /// Returns the last occurrence strictly before `before`, or nullopt when there is none.
    ///
    ///     daily.prev(*parse_instant("2026-03-29T01:00:00Z", ""));   // 2026-03-28T01:30:00Z
    [[nodiscard]] std::optional<std::chrono::sys_seconds> prev(
        std::chrono::sys_seconds before) const noexcept {
        const std::int64_t t = nearest_before(before.time_since_epoch().count());
        if (t <= before_first_) return std::nullopt;
        return std::chrono::sys_seconds{std::chrono::seconds{t}};
    }

    /// Says whether the schedule fires at an instant.  Cost: as next.
    [[nodiscard]] bool contains(std::chrono::sys_seconds instant) const noexcept;

    /// Counts the occurrences in [from, until).  Cost: about 2 ns an occurrence.
    [[nodiscard]] std::uint64_t count(std::chrono::sys_seconds from,
                                      std::chrono::sys_seconds until) const noexcept;

    /// Gives the occurrences in [from, until), in order, as a forward range (occurrences.hpp).
    ///
    ///     for (std::chrono::sys_seconds t : daily.occurrences(from, until)) …
    [[nodiscard]] occurrence_range occurrences(std::chrono::sys_seconds from,
                                               std::chrono::sys_seconds until) const noexcept;

    /// Tells for which local time the schedule fires at an instant, and what a clock change did to it;
    /// nullopt where the schedule does not fire.
    ///
    /// Where several local times fire at one instant (all the times of a skipped day do), the one that the
    /// clock reads is told, or else the earliest.  Cost: about 0.5 µs.
    ///
    ///     daily.occurrence_at(*parse_instant("2026-03-29T01:00:00Z", ""));   // scheduled 02:30, moved
    [[nodiscard]] std::optional<occurrence> occurrence_at(std::chrono::sys_seconds instant) const noexcept;

    /// Gives the zone whose clock the schedule follows.
    [[nodiscard]] zone time_zone() const noexcept { return zone_; }

private:
    friend class cursor;
    friend class schedule_builder;

    // Instants as seconds since 1970.  Where there is no occurrence left, the answers after t lie beyond
    // last_ and those before t do not lie beyond before_first_: the one place that turns them into "none" is
    // above.
    [[nodiscard]] std::int64_t nearest_after(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t nearest_before(std::int64_t t) const noexcept;
    template <class Rule>
    [[nodiscard]] std::int64_t next_near(const Rule& rule, std::int64_t t) const noexcept;
    template <class Rule>
    [[nodiscard]] std::int64_t prev_near(const Rule& rule, std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t next_month_day(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t prev_month_day(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t next_by_cron(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t prev_by_cron(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t next_calendar_day(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t next_slot(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t next_several(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t prev_slot(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t prev_several(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t next_since_anchor(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t prev_since_anchor(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t next_listed(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t prev_listed(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t next_beyond(std::int64_t t, std::int64_t end, std::int64_t local,
                                           std::int64_t guess) const noexcept;
    [[nodiscard]] std::int64_t prev_beyond(std::int64_t t, std::int64_t end, std::int64_t local,
                                           std::int64_t guess) const noexcept;
    [[nodiscard]] std::int64_t next_across(std::int64_t t, std::int64_t local) const noexcept;
    [[nodiscard]] std::int64_t prev_across(std::int64_t t, std::int64_t local) const noexcept;
    [[nodiscard]] std::int64_t next_far(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t prev_far(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t next_slow(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t prev_slow(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t next_reading(std::int64_t t) const noexcept;
    [[nodiscard]] std::int64_t prev_reading(std::int64_t t) const noexcept;
    [[nodiscard]] bool is_affected(std::int64_t t, const detail::offset_period& period) const noexcept;
    [[nodiscard]] std::int64_t unaffected_far_instant(std::int64_t local, std::int64_t guess) const noexcept;
    [[nodiscard]] std::int64_t unaffected_instant(std::int64_t local, std::int64_t guess) const noexcept;
    [[nodiscard]] std::optional<std::int64_t> local_day_on_or_after(std::int64_t day) const noexcept;
    [[nodiscard]] std::optional<std::int64_t> local_day_on_or_before(std::int64_t day) const noexcept;
    [[nodiscard]] std::optional<std::int64_t> local_on_or_after(std::int64_t local) const noexcept;
    [[nodiscard]] std::optional<std::int64_t> local_on_or_before(std::int64_t local) const noexcept;

    const detail::zone_table* table_ = nullptr;
    std::int64_t before_first_ = 0;  // every occurrence lies beyond it,
    std::int64_t last_ = 0;          // and none beyond this: so far, there is none at all
    zone zone_;
    // The local time of day in seconds; of a schedule with several, its hours as bits.
    std::uint32_t time_seconds_or_hours_ = 0;
    // How far before a clock is set back the overlap policy begins to matter.
    std::uint32_t margin_seconds_ = 0;
    detail::rule_kind kind_ = detail::rule_kind::once;       // how questions are answered
    detail::rule_kind days_kind_ = detail::rule_kind::once;  // which rule holds the days
    gap_policy gap_ : 4 = gap_policy::at_transition;
    overlap_policy overlap_ : 4 = overlap_policy::first;
    time_meaning form_ = time_meaning::fixed;
    detail::day_rule rule_ = {.once = {0}};
    // The second cache line: structured schedules and most of cron never touch it.
    detail::time_masks times_;
    union {
        detail::calendar_masks calendar_ = {};  // where the days are a calendar's
        detail::slot_times slots_;              // elsewhere, of a schedule with several times of day
    };
};

static_assert(sizeof(schedule) == 128 && std::is_trivially_copyable_v<schedule>);

/// Gives the anchor date that a reference instant stands for: the local date of the first run, at or after
/// the instant, of a schedule that fires daily at the form's time of day.
///
/// So the first run is the next time the zone's clock shows the time of day, and the following ones are n
/// days apart from it.  Only `gap` and `overlap` of the options count.  nullopt where no such run is left
/// before the end of the year 9999.
///
///     // 09:00 in Shanghai, created at 2026-11-24T02:00:00Z, 10:00 on the wall
///     anchor_date(spec, created);   // 2026-11-25
[[nodiscard]] std::optional<std::chrono::local_days> anchor_date(const schedule_spec& spec,
                                                                 std::chrono::sys_seconds reference,
                                                                 const schedule_options& options = {});

/// The same, by the clock of another zone than the form's.
[[nodiscard]] std::optional<std::chrono::local_days> anchor_date(const schedule_spec& spec, zone clock,
                                                                 std::chrono::sys_seconds reference,
                                                                 const schedule_options& options = {});

}  // namespace nextfire::inline v0
