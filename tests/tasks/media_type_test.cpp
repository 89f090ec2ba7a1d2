// Media types of bodies: RFC 9110 sections 5.6.6 and 8.3.
#include <doctest/doctest.h>

#include <string_view>

#include "tasks/media_type.hpp"

using nextfire::api::is_json_media_type;

TEST_CASE("8.11 application/json is JSON, in UTF-8 if it says, in any letter case") {
    for (const std::string_view json : {
             "application/json",
             "Application/JSON",
             "  application/json\t",
             "application/json;charset=utf-8",
             "application/json; charset=UTF-8",
             "application/json ; Charset=\"utf-8\" ",
             "application/json; charset=utf-8; charset=utf-8",
             "application/json; version=1",
             "application/json; version=1; charset=utf-8",
             "application/json;",
             // what stands in quotes belongs to its parameter
             "application/json; profile=\"a;charset=latin1\"",
         }) {
        CAPTURE(json);
        CHECK(is_json_media_type(json));
    }
}

TEST_CASE("8.11 whatever else is not") {
    for (const std::string_view other : {
             "",
             "application",
             "application/jsonp",
             "application/json-patch+json",
             "application/merge-patch+json",
             "text/json",
             "text/plain; application/json",
             "application/json, application/json",
             "application/json charset=utf-8",
             "application/json; charset=latin1",
             "application/json; charset=",
             "application/json; charset",
             "application/json; charset=utf-8; charset=latin1",
             "application/json; charset=utf8",
             "application/json; charset=\"utf-8",
         }) {
        CAPTURE(other);
        CHECK_FALSE(is_json_media_type(other));
    }
}
