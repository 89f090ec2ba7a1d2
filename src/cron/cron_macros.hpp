/// `@daily` and its like: whole cron texts in one word.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/calendar/cron_fields.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace nextfire::inline v0::detail {

/// Gives what a macro stands for, its name in any letter case; nullopt where it is none.
///
///     @yearly @annually   0 0 0 1 1 ?          @daily @midnight   0 0 0 * * ?
///     @monthly            0 0 0 1 * ?          @hourly            0 0 * * * ?
///     @weekly             0 0 0 ? * SUN
[[nodiscard]] std::optional<cron_fields> fields_of_macro(std::string_view name) noexcept;

/// Says whether a text is `@every`, blank and something after it.
[[nodiscard]] bool is_every(std::string_view text) noexcept;

/// Reads `@every 1h30m`: hours, minutes and seconds as whole numbers, each at most once and in this order,
/// from one second to 400 days together.  `column` is that of the text's first byte.
[[nodiscard]] result<cron_fields> parse_every(std::string_view text, std::size_t column);

/// Writes `@every 1h30m`.
[[nodiscard]] std::string every_text(std::chrono::seconds every);

}  // namespace nextfire::inline v0::detail
