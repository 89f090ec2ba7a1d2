/// Columns of tab-separated lines: the escapes that PostgreSQL's COPY, ClickHouse and Hive write.
///
/// A column holds any bytes but tab and line feed.  Those, carriage return and the backslash are written behind
/// a backslash; a column `\N` is none.
#pragma once

#include <nextfire/base/result.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace nextfire::cli {

/// A column that is not there.
inline constexpr std::string_view no_column = "\\N";

/// Appends a text as a column has it: `\t`, `\n`, `\r`, `\0` and `\\` for what must not stand in it.
void append_column(std::string& out, std::string_view text);

/// Gives the text that a column stands for; it lives as long as the column, and as long as `unescaped` stays as
/// it is.
///
/// Known escapes are those of append_column(), `\b`, `\f`, `\v` and `\'`; any other is a violation of `field`.
/// Cost: a look for backslashes where there are none.
[[nodiscard]] result<std::string_view> column_text(std::string_view column, std::string_view field,
                                                   std::string& unescaped);

/// Takes the first column off a line; nothing is left behind the last one.
[[nodiscard]] std::optional<std::string_view> take_column(std::optional<std::string_view>& line);

}  // namespace nextfire::cli
