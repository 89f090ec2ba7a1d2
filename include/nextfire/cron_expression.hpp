/// Cron text: a schedule in one line, as Quartz and its relatives write it.
///
/// The fields are `second minute hour day-of-month month day-of-week [year]`; Sunday is 1, and exactly one
/// of the two day fields is `?`.  The text says nothing of a time zone or an expiry: these travel beside
/// it.  Cron cannot say everything that a form can, so a conversion always tells how faithful it is.
#pragma once

#include <nextfire/schedule.hpp>
#include <nextfire/schedule_spec.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nextfire::inline v0 {

struct cron_conversion;

/// How faithfully a cron text says what a schedule means.
enum class cron_fidelity : std::uint8_t {
    exact,                ///< Both fire on the same local dates at the same local time.
    restarts_each_month,  ///< The text counts its days anew on each day 1; the schedule goes on counting.
};

/// Gives the stable text of a fidelity: `exact`, `restarts_each_month`.
[[nodiscard]] std::string_view to_string(cron_fidelity fidelity) noexcept;

/// A cron expression.  Immutable; equal when it is written the same.
class cron_expression {
public:
    /// Converts a structured schedule.
    ///
    /// FIXED_TIME becomes `0 0 9 23 12 ? 2022`; DAY `0 0 9 * * ?`, with an interval n above 1
    /// `0 0 9 */n * ?`; WEEK `0 0 9 ? * 1,2,7`; MONTH `0 0 9 1,2,28,L 1,3,12 ?`.  Lists are sorted, a full
    /// list is `*`.  Cron restarts a step each month, so DAY with an interval above 1 is exact only if its
    /// days are counted that way.  Never fails.
    [[nodiscard]] static cron_conversion from(const schedule_spec& spec,
                                              day_counting counting = day_counting::from_anchor);

    /// Writes the expression in the Quartz dialect.
    [[nodiscard]] std::string text() const;

    /// Gives plain expressions, without `L` inside a list, whose occurrences together are exactly this
    /// one's.  Quartz 2.3 has no `L` in lists; this is what to give to it instead.
    ///
    /// An expression that is plain already gives itself.  Months in which the last day is in the list
    /// anyway are left out of the `L` expression, so that no day fires twice; February is the one month
    /// where that is not always possible (`29,L` or `28,L`: one of the two kinds of year repeats a day).
    ///
    ///     // 0 0 9 1,2,28,L 1,3,12 ?
    ///     expression.plain_set();   // 0 0 9 1,2,28 1,3,12 ?   and   0 0 9 L 1,3,12 ?
    [[nodiscard]] std::vector<cron_expression> plain_set() const;

    friend bool operator==(const cron_expression&, const cron_expression&) = default;

private:
    cron_expression() = default;
    [[nodiscard]] std::string day_of_month_text() const;

    std::uint8_t second_ = 0;
    std::uint8_t minute_ = 0;
    std::uint8_t hour_ = 0;
    std::uint8_t weekday_bits_ = 0;  // bit 0 Sunday; 0 when the day-of-week field is `?`
    std::uint8_t day_interval_ = 0;  // n of `*/n`; 0 when the days are a list
    std::uint16_t month_bits_ = 0;   // bit 0 January
    std::uint32_t day_bits_ = 0;     // bit 0 day 1, bit 31 `L`; 0 when the day-of-month field is `?`
    std::optional<std::uint16_t> year_;
};

/// A cron expression and how faithful it is to the schedule it was made from.
struct cron_conversion {
    cron_expression expression;
    cron_fidelity fidelity;
};

}  // namespace nextfire::inline v0
