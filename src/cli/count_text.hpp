/// Numbers as flags give them.
#pragma once

#include <nextfire/base/result.hpp>

#include <cstdint>
#include <string_view>

namespace nextfire::cli {

/// Reads a whole number from 0 to `most`, written in digits.
[[nodiscard]] result<std::uint64_t> parse_count(std::string_view text, std::uint64_t most,
                                                std::string_view field);

}  // namespace nextfire::cli
