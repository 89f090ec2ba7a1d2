#include "request/json_violation.hpp"

#include "base/message.hpp"

#include <fmt/core.h>

#include <optional>

namespace nextfire::inline v0::api {

violation wrong_type(std::string_view pointer, std::string_view expected, const json_value& found) {
    return detail::expected_found(violation_code::wrong_type, pointer, std::nullopt, expected,
                                  describe(found));
}

violation missing_member(std::string_view pointer, std::string_view expected) {
    return detail::expected_found(violation_code::missing, pointer, std::nullopt, expected, "no such member");
}

result<json_value> read_json_object(std::string_view text, const json_limits& limits) {
    result<json_value> read = read_json(text, limits);
    if (read && read->as_object() == nullptr) return wrong_type("", "a JSON object", *read);
    return read;
}

violations with_pointers(violations errors, std::string_view pointer) {
    for (violation& error : errors) error.field = fmt::format("{}/{}", pointer, error.field);
    return errors;
}

}  // namespace nextfire::inline v0::api
