/// From the parts of a recurrence rule to what a schedule can repeat by.
///
/// RFC 5545 section 3.3.10 has a table of what a BY… part does in a rule of each frequency: it makes a set of
/// days larger (BYMONTHDAY in a MONTHLY rule) or smaller (BYMONTH in a DAILY one).  For the frequencies and
/// parts that are read here, all of that is the intersection of sets: days of the month, weekdays, months.
#pragma once

#include "calendar/recurrence.hpp"
#include "rrule/rrule_lines.hpp"
#include "rrule/rrule_parts.hpp"

#include <chrono>

namespace nextfire::inline v0::detail {

/// Complains of parts that do not go together, and of those that together no schedule can say.
void check_parts(const rule_parts& parts, rrule_complaints& complaints);

/// Gives the rule that parts without any complaint stand for, in a series that begins at `start`.
[[nodiscard]] recurrence recurrence_of(const rule_parts& parts, std::chrono::local_seconds start);

}  // namespace nextfire::inline v0::detail
