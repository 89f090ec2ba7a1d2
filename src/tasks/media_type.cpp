#include "tasks/media_type.hpp"

#include "base/ascii.hpp"
#include "tasks/take_until.hpp"

#include <algorithm>
#include <cstddef>

namespace nextfire::inline v0::api {
namespace {

/// Takes a parameter off the front of a list; a semicolon in a quoted text ends none.  Source: RFC 9110 section 5.6.6.
std::string_view take_parameter(std::string_view& parameters) noexcept {
    bool is_quoted = false;
    std::size_t end = 0;
    for (; end < parameters.size(); ++end) {
        const char c = parameters[end];
        if (c == ';' && !is_quoted) break;
        if (c == '"') is_quoted = !is_quoted;
        if (c == '\\' && is_quoted) ++end;
    }
    end = std::min(end, parameters.size());
    const std::string_view parameter = parameters.substr(0, end);
    parameters.remove_prefix(std::min(end + 1, parameters.size()));
    return parameter;
}

}  // namespace

bool is_json_media_type(std::string_view content_type) noexcept {
    if (!detail::equal_ignoring_case(without_blanks(take_until(content_type, ';')), "application/json"))
        return false;
    while (!content_type.empty()) {
        std::string_view value = without_blanks(take_parameter(content_type));
        if (!detail::equal_ignoring_case(without_blanks(take_until(value, '=')), "charset")) continue;
        value = without_blanks(value);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        if (!detail::equal_ignoring_case(value, "utf-8")) return false;
    }
    return true;
}

}  // namespace nextfire::inline v0::api
