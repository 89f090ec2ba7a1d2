/// Sets of numbers as cron text: `1,2,28`, `8-17`, `*/15`.
#pragma once

#include "cron/cron_grammar.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace nextfire::inline v0::detail {

/// Gives the n > 1 for which a field's `*/n` is exactly these numbers, bit v for the number v; 0 where there
/// is none.
[[nodiscard]] int step_from_start(std::uint64_t numbers, const field_grammar& grammar) noexcept;

/// Writes `1,2,28`.
[[nodiscard]] std::string listed_text(std::uint64_t numbers);

/// Writes numbers as one writes elapsed time: `*`, `*/15`, `5/15`, or a list with ranges where three or more
/// follow one another.  Unix has no `5/15`; it has `5-59/15`.
[[nodiscard]] std::string elapsed_text(std::uint64_t numbers, const field_grammar& grammar,
                                       const dialect_grammar& dialect);

/// Writes numbers, sorted, with as many ranges and steps as shorten the text.
[[nodiscard]] std::string short_text(const std::vector<int>& numbers, int highest_step);

/// Gives the numbers of a set, sorted.
[[nodiscard]] std::vector<int> numbers_in(std::uint64_t numbers);

}  // namespace nextfire::inline v0::detail
