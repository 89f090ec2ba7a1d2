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

/// The names of an enum's values, in their order.
struct enum_names {
    static constexpr std::size_t most = 16;
    std::array<std::string_view, most> names;
    std::size_t count = 0;

    [[nodiscard]] std::span<const std::string_view> span() const noexcept { return {names.data(), count}; }
};

template <class E>
[[nodiscard]] enum_names names_of() noexcept {
    enum_names found;
    for (; found.count < enum_names::most; ++found.count) {
        found.names[found.count] = to_string(static_cast<E>(found.count));
        if (found.names[found.count].empty()) break;
    }
    return found;
}

/// Reads the name of a value.
template <class E>
[[nodiscard]] result<E> read_name(std::string_view text, std::string_view field,
                                  name_spelling spelling = name_spelling::hyphenated) {
    const enum_names known = names_of<E>();
    return find_name(known.span(), text, field, spelling).transform([](std::size_t value) {
        return static_cast<E>(value);
    });
}

}  // namespace nextfire::inline v0::detail
