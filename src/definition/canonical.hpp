/// One of all definitions that mean the same.
#pragma once

#include <nextfire/definition/definition_parts.hpp>

namespace nextfire::inline v0::detail {

/// Brings parts that mean the same to one form (clause 9.2).
///
/// The fields must be those of a cron expression that fires, and the cycle one that recurrence rules can have.
/// Cost: some 30 ns; of a cycle with several days below 1 µs; of 29 February in a range of years some 3 ns a leap
/// year.
void make_canonical(definition_parts& parts) noexcept;

}  // namespace nextfire::inline v0::detail
