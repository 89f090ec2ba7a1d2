#include "postgres/boundary.hpp"

#include <algorithm>
#include <cstring>
#include <string>

namespace nextfire::postgres {
namespace {

/// Gives how many bytes of a text fit, without cutting a character of UTF-8.
std::size_t fitting(std::string_view text, std::size_t capacity) noexcept {
    if (text.size() <= capacity) return text.size();
    std::size_t size = capacity;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    return size;
}

}  // namespace

core_status refuse(const violations& errors, core_refusal* refusal) {
    const std::string reasons = to_string(errors);
    const std::size_t size = fitting(reasons, sizeof refusal->reasons - 1);
    std::memcpy(refusal->reasons, reasons.data(), size);
    refusal->reasons[size] = '\0';
    return CORE_REFUSED;
}

}  // namespace nextfire::postgres
