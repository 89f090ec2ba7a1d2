/// Cron text: a schedule in one line, as Quartz, Unix, Spring and AWS write it.
///
/// The dialects share their looks and not their meaning:
///
///     dialect  fields                                                Sunday    both day fields given
///     quartz   second minute hour day-of-month month day-of-week [year]   1    one of them must be `?`
///     unix     minute hour day-of-month month day-of-week          0 or 7      a day in either fires
///     spring   second minute hour day-of-month month day-of-week   0 or 7      a day in both fires
///     aws      cron(minute hour day-of-month month day-of-week year)      1    one of them must be `?`
///
/// The text says nothing of a time zone or an expiry: these travel beside it.  Cron cannot say everything
/// that a spec can, so a conversion always tells how faithful it is.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/calendar/cron_fields.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/spec/schedule_spec.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nextfire::inline v0 {

namespace detail {
struct cron_access;
}  // namespace detail

struct cron_conversion;

/// Whose cron a text is.  (`unix` alone is a macro of GNU compilers.)
enum class cron_dialect : std::uint8_t {
    quartz,     ///< Quartz 2, 6 or 7 fields; here also with `L` and `W` in lists.
    unix_cron,  ///< crontab(5) of Vixie cron and POSIX, 5 fields.
    spring,     ///< Spring's CronExpression, 6 fields.
    aws,        ///< Amazon EventBridge, `cron(…)` with 6 fields.
};

/// Gives the name of a dialect: `quartz`, `unix`, `spring`, `aws`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(cron_dialect dialect) noexcept;

/// Reads the name of a dialect; any other text is one violation `unknown_name` of `field`, with the names
/// there are and the nearest of them.
///
///     parse_cron_dialect("aws");   // cron_dialect::aws
[[nodiscard]] result<cron_dialect> parse_cron_dialect(std::string_view text,
                                                      std::string_view field = "dialect");

/// What becomes of `@every 1h30m`, robfig's way to write exact elapsed time.
enum class every_policy : std::uint8_t {
    refused,   ///< It is a violation.  The default.
    accepted,  ///< It is read; the schedule then needs an anchor_instant to count from.
};

/// Gives the name of a choice: `refused`, `accepted`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(every_policy policy) noexcept;

/// Reads the name of a choice; any other text is one violation `unknown_name` of `field`, with the names
/// there are and the nearest of them.
///
///     parse_every_policy("accepted");   // every_policy::accepted
[[nodiscard]] result<every_policy> parse_every_policy(std::string_view text,
                                                      std::string_view field = "every");

/// What becomes of an expression whose two day fields are both restricted.
enum class both_days_policy : std::uint8_t {
    as_dialect,  ///< What the dialect makes of it: refused in quartz and aws, either in unix, both in spring.
    both,        ///< A day must be in both fields.  For all dialects.
};

/// Gives the name of a choice: `as_dialect`, `both`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(both_days_policy policy) noexcept;

/// Reads the name of a choice, with `-` for `_` too; any other text is one violation `unknown_name` of
/// `field`, with the names there are and the nearest of them.
///
///     parse_both_days_policy("both");   // both_days_policy::both
[[nodiscard]] result<both_days_policy> parse_both_days_policy(std::string_view text,
                                                              std::string_view field = "both_days");

/// What the reading of cron text depends on besides the text.  The last three are extensions.
struct cron_options {
    cron_dialect dialect = cron_dialect::quartz;  ///< Whose cron the text is.
    /// Allows `H`, a value that is spread over its field by the hash of this key; the same key gives the
    /// same value on every machine.  `H(0-29)/10` and `H/15` work as in Jenkins.
    std::optional<std::string_view> spread_key = {};
    every_policy every = every_policy::refused;  ///< What becomes of `@every 1h30m`.
    both_days_policy both_days =
        both_days_policy::as_dialect;  ///< What becomes of `0 0 13 * FRI`, with both days.
};

