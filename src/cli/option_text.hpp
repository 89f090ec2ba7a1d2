/// The choices that stand beside a schedule, as text: what flags and filter requests give for them.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/words/describe.hpp>

#include <cstdint>
#include <string_view>

namespace nextfire::cli {

/// Reads `at_transition`, `skip` or `shift`.
[[nodiscard]] result<gap_policy> parse_gap_policy(std::string_view text, std::string_view field);

/// Reads `first`, `second` or `both`.
[[nodiscard]] result<overlap_policy> parse_overlap_policy(std::string_view text, std::string_view field);

/// Reads `as_written`, `never` or `always`.
[[nodiscard]] result<elapsed_policy> parse_elapsed_policy(std::string_view text, std::string_view field);

/// Reads the name of a preset.
[[nodiscard]] result<preset> parse_preset(std::string_view text, std::string_view field);

/// Reads `as_dialect` or `both`.
[[nodiscard]] result<both_days_policy> parse_both_days_policy(std::string_view text, std::string_view field);

/// Reads `en` or `zh`.
[[nodiscard]] result<language> parse_language(std::string_view text, std::string_view field);

/// Reads `from-anchor` or `restart-each-month`.
[[nodiscard]] result<day_counting> parse_day_counting(std::string_view text, std::string_view field);

/// Reads a whole number from 0 to `most`, written in digits.
[[nodiscard]] result<std::uint64_t> parse_count(std::string_view text, std::uint64_t most,
                                                std::string_view field);

}  // namespace nextfire::cli
