/// Media types of bodies.
#pragma once

#include <string_view>

namespace nextfire::inline v0::api {

/// Says whether a Content-Type is application/json, in UTF-8 if it names a charset.  Letter case does not
/// count, and any other parameter is passed over.  Source: RFC 9110 section 8.3.
///
///     is_json_media_type("application/json; charset=utf-8");   // true
[[nodiscard]] bool is_json_media_type(std::string_view content_type) noexcept;

}  // namespace nextfire::inline v0::api