/// How faithfully a cron text says what a schedule means.
enum class cron_fidelity : std::uint8_t {
    exact,                ///< Both fire on the same local dates at the same local time.
    restarts_each_month,  ///< The text counts its days anew on each day 1; the schedule goes on counting.
};

/// Gives the name of a fidelity: `exact`, `restarts_each_month`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(cron_fidelity fidelity) noexcept;

/// Reads the name of a fidelity, with `-` for `_` too; any other text is one violation `unknown_name` of
/// `field`, with the names there are and the nearest of them.
///
///     parse_cron_fidelity("restarts_each_month");   // cron_fidelity::restarts_each_month
[[nodiscard]] result<cron_fidelity> parse_cron_fidelity(std::string_view text,
                                                        std::string_view field = "fidelity");

/// A cron expression.  Immutable; equal when it means the same, however it was written.
class cron_expression {
public:
    /// Reads an expression, or gives every violation there is at once.
    ///
    /// Items are values, names in any letter case, ranges, steps, `*`, lists of all these, and where the
    /// dialect has them `?`, `L`, `L-3`, `LW`, `15W`, `6L`, `6#3`, wrap-around ranges (`FRI-MON`) and years;
    /// the macros `@yearly`, `@annually`, `@monthly`, `@weekly`, `@daily`, `@midnight` and `@hourly` in
    /// quartz, unix and spring.  Fields are separated by blanks or tabs.  Each violation carries the column
    /// in the text; its field is `cron`.  An expression that no day can satisfy (31 February) is
    /// `never_fires`; one longer than 1,024 bytes is `too_long` and is not read. Cost: below 200 ns;
    /// allocates nothing unless there is a violation.
    ///
    ///     cron_expression::parse("0 0 9 1,2,28,L 1,3,12 ?");
    ///     cron_expression::parse("*/5 9-17 * * mon-fri", cron_dialect::unix_cron);
    [[nodiscard]] static result<cron_expression> parse(std::string_view text,
                                                       cron_dialect dialect = cron_dialect::quartz);

    /// The same, with extensions.
    [[nodiscard]] static result<cron_expression> parse(std::string_view text, const cron_options& options);

    /// Converts a spec.
    ///
    /// FIXED_TIME becomes `0 0 9 23 12 ? 2022`; DAY `0 0 9 * * ?`, with an interval n above 1
    /// `0 0 9 */n * ?`; WEEK `0 0 9 ? * 1,2,7`; MONTH `0 0 9 1,2,28,L 1,3,12 ?`.  Lists are sorted, a full
    /// list is `*`.  Cron restarts a step each month, so DAY with an interval above 1 is exact only if its
    /// days are counted that way.  Never fails.
    [[nodiscard]] static cron_conversion from(const schedule_spec& spec,
                                              day_counting counting = day_counting::from_anchor);

    /// Makes an expression of the sets that it names, or gives every reason why no text could have named
    /// them.
    ///
    /// Each violation names the field, as text() does: a bit beyond the field's last value is `out_of_range`
    /// (second 60, the sixth Monday, the year 2200 in a list); an empty set is `missing`; `@every` must lie
    /// between 1 s and 9600 h (`out_of_range`) and have no other sets beside it (`malformed`); elapsed times
    /// of which there is only one are `malformed`; days that no month has are `never_fires`; a day in either
    /// field together with what unix cannot say (seconds, `L`, years), or a text of more than 1,024 bytes, is
    /// `not_expressible`.  What adds nothing is left out, as in reading: `L` beside days 28 to 31.
    /// Cost: some microseconds.
    ///
    ///     cron_fields fields = cron_expression::parse("0 0 9 ? * MON-FRI")->fields();
    ///     fields.hours = 1U << 18;
    ///     cron_expression::from_fields(fields)->text();   // 0 0 18 ? * 2,3,4,5,6
    [[nodiscard]] static result<cron_expression> from_fields(const cron_fields& fields);

