/// The choices that stand beside a form, as text: what flags and filter requests give for them.
#pragma once

#include <nextfire/result.hpp>
#include <nextfire/schedule.hpp>

#include <cstdint>
#include <string_view>

namespace nextfire::cli {

/// Reads `at_transition`, `skip` or `shift`.
[[nodiscard]] result<gap_policy> parse_gap_policy(std::string_view text, std::string_view field);

/// Reads `first`, `second` or `both`.
[[nodiscard]] result<overlap_policy> parse_overlap_policy(std::string_view text, std::string_view field);

/// Reads `from-anchor` or `restart-each-month`.
[[nodiscard]] result<day_counting> parse_day_counting(std::string_view text, std::string_view field);

/// Reads a whole number from 0 to `most`, written in digits.
[[nodiscard]] result<std::uint64_t> parse_count(std::string_view text, std::uint64_t most,
                                                std::string_view field);

/// Gives the stable text of an effect: `exact`, `moved`, `ambiguous`.
[[nodiscard]] std::string_view to_string(clock_effect effect) noexcept;

}  // namespace nextfire::cli
