/// A definition in either of its notations.
#pragma once

#include <nextfire/definition/definition.hpp>
#include <nextfire/request/definition_json.hpp>

#include <string_view>

namespace nextfire::inline v0::api {

/// Reads what begins with a brace, blanks before it aside, as JSON, and all else as the line of a definition.
[[nodiscard]] inline result<definition> read_definition(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    const bool is_json = first != std::string_view::npos && text[first] == '{';
    return is_json ? definition_from_json(text) : definition::parse(text);
}

}  // namespace nextfire::inline v0::api
