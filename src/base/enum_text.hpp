/// The names of an enum's values as text: one reader for all of them.
///
/// The one table of a type is its to_string(), a switch that the compiler holds complete; whatever number it
/// has no name for, it gives empty text.  The values of such a type are numbered from 0 without a hole.
#pragma once

#include <nextfire/base/result.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace nextfire::inline v0::detail {

/// Which spellings of a name are read.
enum class name_spelling : std::uint8_t {
    exact,       ///< As it is written.
    any_case,    ///< In any letter case.
    hyphenated,  ///< As it is written, and with `-` for `_`.
};

/// Finds a text among some names; the violation for any other text tells them all, and the nearest one.
///
///     // "skp" among at_transition, skip and shift, for the field gap
///     // gap: expected at_transition, skip or shift, but found "skp"; did you mean skip?
[[nodiscard]] result<std::size_t> find_name(std::span<const std::string_view> names, std::string_view text,
                                            std::string_view field, name_spelling spelling);

/// Reads the name of a value.
template <class E>
[[nodiscard]] result<E> read_name(std::string_view text, std::string_view field,
                                  name_spelling spelling = name_spelling::hyphenated) {
    constexpr std::size_t most_values = 16;
    std::array<std::string_view, most_values> names;
    std::size_t count = 0;
    for (; count < most_values; ++count) {
        names[count] = to_string(static_cast<E>(count));
        if (names[count].empty()) break;
    }
    return find_name({names.data(), count}, text, field, spelling).transform([](std::size_t value) {
        return static_cast<E>(value);
    });
}

}  // namespace nextfire::inline v0::detail
