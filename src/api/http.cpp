#include <nextfire/api/http.hpp>

#include "take_until.hpp"
#include "zone_pack.hpp"

namespace nextfire::inline v0::api {
std::optional<std::string_view> find_header(std::span<const http_header> headers,
                                            std::string_view name) noexcept {
    for (const http_header& header : headers)
        if (detail::compare_ignoring_case(header.name, name) == 0) return without_blanks(header.value);
    return std::nullopt;
}

}  // namespace nextfire::inline v0::api
