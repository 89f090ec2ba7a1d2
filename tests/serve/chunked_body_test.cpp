// Bodies in chunks, well-formed and not, whole and cut anywhere.
#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "serve/chunked_body.hpp"

namespace {

using nextfire::cli::chunk_progress;
using nextfire::cli::chunked_body;

constexpr std::size_t most_body_bytes = 20;
constexpr std::size_t most_trailer_bytes = 32 * 1024;

/// What became of a text: how far it came, the body, and how many bytes stand behind it.
struct result {
    chunk_progress progress;
    std::string body;
    std::size_t rest;
};

result read(std::string_view encoded, std::size_t piece_bytes) {
    chunked_body chunks{most_body_bytes, most_trailer_bytes};
    while (!encoded.empty()) {
        const std::string_view piece = encoded.substr(0, piece_bytes);
        const std::size_t taken = chunks.take(piece);
        encoded.remove_prefix(taken);
        if (taken < piece.size()) break;
    }
    return {chunks.progress(), chunks.text(), encoded.size()};
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (; times > 0; --times) all += text;
    return all;
}

}  // namespace

TEST_CASE("well-formed chunks") {
    struct row {
        const char* what;
        std::string encoded;
        std::string body;
        std::size_t rest = 0;
    };
    const row rows[] = {
        {"nothing", "0\r\n\r\n", ""},
        {"one chunk", "5\r\nhello\r\n0\r\n\r\n", "hello"},
        {"two chunks", "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "hello world"},
        {"line ends in the data", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n"},
        {"hexadecimal digits of both cases", "a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n",
         "01234567890123456789"},
        {"eight digits", "00000002\r\nhi\r\n00000000\r\n\r\n", "hi"},
        {"extensions", "2;a\r\nhi\r\n1 ; a=b;c=\"d e\"\r\n!\r\n0;last\r\n\r\n", "hi!"},
        {"trailers", "2\r\nhi\r\n0\r\nA: b\r\nC:\r\n\r\n", "hi"},
        {"the longest trailer", "0\r\na:" + std::string(8188, 'b') + "\r\n\r\n", ""},
        {"the most trailers", "0\r\n" + repeated("a: b\r\n", 100) + "\r\n", ""},
        {"the longest extension", "0;" + std::string(4094, 'a') + "\r\n\r\n", ""},
        {"another request behind it", "2\r\nhi\r\n0\r\n\r\nGET / HTTP/1.1\r\n", "hi", 16},
    };
    for (const row& expected : rows) {
        CAPTURE(expected.what);
        for (const std::size_t piece_bytes : {std::size_t{1}, std::size_t{3}, std::string::npos}) {
            const result found = read(expected.encoded, piece_bytes);
            CHECK(found.progress == chunk_progress::whole);
            CHECK(found.body == expected.body);
            CHECK(found.rest == expected.rest);
        }
    }
}

TEST_CASE("whatever is cut off is unfinished") {
    const std::string_view all = "5;a=b\r\nhello\r\n0\r\nA: b\r\n\r\n";
    for (std::size_t bytes = 0; bytes < all.size(); ++bytes) {
        CAPTURE(bytes);
        CHECK(read(all.substr(0, bytes), 1).progress == chunk_progress::unfinished);
    }
    CHECK(read(all, 1).progress == chunk_progress::whole);
}

TEST_CASE("mangled chunks") {
    struct row {
        const char* what;
        std::string encoded;
    };
    const row rows[] = {
        {"no size", "\r\n"},
        {"garbage for a size", "2\r\nhi\r\ngarbage\r\n"},
        {"a prefix", "0x2\r\nhi\r\n0\r\n\r\n"},
        {"a sign", "+2\r\nhi\r\n0\r\n\r\n"},
        {"a minus", "-2\r\nhi\r\n0\r\n\r\n"},
        {"a blank in front", " 2\r\nhi\r\n0\r\n\r\n"},
        {"junk behind the size", "2 junk\r\nhi\r\n0\r\n\r\n"},
        {"a blank behind the size", "2 \r\nhi\r\n0\r\n\r\n"},
        {"nine digits", "000000002\r\nhi\r\n0\r\n\r\n"},
        {"a size without CR", "2\nhi\r\n0\r\n\r\n"},
        {"a size without LF", "2\rhi\r\n0\r\n\r\n"},
        {"an extension without CR", "2;a\nhi\r\n0\r\n\r\n"},
        {"a control character in an extension", "2;\x01\r\nhi\r\n0\r\n\r\n"},
        {"nothing behind a chunk", "2\r\nhi0\r\n\r\n"},
        {"only LF behind a chunk", "2\r\nhi\n0\r\n\r\n"},
        {"only CR behind a chunk", "2\r\nhi\r0\r\n\r\n"},
        {"a chunk longer than its size", "2\r\nhi!\r\n0\r\n\r\n"},
        {"a trailer without colon", "0\r\na\r\n\r\n"},
        {"a trailer without name", "0\r\n: a\r\n\r\n"},
        {"a blank before the colon", "0\r\na : b\r\n\r\n"},
        {"a folded trailer", "0\r\na: b\r\n c: d\r\n\r\n"},
        {"a trailer without CR", "0\r\na: b\n\r\n"},
        {"a trailer with CR alone", "0\r\na: b\rc: d\r\n\r\n"},
        {"a trailer that is too long", "0\r\na:" + std::string(8189, 'b') + "\r\n\r\n"},
        {"too many trailers", "0\r\n" + repeated("a: b\r\n", 101) + "\r\n"},
        {"too long altogether", "0\r\n" + repeated("a:" + std::string(8000, 'b') + "\r\n", 5)},
        {"an extension that is too long", "0;" + std::string(4095, 'a') + "\r\n\r\n"},
        {"extensions that are too long together",
         "1;" + std::string(2500, 'a') + "\r\nx\r\n1;" + std::string(2500, 'a') + "\r\nx\r\n0\r\n\r\n"},
    };
    for (const row& expected : rows) {
        CAPTURE(expected.what);
        CHECK(read(expected.encoded, 1).progress == chunk_progress::malformed);
        CHECK(read(expected.encoded, std::string::npos).progress == chunk_progress::malformed);
    }
}

TEST_CASE("a body is bounded before its bytes are there") {
    const std::string twenty = "14\r\n01234567890123456789\r\n";
    CHECK(read(twenty + "0\r\n\r\n", 1).progress == chunk_progress::whole);
    for (const std::string& encoded :
         {std::string{"15\r\n"}, std::string{"ffffffff\r\n"}, twenty + "1\r\n", twenty + "ffffffff\r\n"}) {
        CAPTURE(encoded);
        CHECK(read(encoded, 1).progress == chunk_progress::too_long);
        CHECK(read(encoded + "x", std::string::npos).rest == 1);
    }
}
