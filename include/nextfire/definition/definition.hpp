/// What a schedule is, as a value: to be stored, compared, changed and built.
///
/// A spec, cron text, a recurrence rule and typed parts are ways to write a schedule; a definition is what they
/// mean: the times of day and the days (or the time from one occurrence to the next), the zone's name, the
/// bounds, and what clock changes do.  Two definitions that mean the same are equal, however they were
/// written, and have the same bytes.
///
///     schedule_spec ─┐                              ┌─ to_bytes, to_string, std::hash
///     cron_expression┼─►  definition  ─► schedule   ├─ to_cron, to_rrule, to_spec
///     recurrence rule┤                              └─ describe
///     typed parts   ─┘
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/calendar/day_cycle.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/definition/definition_parts.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/zone/zone.hpp>

#include <array>
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace nextfire::inline v0 {

namespace detail {
struct definition_access;
}  // namespace detail

/// The last day of the month, as definition::monthly counts days.
inline constexpr int last_day = -1;

/// The bytes of a definition, at most 160 (clause 9.3).
class definition_bytes {
public:
    static constexpr std::size_t most = 160;  ///< The longest that there are.

    /// Gives the bytes; they live as long as this.
    [[nodiscard]] std::span<const std::byte> span() const noexcept { return {bytes_.data(), size_}; }
    /// Gives where they are.
    [[nodiscard]] const std::byte* data() const noexcept { return bytes_.data(); }
    /// Gives how many there are.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

private:
    friend class definition_writer;

    std::array<std::byte, most> bytes_;
    std::size_t size_ = 0;
};

/// What a schedule is.  Regular, without a heap, trivially copyable, 144 bytes.
///
/// Equal when it means the same (clause 9.2), however it was made; the zone counts by its name, and its data do
/// not.  Every definition that is not default-made fires by its calendar; whether a clock or its bounds
/// leave it an occurrence, schedule::build and the schedule say.
class definition {
public:
    /// Makes one that never fires: a place to put a real one.
    definition() noexcept {
        parts_.fields.days = cron_fields::all_days;
        parts_.fields.weekdays = cron_fields::all_weekdays;
        parts_.expire_time = min_instant.time_since_epoch().count() - 1;
    }

    /// Gives what a spec means, by its zone.
    ///
    /// Violation `missing` for `anchor_date` where DAY with an interval above 1 counts from an anchor and none
    /// is given; `too_long` or `malformed` for `time_zone` where a zone of the embedder's has a name of more than
    /// 60 bytes, or one with control characters, `;` or blanks at its ends.
    /// Cost: some 50 ns.
    ///
    ///     definition::from(*schedule_spec::parse({.scheduled_type = "week", .week_list = "2,3,4,5,6",
    ///                                             .scheduled_time = "09:00:00", .time_zone = "Asia/Tokyo"}));
    [[nodiscard]] static result<definition> from(const schedule_spec& spec,
                                                 const schedule_options& options = {});

    /// The same, by the clock of another zone than the spec's.
    [[nodiscard]] static result<definition> from(const schedule_spec& spec, zone clock,
                                                 const schedule_options& options = {});

    /// Gives what a cron expression means, by the clock of a zone.
    ///
    /// Violation `missing` for `anchor_instant` where an `@every` has none to count from; `too_long` as above.
    /// Cost: some 50 ns.
    ///
    ///     definition::from(*cron_expression::parse("0 0 9 ? * MON-FRI"), *zone::find("Asia/Tokyo"));
    [[nodiscard]] static result<definition> from(const cron_expression& expression, zone clock,
                                                 const schedule_options& options = {});

    /// Gives the definition of a single local time.
    ///
    /// Violation `out_of_range` for `local`: it must lie in 1970 to 9999.  Of the options, those of clock
    /// changes and bounds count, here and below.
    ///
    ///     definition::once(*parse_date("2026-12-24") + 18h, *zone::find("Europe/Berlin"));
    [[nodiscard]] static result<definition> once(std::chrono::local_seconds local, zone clock,
                                                 const schedule_options& options = {});

    /// Gives the definition of a single instant, by the clock of UTC.
    [[nodiscard]] static result<definition> once(std::chrono::sys_seconds instant,
                                                 const schedule_options& options = {});

    /// Gives the definition of every day at a time of day.
    ///
    /// Violation `out_of_range` for `time`: it must lie in 0 to 86,399 s, here and below.  Cost of these: some
    /// 100 ns.
    ///
    ///     definition::daily(2h + 30min, *zone::find("Europe/Berlin"));
    [[nodiscard]] static result<definition> daily(std::chrono::seconds time, zone clock,
                                                  const schedule_options& options = {});

    /// Gives the definition of weekdays; violation `missing` or `out_of_range` for `weekdays`, where there are
    /// none or what is no weekday.
    ///
    ///     definition::weekly({Monday, Thursday}, 9h, *zone::find("Asia/Tokyo"));
    [[nodiscard]] static result<definition> weekly(std::initializer_list<std::chrono::weekday> weekdays,
                                                   std::chrono::seconds time, zone clock,
                                                   const schedule_options& options = {});

    /// Gives the definition of days of the month, 1 to 31, or counted from its end, last_day (-1) to -31.
    ///
    /// Violation `missing` or `out_of_range` for `days`.
    ///
    ///     definition::monthly({1, 15, last_day}, 9h, *zone::find("Asia/Tokyo"));
    [[nodiscard]] static result<definition> monthly(std::initializer_list<int> days,
                                                    std::chrono::seconds time, zone clock,
                                                    const schedule_options& options = {});

    /// The same in some months alone; violation `never_fires` for `days` where none of the months has one.
    ///
    ///     definition::yearly({March, September}, {last_day}, 9h, *zone::find("Asia/Tokyo"));
    [[nodiscard]] static result<definition> yearly(std::initializer_list<std::chrono::month> months,
                                                   std::initializer_list<int> days, std::chrono::seconds time,
                                                   zone clock, const schedule_options& options = {});

    /// Gives the definition of every n-th day, counted from a date, before it and after.
    ///
    /// Violation `out_of_range` for `interval`: it must lie in 1 to 500.
    ///
    ///     definition::every_n_days(days{3}, *parse_date("2026-11-27"), 9h, *zone::find("Asia/Tokyo"));
    [[nodiscard]] static result<definition> every_n_days(std::chrono::days interval,
                                                         std::chrono::local_days anchor,
                                                         std::chrono::seconds time, zone clock,
                                                         const schedule_options& options = {});

    /// Gives the definition of exact elapsed time, counted from an instant, before it and after.  The zone is
    /// that of the clock on which it is told.
    ///
    /// Violation `out_of_range` for `period`: it must lie in 1 s to 9600 h.
    ///
    ///     definition::every(90min, *parse_instant("2026-11-27T00:00:00Z"));
    [[nodiscard]] static result<definition> every(std::chrono::seconds period,
                                                  std::chrono::sys_seconds anchor, zone clock = {},
                                                  const schedule_options& options = {});

    // ---- What it holds ----

    /// Gives the zone whose clock it follows.
    [[nodiscard]] zone time_zone() const noexcept { return parts_.clock; }

    /// Gives the sets of times and days, as cron has them; the days of a cycle are all there are, and of exact
    /// elapsed time `every` alone counts.
    [[nodiscard]] const cron_fields& fields() const noexcept { return parts_.fields; }

    /// Gives the days that repeat every so many days, where it has such.
    [[nodiscard]] std::optional<day_cycle> cycle() const noexcept;

    /// Gives the first instant at which it may fire, itself included, if there is a bound.
    [[nodiscard]] std::optional<std::chrono::sys_seconds> not_before() const noexcept;

    /// Gives the last instant at which it may fire, itself included, if there is a bound.
    [[nodiscard]] std::optional<std::chrono::sys_seconds> expire_time() const noexcept;

    /// Gives the options that say with its spec, or its cron expression, what the definition says: policies,
    /// bounds, anchors.  Cost: some 20 ns.
    ///
    ///     definition::from(*d.to_spec(), d.options()) == d
    ///     definition::from(d.to_cron()->expression, d.time_zone(), d.options()) == d   // where that is exact
    [[nodiscard]] schedule_options options() const noexcept;

    /// Gives the same by the clock of another zone; violation `too_long` as above.  Cost: about 0.1 µs.
    [[nodiscard]] result<definition> in(zone clock) const;

    /// Gives the same with other bounds, nullopt for none.  Cost: below 0.1 µs.
    [[nodiscard]] definition between(std::optional<std::chrono::sys_seconds> not_before,
                                     std::optional<std::chrono::sys_seconds> expire_time) const noexcept;

    // ---- Other ways to say it ----

    /// Gives the cron expression, which has neither zone, bounds nor policies, and says how faithful it is:
    /// `restarts_each_month` for every n days, n to 31.
    ///
    /// Violations `not_expressible`: a cycle with more than one day or of more than 31 days.
    /// Cost: about 0.1 µs.
    ///
    ///     definition::daily(9h, tokyo)->to_cron()->expression.text(cron_dialect::unix_cron);   // 0 9 * * *
    [[nodiscard]] result<cron_conversion> to_cron() const;

    /// Gives the recurrence rule (RFC 5545), as to_rrule() of a cron expression writes it, from its first bound
    /// on, or else from the local date 1970-01-01.  Violations `not_expressible` as there.
    ///
    /// Rules know no passes: with the overlap `second` or `both`, one that begins in the second pass begins with the
    /// local time, which every reader takes for its first pass.  Cost: some microseconds.
    [[nodiscard]] result<std::string> to_rrule() const;

    /// Gives the spec that says it, with options(); nullopt where there is none: several times of day, numbered
    /// weekdays, years, …  Cost: below 0.1 µs.
    [[nodiscard]] std::optional<schedule_spec> to_spec() const;

    /// Writes it as bytes (clause 9.3): little-endian, position-independent, without padding.
    ///
    /// Of what specs and plain cron can say at most 96 bytes, of all else 160; equal definitions have equal
    /// bytes.  Every later version reads them.  Cost: some 20 ns.
    [[nodiscard]] definition_bytes to_bytes() const noexcept;

    /// Reads such bytes; whatever is none of a definition's is one violation of the field `definition`, and the
    /// column is the byte at fault, counted from 1.
    ///
    /// Cost: that of finding the zone, 60 ns, and 40 ns more.
    [[nodiscard]] static result<definition> from_bytes(
        std::span<const std::byte> bytes,
        const std::function<result<zone>(std::string_view)>& find_zone = &zone::find);

    /// Reads a line that to_string() wrote, or a person (clause 9.4): every violation at once.  Cost: about 1 µs,
    /// some more for long lists.
    ///
    ///     definition::parse("0 0 9 ? * MON-FRI; zone=Asia/Tokyo; until=2026-12-31T14:59:59Z");
    [[nodiscard]] static result<definition> parse(
        std::string_view line, const std::function<result<zone>(std::string_view)>& find_zone = &zone::find);

    /// Compares what they mean; zones by their names.
    friend bool operator==(const definition& a, const definition& b) noexcept;

private:
    friend struct detail::definition_access;
    explicit definition(const detail::definition_parts& parts) noexcept : parts_(parts) {}

    detail::definition_parts parts_;
};

static_assert(sizeof(definition) <= 160);

/// Writes a definition as one line (clause 9.4), which parse() reads as the same definition.
///
/// First the rule: a cron text; or the three time fields of one, and `every 3 days`; or `@every 1h30m`.  Then
/// whatever is not its usual self, as `; name=value`: dialect, zone (always), anchor, from, until, gap, overlap,
/// elapsed.  Cost: some microseconds.
///
///     // 0 0 9 ? * 2,3,4,5,6; zone=Asia/Tokyo; until=2026-12-31T14:59:59Z
///     // 0 0 9 every 3 days; zone=Asia/Tokyo; anchor=1970-01-03
///     // @every 1h30m; zone=UTC; anchor=1970-01-01T00:00:00Z
[[nodiscard]] std::string to_string(const definition& value);

}  // namespace nextfire::inline v0

/// Definitions may be keys of unordered containers.
template <>
struct std::hash<nextfire::definition> {
    /// Hashes what it means: equal definitions have equal hashes, in one process.
    [[nodiscard]] std::size_t operator()(const nextfire::definition& key) const noexcept;
};
