// Who may ask a server, and about which projects: a file of tokens, or everybody on this machine.
#include <doctest/doctest.h>

#include <nextfire/tasks/access.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "serve/token_file.hpp"

namespace {

namespace api = nextfire::api;
using nextfire::cli::open_access;
using nextfire::cli::token_file;

const std::string token_a = "aaaaaaaaaaaaaaaa";  // 16, the fewest characters
const std::string token_b = "bbbbbbbbbbbbbbbb";

/// Gives the name of whoever sends a token; the reason in brackets where it is refused.
std::string who(const token_file& file, std::string_view token) {
    const std::vector<api::http_header> headers{{"x-auth-token", token}};
    const auto found = file.authenticate(headers);
    if (const auto* known = std::get_if<api::principal>(&found)) return known->name;
    return "(" + std::get<api::refusal>(found).reason + ")";
}

bool may(const token_file& file, const std::string& name, std::string_view project) {
    const api::principal asker{name};
    return !file.authorize({asker, api::action::show, project, nullptr, {}});
}

/// Gives `line: message` of each bad line.
std::vector<std::string> refusals(const std::string& text) {
    const auto read = token_file::read(text);
    std::vector<std::string> lines;
    if (!read)
        for (const auto& error : read.errors()) lines.push_back(error.field + ": " + error.message);
    return lines;
}

}  // namespace

TEST_CASE("a line is a token, a principal and projects; blank lines and remarks are passed over") {
    const auto file = token_file::read("# who may ask\r\n\r\n" + token_a + " operator prod,staging\r\n  " +
                                       token_b + "\t root \t *");
    REQUIRE(file);
    CHECK(who(*file, token_a) == "operator");
    CHECK(who(*file, token_b) == "root");
    CHECK(may(*file, "operator", "prod"));
    CHECK(may(*file, "operator", "staging"));
    CHECK_FALSE(may(*file, "operator", "test"));
    CHECK_FALSE(may(*file, "operator", "*"));
    CHECK_FALSE(may(*file, "operator", "prod,staging"));
    CHECK(may(*file, "root", "prod"));
    CHECK(may(*file, "root", "test"));
    CHECK_FALSE(may(*file, "nobody", "prod"));
}

TEST_CASE("projects belong to the principal, whichever of its tokens is sent") {
    const auto file = token_file::read(token_a + " operator prod\n" + token_b + " operator test\n");
    REQUIRE(file);
    CHECK(who(*file, token_a) == "operator");
    CHECK(who(*file, token_b) == "operator");
    CHECK(may(*file, "operator", "prod"));
    CHECK(may(*file, "operator", "test"));
}

TEST_CASE("a token is right as a whole and in its case, or not at all") {
    const auto file = token_file::read(token_a + " operator *\n");
    REQUIRE(file);
    CHECK(who(*file, " " + token_a + "\t") == "operator");  // blanks around a header's value do not count
    for (const std::string& wrong :
         {std::string{}, token_a.substr(1), token_a + "a", token_a + token_a, token_b, std::string(16, 'A'),
          "b" + token_a.substr(1), token_a.substr(1) + "b"}) {
        CAPTURE(wrong);
        CHECK(who(*file, wrong) == "(the token in X-Auth-Token is not known)");
    }
    const auto nothing = file->authenticate({});
    REQUIRE(std::holds_alternative<api::refusal>(nothing));
    CHECK(std::get<api::refusal>(nothing).reason == "expected a token in X-Auth-Token, but found none");
}

TEST_CASE("whoever may not is told what, and where") {
    const auto file = token_file::read(token_a + " operator prod\n");
    REQUIRE(file);
    const api::principal asker{"operator"};
    const auto refused = file->authorize({asker, api::action::remove, "test", nullptr, {}});
    REQUIRE(refused);
    CHECK(refused->reason == "operator may not workspace:scheduledTasks:delete in project test");
}

TEST_CASE("6.1 every bad line is told by its number, and no part of it") {
    const std::string secret = "s3cr3t-s3cr3t-s3cr3t";
    const std::vector<std::string> told =
        refusals(secret + "\n" + secret + " a b c\n" + secret.substr(0, 15) + " operator prod\n" +
                 std::string(513, 'x') + " operator prod\n" + secret + "\x7f operator prod\n" + secret +
                 " opera.tor prod\n" + secret + " operator prod,\n" + secret + " operator ,prod\n" + secret +
                 " operator pr/od\n" + token_a + " operator prod\n" + token_a + " other prod\n");
    const std::vector<std::string> expected{
        "token_file, line 1: expected a token, a principal and projects, but found 1 word",
        "token_file, line 2: expected a token, a principal and projects, but found 4 words",
        "token_file, line 3: expected a token of 16 to 512 visible characters of ASCII, but found another "
        "first word",
        "token_file, line 4: expected a token of 16 to 512 visible characters of ASCII, but found another "
        "first word",
        "token_file, line 5: expected a token of 16 to 512 visible characters of ASCII, but found another "
        "first word",
        "token_file, line 6: expected a principal of 1 to 64 letters, digits, _ and -, but found another "
        "second word",
        "token_file, line 7: expected a project behind each comma, but found none at the end of the third "
        "word",
        "token_file, line 8: expected projects of 1 to 64 letters, digits, _ and -, or *, but found another "
        "third word",
        "token_file, line 9: expected projects of 1 to 64 letters, digits, _ and -, or *, but found another "
        "third word",
        "token_file, line 11: expected each token once, but found one from a line above",
    };
    CHECK((told == expected));
    for (const std::string& line : told) {
        CHECK(line.find("s3cr3t") == std::string::npos);
        CHECK(line.find("opera.tor") == std::string::npos);
    }
}

TEST_CASE("a file without a token lets nobody in, and is refused") {
    for (const char* text : {"", "\n", "# nobody\n", " \t\r\n"})
        CHECK((refusals(text) ==
               std::vector<std::string>{"token_file: expected at least one token, but found none"}));
}

TEST_CASE("open access is for this machine alone: the Host is a loopback name, or is not there") {
    const open_access open;
    const auto is_let_in = [&open](std::string_view host) {
        const std::vector<api::http_header> headers{{"Host", host}};
        return std::holds_alternative<api::principal>(open.authenticate(headers));
    };
    for (const char* host : {"localhost", "LocalHost:8080", "localhost.", "127.0.0.1", "127.0.0.1:8080",
                             "127.1.2.3", "[::1]", "[::1]:8080"}) {
        CAPTURE(host);
        CHECK(is_let_in(host));
    }
    for (const char* host :
         {"", "example.com", "localhost.example.com", "127.0.0.1.example.com", "127.evil.com",
          "evil.localhost.", "[::1].example.com", "[::2]", "0.0.0.0", "10.0.0.1", "::1"}) {
        CAPTURE(host);
        CHECK_FALSE(is_let_in(host));
    }
    CHECK(std::holds_alternative<api::principal>(open.authenticate({})));
    const api::principal anybody{"anybody"};
    CHECK_FALSE(open.authorize({anybody, api::action::remove, "prod", nullptr, {}}));
}
