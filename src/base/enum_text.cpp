#include "base/enum_text.hpp"

#include "base/ascii.hpp"
#include "base/message.hpp"
#include "base/nearest_name.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>

namespace nextfire::inline v0::detail {
namespace {

bool same_letter(char name, char text, name_spelling spelling) {
    switch (spelling) {
        case name_spelling::exact:
            break;
        case name_spelling::any_case:
            return to_lower(name) == to_lower(text);
        case name_spelling::hyphenated:
            return name == text || (name == '_' && text == '-');
    }
    return name == text;
}

/// Writes `at_transition, skip or shift`.
std::string listed(std::span<const std::string_view> names) {
    std::string list;
    for (std::size_t n = 0; n < names.size(); ++n) {
        if (n != 0) list += n + 1 == names.size() ? " or " : ", ";
        list += names[n];
    }
    return list;
}

}  // namespace

result<std::size_t> find_name(std::span<const std::string_view> names, std::string_view text,
                              std::string_view field, name_spelling spelling) {
    for (std::size_t n = 0; n < names.size(); ++n) {
        const bool same = std::equal(names[n].begin(), names[n].end(), text.begin(), text.end(),
                                     [&](char a, char b) { return same_letter(a, b, spelling); });
        if (same) return n;
    }
    std::string found = quoted(text);
    if (const auto nearest = nearest_name(text, names)) found += fmt::format("; did you mean {}?", *nearest);
    return expected_found(violation_code::unknown_name, field, std::nullopt, listed(names), found);
}

}  // namespace nextfire::inline v0::detail
