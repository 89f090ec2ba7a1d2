#include "media_type.hpp"

#include "take_until.hpp"
#include "zone_pack.hpp"

namespace nextfire::inline v0::api {
namespace {

bool is_equal(std::string_view a, std::string_view b) noexcept {
    return detail::compare_ignoring_case(a, b) == 0;
}

}  // namespace

bool is_json_media_type(std::string_view content_type) noexcept {
    if (!is_equal(without_blanks(take_until(content_type, ';')), "application/json")) return false;
    while (!content_type.empty()) {
        std::string_view value = without_blanks(take_until(content_type, ';'));
        if (!is_equal(without_blanks(take_until(value, '=')), "charset")) continue;
        value = without_blanks(value);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        if (!is_equal(value, "utf-8")) return false;
    }
    return true;
}

}  // namespace nextfire::inline v0::api
