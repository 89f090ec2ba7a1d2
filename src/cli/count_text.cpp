#include "cli/count_text.hpp"

#include "base/message.hpp"

#include <fmt/core.h>

#include <charconv>
#include <optional>
#include <system_error>

namespace nextfire::cli {

result<std::uint64_t> parse_count(std::string_view text, std::uint64_t most, std::string_view field) {
    const std::string expected = fmt::format("a whole number from 0 to {}", most);
    std::uint64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error == std::errc::invalid_argument || end != text.data() + text.size())
        return detail::expected_found(violation_code::malformed, field, std::nullopt, expected,
                                      detail::quoted(text));
    if (error == std::errc::result_out_of_range || count > most)
        return detail::expected_found(violation_code::out_of_range, field, std::nullopt, expected,
                                      detail::quoted(text));
    return count;
}

}  // namespace nextfire::cli
