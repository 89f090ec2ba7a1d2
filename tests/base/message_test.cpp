#include <doctest/doctest.h>

#include "base/message.hpp"

#include <string>
#include <string_view>

using namespace nextfire;

// Clause 6.1: what was found is quoted so that it can be seen, at most 40 bytes of it.
TEST_CASE("what somebody gave is quoted so that it can be seen") {
    struct row {
        std::string_view found;
        std::string_view text;
    };
    constexpr row rows[] = {
        {"", "nothing"},
        {"9:00", R"("9:00")"},
        {" ", R"(" ")"},
        {"a\"b\\c", R"("a\"b\\c")"},
        {"\t\x1b[31m\x7f", R"("\x09\x1b[31m\x7f")"},
        {"\xff\xc0\x80\xed\xa0\x80", R"("\xff\xc0\x80\xed\xa0\x80")"},
        {"\xc3\xa9\xe4\xb8\x80\xf0\x9f\x98\x80", "\"\xc3\xa9\xe4\xb8\x80\xf0\x9f\x98\x80\""},
        // Next line, no-break space, soft hyphen, zero-width space, right-to-left override, ideographic
        // space, BOM.
        {"\xc2\x85", R"("\u0085")"},
        {"\xc2\xa0", R"("\u00a0")"},
        {"\xc2\xad", R"("\u00ad")"},
        {"\xe2\x80\x8b", R"("\u200b")"},
        {"\xe2\x80\xae", R"("\u202e")"},
        {"\xe3\x80\x80", R"("\u3000")"},
        {"\xef\xbb\xbf", R"("\ufeff")"},
        // Their neighbours can be seen: inverted exclamation mark, hyphen, ideographic comma.
        {"\xc2\xa1", "\"\xc2\xa1\""},
        {"\xe2\x80\x90", "\"\xe2\x80\x90\""},
        {"\xe3\x80\x81", "\"\xe3\x80\x81\""},
    };
    for (const row& expected : rows) CHECK(detail::quoted(expected.found) == expected.text);
    CHECK(detail::quoted(std::string(41, 'x')) == "\"" + std::string(40, 'x') + "…\" (41 bytes)");
    CHECK(detail::quoted(std::string(40, 'x')) == "\"" + std::string(40, 'x') + "\"");
}
