/// Schedules in words: one plain sentence for the person who picked the schedule.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/zone/zone.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace nextfire::inline v0 {

/// The language of a sentence.
enum class language : std::uint8_t {
    english,
    chinese,  ///< Simplified, UTF-8.
};

/// Gives the code of a language, as RFC 5646 has it: `en`, `zh`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(language in) noexcept;

/// Reads the code of a language; any other text is one violation `unknown_name` of `field`.
///
///     parse_language("zh");   // language::chinese
[[nodiscard]] result<language> parse_language(std::string_view text, std::string_view field = "language");

/// Says in one sentence when a spec fires.
///
/// The sentence names the time of day, the days, the zone, and the expiry if there is one: its local date,
/// and its time of day unless that is the last second of the day; with the offset where the clock shows that time
/// twice.  Never fails.  Cost: some microseconds.
///
///     // MONTH, date_list 1,2,28,L, month_list 1,3,12, 09:00:00, expires 2026-12-31T15:59:59Z
///     describe(spec);
///     // At 09:00:00 on the 1st, 2nd, 28th and last day of January, March and December, Asia/Shanghai, until
///     // 31 December 2026
[[nodiscard]] std::string describe(const schedule_spec& spec, language in = language::english);

/// Says in one sentence what a definition means, but not what clock changes do to it; of days that repeat every
/// so many days, it tells what they are counted from.  Cost: some microseconds.
///
///     describe(*definition::every_n_days(days{3}, *parse_date("2026-11-27"), 9h, tokyo));
///     // At 09:00:00 every 3 days, counted from 1 January 1970, Asia/Tokyo
[[nodiscard]] std::string describe(const definition& what, language in = language::english);

/// Says in one sentence when a cron expression fires by the clock of a zone, but not what clock changes do to
/// it.
///
/// Of the options, expire_time, not_before and, for `@every`, anchor_instant are told.  Cost: some
/// microseconds, 10 where lists are long.
///
///     // 0 0/30 8-17 ? * MON-FRI
///     describe(*expression, berlin);
///     // Every 30 minutes from 08:00 to 17:30, Monday to Friday, Europe/Berlin
[[nodiscard]] std::string describe(const cron_expression& expression, zone clock,
                                   language in = language::english, const schedule_options& options = {});

}  // namespace nextfire::inline v0
