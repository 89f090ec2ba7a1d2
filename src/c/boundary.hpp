/// The line between C and C++: what comes over it is checked, and nothing is thrown across it.
#pragma once

#include "base/instant_number.hpp"

#include <nextfire/nextfire.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <span>
#include <string_view>

namespace nextfire::c {

/// Calls what may throw, and gives its status, or the one that stands for what was thrown.
template <class Call>
[[nodiscard]] nextfire_status guarded(Call&& call) noexcept {
    try {
        return call();
    } catch (const std::bad_alloc&) {
        return NEXTFIRE_NO_MEMORY;
    } catch (...) {
        return NEXTFIRE_FAILED;
    }
}

/// Says whether a pointer may be one to so many things.
[[nodiscard]] constexpr bool is_array(const void* data, std::size_t size) noexcept {
    return data != nullptr || size == 0;
}

/// Gives a text of the caller's; the empty one may be a null pointer.
[[nodiscard]] constexpr std::string_view text_at(const char* data, std::size_t size) noexcept {
    return size == 0 ? std::string_view{""} : std::string_view{data, size};
}

/// Gives bytes of the caller's.
[[nodiscard]] inline std::span<const std::byte> bytes_at(const std::uint8_t* data,
                                                         std::size_t size) noexcept {
    return std::as_bytes(std::span{data, size});
}

using detail::instant_of;

/// Gives an instant as a number.
[[nodiscard]] constexpr std::int64_t number_of(std::chrono::sys_seconds instant) noexcept {
    return instant.time_since_epoch().count();
}

/// The same for one that there may be none of.
[[nodiscard]] constexpr std::int64_t number_of(std::optional<std::chrono::sys_seconds> instant) noexcept {
    return instant ? number_of(*instant) : NEXTFIRE_NONE;
}

}  // namespace nextfire::c
