#include "tasks/media_type.hpp"

#include "base/ascii.hpp"
#include "tasks/take_until.hpp"

namespace nextfire::inline v0::api {
bool is_json_media_type(std::string_view content_type) noexcept {
    if (!detail::equal_ignoring_case(without_blanks(take_until(content_type, ';')), "application/json"))
        return false;
    while (!content_type.empty()) {
        std::string_view value = without_blanks(take_until(content_type, ';'));
        if (!detail::equal_ignoring_case(without_blanks(take_until(value, '=')), "charset")) continue;
        value = without_blanks(value);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        if (!detail::equal_ignoring_case(value, "utf-8")) return false;
    }
    return true;
}

}  // namespace nextfire::inline v0::api
