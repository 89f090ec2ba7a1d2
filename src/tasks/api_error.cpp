#include <nextfire/tasks/api_error.hpp>

#include "request/json.hpp"

namespace nextfire::inline v0::api {
namespace {

/// What each error is in HTTP, and the code that answers carry; in the order of api_error.
struct error_row {
    int status;
    std::string_view code;
};

constexpr std::array<error_row, api_error_count> rows{{
    {400, "WKS.00211102"},
    {401, "WKS.00000401"},
    {403, "WKS.00081102"},
    {404, "WKS.00000404"},
    {405, "WKS.00000405"},
    {408, "WKS.00000408"},
    {409, "WKS.00211103"},
    {413, "WKS.00000413"},
    {414, "WKS.00000414"},
    {415, "WKS.00000415"},
    {431, "WKS.00000431"},
    {500, "WKS.00211401"},
    {503, "WKS.00000503"},
    {505, "WKS.00000505"},
}};

}  // namespace

int http_status(api_error error) noexcept {
    return rows[static_cast<std::size_t>(error)].status;
}

error_codes default_error_codes() {
    error_codes codes;
    for (std::size_t index = 0; index < rows.size(); ++index) codes[index] = rows[index].code;
    return codes;
}

void append_error(std::string& out, std::string_view code, std::string_view message) {
    out += R"({"error_code":)";
    append_json_string(out, code);
    out += R"(,"error_msg":)";
    append_json_string(out, message);
    out += '}';
}

}  // namespace nextfire::inline v0::api
