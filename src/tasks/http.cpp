#include <nextfire/tasks/http.hpp>

#include "base/ascii.hpp"
#include "tasks/take_until.hpp"

namespace nextfire::inline v0::api {

std::optional<std::string_view> find_header(std::span<const http_header> headers,
                                            std::string_view name) noexcept {
    for (const http_header& header : headers)
        if (detail::equal_ignoring_case(header.name, name)) return without_blanks(header.value);
    return std::nullopt;
}

std::optional<std::string_view> find_field(std::span<const http_field> fields,
                                           std::string_view name) noexcept {
    for (const http_field& field : fields)
        if (detail::equal_ignoring_case(field.name, name)) return field.value;
    return std::nullopt;
}

}  // namespace nextfire::inline v0::api
