/// The line between the module's C and C++: nothing is thrown across it.
#pragma once

#include "postgres/core_calls.h"

#include <nextfire/base/result.hpp>

#include <cstddef>
#include <new>
#include <span>
#include <string_view>

namespace nextfire::postgres {

/// Calls what may throw, and gives its status, or the one that stands for what was thrown.
template <class Call>
[[nodiscard]] core_status guarded(Call&& call) noexcept {
    try {
        return call();
    } catch (const std::bad_alloc&) {
        return CORE_NO_MEMORY;
    } catch (...) {
        return CORE_FAILED;
    }
}

/// Gives a text of the caller's.
[[nodiscard]] constexpr std::string_view view_of(core_text text) noexcept {
    return text.size == 0 ? std::string_view{} : std::string_view{text.data, text.size};
}

/// Gives bytes of the caller's.
[[nodiscard]] inline std::span<const std::byte> bytes_of(core_text bytes) noexcept {
    return std::as_bytes(std::span{bytes.data, bytes.size});
}

/// Writes all that is wrong, and gives the status of what is refused.
[[nodiscard]] core_status refuse(const violations& errors, core_refusal* refusal);

}  // namespace nextfire::postgres
