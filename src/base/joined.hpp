/// Lists in a text.
#pragma once

#include <iterator>
#include <string>
#include <string_view>

namespace nextfire::inline v0::detail {

/// Writes texts with a separator between each two: `Monday, Friday`; nothing for none.
template <class Texts>
[[nodiscard]] std::string joined(const Texts& texts, std::string_view separator) {
    std::string text;
    for (auto at = std::begin(texts); at != std::end(texts); ++at) {
        if (at != std::begin(texts)) text += separator;
        text += *at;
    }
    return text;
}

}  // namespace nextfire::inline v0::detail
