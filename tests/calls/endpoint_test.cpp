// Endpoints: what is read, and what is refused before a token goes there.
#include <nextfire/calls/endpoint.hpp>

#include <doctest/doctest.h>

#include <string>

#include "../support/tasks.hpp"

using namespace nextfire;
using namespace nextfire::api;
using nextfire_test::lines;
using nextfire_test::refusals;

TEST_CASE("10.1 endpoints are read, and written in one spelling") {
    struct row {
        const char* text;
        const char* url;
        int port;
        const char* base;
    };
    const row rows[] = {
        {"https://workspace.example.com", "https://workspace.example.com", 443, ""},
        {"HTTPS://Workspace.Example.COM/", "https://workspace.example.com", 443, ""},
        {"https://h:443", "https://h", 443, ""},
        {"https://h:8443/a/b-1._~", "https://h:8443/a/b-1._~", 8443, "/a/b-1._~"},
        {"https://10.1.2.3:1/x/", "https://10.1.2.3:1/x", 1, "/x"},
        {"https://[2001:DB8::1]:65535", "https://[2001:db8::1]:65535", 65535, ""},
        {"http://localhost:8080", "http://localhost:8080", 8080, ""},
        {"http://127.0.0.1", "http://127.0.0.1", 80, ""},
        {"http://127.255.0.9:80", "http://127.255.0.9", 80, ""},
        {"http://[::1]:8080/api", "http://[::1]:8080/api", 8080, "/api"},
    };
    for (const row& fact : rows) {
        CAPTURE(std::string{fact.text});
        const result<endpoint> read = endpoint::parse(fact.text);
        REQUIRE(refusals(read) == lines{});
        CHECK(read->url() == fact.url);
        CHECK(read->port == fact.port);
        CHECK(read->base == fact.base);
        CHECK(*endpoint::parse(read->url()) == *read);
    }
}

TEST_CASE("10.1 whatever else is no endpoint") {
    const std::string url = "expected a URL such as https://workspace.example.com, but found ";
    const std::string host = "expected a host's name or number, but found ";
    const std::string path =
        "expected a path of letters, digits and -._~, without query and fragment, but found ";
    const std::string plain = "expected https, or plain http to this machine alone, but found http to ";
    struct row {
        std::string text;
        std::string message;
    };
    const row rows[] = {
        {"", url + "nothing"},
        {"workspace.example.com", url + "\"workspace.example.com\""},
        {"ftp://h", url + "\"ftp://h\""},
        {"https:/h", url + "\"https:/h\""},
        {"https://", host + "nothing"},
        {"https:///v1", host + "nothing"},
        {"https://a..b", host + "\"a..b\""},
        {"https://-a", host + "\"-a\""},
        {"https://h.", host + "\"h.\""},
        {"https://a b", host + "\"a b\""},
        {"https://h\r\nX: y", host + "\"h\\x0d\\x0aX\""},
        {"https://[::1", host + "\"[::1\""},
        {"https://[h]", host + "\"[h]\""},
        {"https://user:secret@h",
         "expected a URL without a user or a password, but found an @ before the host"},
        {"https://h:", "expected a port from 1 to 65535, but found nothing"},
        {"https://h:0", "expected a port from 1 to 65535, but found \"0\""},
        {"https://h:65536", "expected a port from 1 to 65535, but found \"65536\""},
        {"https://h:+1", "expected a port from 1 to 65535, but found \"+1\""},
        {"https://h?a=1", path + "\"?a=1\""},
        {"https://h/#a", path + "\"/#a\""},
        {"https://h/a/../b", path + "\"/a/../b\""},
        {"https://h/./b", path + "\"/./b\""},
        {"https://h//b", path + "\"//b\""},
        {"https://h/%2e%2e", path + "\"/%2e%2e\""},
        {"http://workspace.example.com", plain + "\"workspace.example.com\""},
        {"http://127.0.0.1.example.com", plain + "\"127.0.0.1.example.com\""},
        {"http://127.1", plain + "\"127.1\""},
        {"http://127.0.0.256", plain + "\"127.0.0.256\""},
        {"http://127.0.0.01", plain + "\"127.0.0.01\""},
        {"http://localhost.example.com", plain + "\"localhost.example.com\""},
        {"http://[::2]", plain + "\"[::2]\""},
    };
    for (const row& fact : rows) {
        CAPTURE(fact.text);
        CHECK(refusals(endpoint::parse(fact.text)) == lines{"malformed endpoint " + fact.message});
    }
    CHECK(refusals(endpoint::parse("https://h/" + std::string(2048, 'a'))) ==
          lines{"too_long endpoint expected a URL of at most 2048 bytes, but found 2058 bytes"});
    CHECK_FALSE(endpoint::parse("https://" + std::string(254, 'a')));
    CHECK(endpoint::parse("https://" + std::string(253, 'a')));
}

TEST_CASE("10.1 plain http goes to other machines where somebody asks for it by name") {
    CHECK(endpoint::parse("http://workspace.example.com", plain_http::anywhere)->port == 80);
    CHECK_FALSE(endpoint::parse("http://workspace.example.com", plain_http::anywhere)->is_loopback());
}
