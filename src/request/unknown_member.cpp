#include "request/unknown_member.hpp"

#include "base/enum_text.hpp"
#include "base/joined.hpp"
#include "base/message.hpp"
#include "base/nearest_name.hpp"

#include <fmt/core.h>
#include <nextfire/request/unknown_members.hpp>

#include <optional>
#include <string>

namespace nextfire::inline v0::api {
namespace {

constexpr std::size_t longest_name = 40;

/// Appends a name as a part of a JSON pointer.  Source: RFC 6901 section 3.
std::string pointer_to(std::string_view object_pointer, std::string_view name) {
    std::string pointer{object_pointer};
    if (name.size() > longest_name) return pointer;  // what nobody can read helps nobody
    pointer += '/';
    for (const char c : name) {
        if (c == '~') {
            pointer += "~0";
        } else if (c == '/') {
            pointer += "~1";
        } else {
            pointer += c;
        }
    }
    return pointer;
}

}  // namespace

std::string_view to_string(unknown_members choice) noexcept {
    switch (choice) {
        case unknown_members::refused:
            return "refused";
        case unknown_members::accepted:
            return "accepted";
    }
    return {};
}

result<unknown_members> parse_unknown_members(std::string_view text, std::string_view field) {
    return detail::read_name<unknown_members>(text, field);
}

violation unknown_member(std::string_view object_pointer, std::string_view name,
                         std::span<const std::string_view> known) {
    const std::string pointer = pointer_to(object_pointer, name);
    const std::string found = name.empty() ? "an empty name" : detail::quoted(name);
    if (const auto nearest = detail::nearest_name(name, known))
        return detail::expected_found(violation_code::unknown_name, pointer, std::nullopt, "a known member",
                                      fmt::format("{}; did you mean {}?", found, *nearest));
    return detail::expected_found(violation_code::unknown_name, pointer, std::nullopt,
                                  fmt::format("one of {}", detail::joined(known, ", ")), found);
}

}  // namespace nextfire::inline v0::api
