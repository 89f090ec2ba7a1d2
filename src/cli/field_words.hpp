/// The fields of a cron expression, each as what it lets pass.
#pragma once

#include <nextfire/calendar/cron_fields.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace nextfire::cli {

/// A field and what it lets pass.
struct field_in_words {
    std::string_view name;  ///< `day-of-month`
    std::string words;      ///< `1,2,28 and the last`
};

/// Gives the fields in the order of Quartz, the year last; where both day fields are restricted, also how
/// they work together.  `@every` has no fields.
[[nodiscard]] std::vector<field_in_words> fields_in_words(const cron_fields& fields);

}  // namespace nextfire::cli
