// Errors of the API: clause 8.11, the table's status and code.
#include <doctest/doctest.h>

#include <nextfire/tasks/api_error.hpp>

#include <string>

using namespace nextfire;
using api::api_error;

TEST_CASE("8.11 each error has its status and the service's code") {
    struct row {
        api_error error;
        int status;
        const char* code;
    };
    const api::error_codes codes = api::default_error_codes();
    std::size_t told = 0;
    for (const row& fact : {
             row{api_error::bad_request, 400, "WKS.00211102"},
             row{api_error::unauthenticated, 401, "WKS.00000401"},
             row{api_error::forbidden, 403, "WKS.00081102"},
             row{api_error::not_found, 404, "WKS.00000404"},
             row{api_error::method_not_allowed, 405, "WKS.00000405"},
             row{api_error::request_timeout, 408, "WKS.00000408"},
             row{api_error::conflict, 409, "WKS.00211103"},
             row{api_error::too_large, 413, "WKS.00000413"},
             row{api_error::target_too_long, 414, "WKS.00000414"},
             row{api_error::unsupported_media_type, 415, "WKS.00000415"},
             row{api_error::headers_too_large, 431, "WKS.00000431"},
             row{api_error::internal, 500, "WKS.00211401"},
             row{api_error::unavailable, 503, "WKS.00000503"},
             row{api_error::version_not_supported, 505, "WKS.00000505"},
         }) {
        CAPTURE(fact.code);
        CHECK(api::http_status(fact.error) == fact.status);
        CHECK(codes[static_cast<std::size_t>(fact.error)] == fact.code);
        ++told;
    }
    CHECK(told == api::api_error_count);
}

TEST_CASE("8.11 an error is a JSON object, whatever the message holds") {
    std::string out = "> ";
    api::append_error(out, "WKS.00211102", "/a: expected \"b\",\nbut found \\");
    CHECK(out == R"(> {"error_code":"WKS.00211102","error_msg":"/a: expected \"b\",\nbut found \\"})");
}
