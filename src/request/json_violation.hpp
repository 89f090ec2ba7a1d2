/// What is wrong with a member of a JSON text: another type than was asked for, or no such member.
#pragma once

#include "request/json.hpp"

#include <nextfire/base/result.hpp>

#include <string_view>

namespace nextfire::inline v0::api {

/// Gives the violation `wrong_type`, "expected a string, but found 7"; `pointer` is where the value stands.
[[nodiscard]] violation wrong_type(std::string_view pointer, std::string_view expected,
                                   const json_value& found);

/// Gives the violation `missing`, "expected …, but found no such member"; `pointer` is where it would stand.
[[nodiscard]] violation missing_member(std::string_view pointer, std::string_view expected);

/// Reads a text that must be one JSON object; as read_json, and `wrong_type` for any other value.
[[nodiscard]] result<json_value> read_json_object(std::string_view text, const json_limits& limits);

/// Gives violations of fields as violations of members of the object at `pointer`: `week_list` becomes
/// `/week_list` where the pointer is empty.
[[nodiscard]] violations with_pointers(violations errors, std::string_view pointer);

}  // namespace nextfire::inline v0::api
