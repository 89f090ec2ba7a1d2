/// What must hold for any bytes at all that are read as a definition, and for any line.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace nextfire_test {

/// Reads bytes as a definition and gives the law that is broken; empty where none is.
///
/// The laws: there is one violation, of the field `definition` and with its column; or there is a definition
/// whose bytes are these bytes, which is canonical, survives its line, and is what its cron text and its spec
/// say.
[[nodiscard]] std::string broken_law_of_bytes(std::span<const std::byte> bytes);

/// The same for a line: violations, each with a field and a message; or a definition that survives its line and
/// its bytes.
[[nodiscard]] std::string broken_law_of_line(std::string_view line);

}  // namespace nextfire_test
