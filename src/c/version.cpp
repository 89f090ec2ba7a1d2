#include <nextfire/nextfire.h>
#include <nextfire/base/version.hpp>
#include <nextfire/zone/zone.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace {

/// A short text of the data, which may have no NUL behind it, with one.
struct ended_text {
    std::array<char, 16> characters{};

    explicit ended_text(std::string_view text) noexcept {
        text.copy(characters.data(), characters.size() - 1);
    }
};

}  // namespace

std::uint32_t nextfire_abi_version() noexcept {
    return NEXTFIRE_ABI_VERSION;
}

const char* nextfire_version() noexcept {
    return NEXTFIRE_VERSION_STRING;
}

const char* nextfire_tzdata_version() noexcept {
    static const ended_text version{nextfire::tzdata_version()};
    return version.characters.data();
}