    /// Writes the expression in a dialect, canonically; reading the text gives an equal expression.
    ///
    /// Where the dialect cannot say it, there is a violation `not_expressible` for each reason, with the
    /// cron field at fault (`second`, `day_of_month`): seconds in unix, `L` in unix, a day that must be in
    /// both fields in quartz.  Never an approximation.  Cost: as text().
    ///
    ///     // read as quartz: 0 0 9 ? * MON-FRI
    ///     weekdays.text(cron_dialect::unix_cron);   // 0 9 * * 1,2,3,4,5
    [[nodiscard]] result<std::string> text(cron_dialect dialect) const;

    /// Writes the expression in the dialect that dialect() tells; reading the text in that dialect gives an
    /// equal expression.
    ///
    /// Two kinds of expression are in no dialect and need a choice of cron_options to be read again: `@every`
    /// is written as robfig's cron has it (every_policy::accepted), and a day that must be in both day fields,
    /// with what keeps it out of unix and spring (years, `L-nW`), with both of them (both_days_policy::both).
    /// Never fails.  Cost: some microseconds.
    ///
    ///     // read as spring: 0 0 9 13 * FRI
    ///     friday_13th.text();   // 0 0 9 13 * 5, in spring
    [[nodiscard]] std::string text() const;

    /// Gives the dialect that text() writes: the one that the expression was read in, where that can say it,
    /// or else the first of quartz, unix, spring and aws that can; where none can, the one it was read in.
    ///
    /// An expression that was made from a schedule or from sets counts as read in quartz.  The dialect is no
    /// part of what an expression means: expressions of two dialects may be equal.
    /// Cost: as text(), once for each dialect that it tries.
    [[nodiscard]] cron_dialect dialect() const;

    /// Gives plain expressions, without `L` inside a list, whose occurrences together are exactly this
    /// one's.  Quartz 2.3 has no `L` in lists; this is what to give to it instead.
    ///
    /// An expression that is plain already gives itself.  Months in which the last day is in the list
    /// anyway are left out of the `L` expression, so that no day fires twice; February is the one month
    /// where that is not always possible (`29,L` or `28,L`: one of the two kinds of year repeats a day).
    /// `L-n`, `nW`, `nL` and `n#k` inside lists become expressions of their own; a day may be in two of them.
    /// They count as read in quartz where that can say them all, and elsewhere in the dialect of the whole.
    /// Cost: some microseconds, 10 and more for long lists.
    ///
    ///     // 0 0 9 1,2,28,L 1,3,12 ?
    ///     expression.plain_set();   // 0 0 9 1,2,28 1,3,12 ?   and   0 0 9 L 1,3,12 ?
    [[nodiscard]] std::vector<cron_expression> plain_set() const;

    /// Gives the sets that the expression names.
    [[nodiscard]] const cron_fields& fields() const noexcept { return fields_; }

    /// Says whether two expressions mean the same: `MON-FRI` and `2,3,4,5,6` do, in Quartz.
    friend bool operator==(const cron_expression& a, const cron_expression& b) noexcept {
        return a.fields_ == b.fields_;
    }

private:
    cron_expression() = default;
    friend class cron_reader;
    friend struct detail::cron_access;
    // Writes it in a dialect whether that can say it or not.
    [[nodiscard]] std::string written_in(cron_dialect dialect) const;

    cron_fields fields_;
    // Notation alone, no part of the meaning: the dialect it was read in, and the n of `*/n` where the
    // day-of-month or the day-of-week field was written so.
    cron_dialect dialect_ = cron_dialect::quartz;
    std::uint8_t day_step_ = 0;
    std::uint8_t weekday_step_ = 0;
};

/// A cron expression and how faithful it is to the schedule it was made from.
struct cron_conversion {
    cron_expression expression;  ///< Its text is the schedule's cron text in any dialect.
    cron_fidelity fidelity;      ///< Whether both fire on the same dates.
};

}  // namespace nextfire::inline v0

/// Expressions may be keys of unordered containers; equal ones have equal hashes.
template <>
struct std::hash<nextfire::cron_expression> {
    /// Hashes what the expression means, not how it was written.
    [[nodiscard]] std::size_t operator()(const nextfire::cron_expression& key) const noexcept;
};
