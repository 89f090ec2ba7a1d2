// UTF-8 as RFC 3629 and table 3-7 of Unicode 15.0 have it.
#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "base/utf8.hpp"

namespace {

namespace detail = nextfire::detail;

constexpr char32_t highest = 0x10FFFF;

bool is_surrogate(char32_t c) {
    return c >= 0xD800 && c <= 0xDFFF;
}

/// Writes a number with as many bytes as it is told, as RFC 3629 section 3 pictures it; an overlong form too.
std::string encoded(char32_t c, std::size_t bytes) {
    if (bytes == 1) return {static_cast<char>(c)};
    std::string text;
    for (std::size_t n = 1; n < bytes; ++n, c >>= 6)
        text.insert(text.begin(), static_cast<char>(0x80 | (c & 0x3F)));
    constexpr unsigned leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    text.insert(text.begin(), static_cast<char>(leads[bytes] | c));
    return text;
}

std::size_t fewest_bytes(char32_t c) {
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

}  // namespace

TEST_CASE("every character there is has its one sequence, which is read back") {
    std::size_t wrong = 0;
    for (char32_t c = 0; c <= highest; ++c) {
        if (is_surrogate(c)) continue;
        const std::string text = encoded(c, fewest_bytes(c));
        const detail::utf8_character read = detail::character_at(text + "a", 0);
        const bool is_right = detail::utf8_sequence_length(text) == text.size() &&
                              detail::is_well_formed(text) && read.code_point == c &&
                              read.bytes == text.size() && detail::character_count(text) == 1;
        wrong += is_right ? 0 : 1;
    }
    CHECK(wrong == 0);
}

TEST_CASE("a sequence that is cut short is none") {
    for (const char32_t c : {char32_t{0xE9}, char32_t{0x4E00}, char32_t{0x1F600}}) {
        const std::string text = encoded(c, fewest_bytes(c));
        for (std::size_t kept = 1; kept < text.size(); ++kept) {
            CHECK(detail::utf8_sequence_length(text.substr(0, kept)) == 0);
            CHECK(detail::utf8_sequence_length(text.substr(0, kept) + "aaa") == 0);
            CHECK_FALSE(detail::is_well_formed("a" + text.substr(0, kept)));
        }
    }
}

TEST_CASE("halves of surrogate pairs, numbers above U+10FFFF and overlong sequences are none") {
    std::size_t taken = 0;
    for (char32_t c = 0xD800; c <= 0xDFFF; ++c) taken += detail::utf8_sequence_length(encoded(c, 3));
    for (char32_t c = highest + 1; c < 0x200000; c += 0x3F)
        taken += detail::utf8_sequence_length(encoded(c, 4));
    for (char32_t c = 0; c < 0x80; ++c) taken += detail::utf8_sequence_length(encoded(c, 2));
    for (char32_t c = 0; c < 0x800; ++c) taken += detail::utf8_sequence_length(encoded(c, 3));
    for (char32_t c = 0; c < 0x10000; ++c) taken += detail::utf8_sequence_length(encoded(c, 4));
    CHECK(taken == 0);
    CHECK(detail::utf8_sequence_length(encoded(highest + 1, 4)) == 0);
}

TEST_CASE("no sequence begins with a byte that only goes on, or with 0xF5 and above") {
    for (unsigned lead = 0x80; lead <= 0xFF; ++lead) {
        if (lead >= 0xC2 && lead <= 0xF4) continue;
        const std::string text{static_cast<char>(lead), '\x80', '\x80', '\x80'};
        CAPTURE(lead);
        CHECK(detail::utf8_sequence_length(text) == 0);
    }
}

TEST_CASE("characters are counted as code points, wherever they begin") {
    constexpr std::string_view text = "a\xc3\xa9\xe4\xb8\x80\xf0\x9f\x98\x80";
    CHECK(detail::is_well_formed(text));
    CHECK(detail::is_well_formed(""));
    CHECK(detail::character_count(text) == 4);
    CHECK(detail::character_count("") == 0);
    CHECK(detail::character_at(text, 0).code_point == U'a');
    CHECK(detail::character_at(text, 1).code_point == 0xE9);
    CHECK(detail::character_at(text, 3).code_point == 0x4E00);
    CHECK(detail::character_at(text, 6).code_point == 0x1F600);
    CHECK(detail::character_at(text, 6).bytes == 4);
    // two letters and a mark are three characters, though a reader sees two
    CHECK(detail::character_count("ne\xcc\x81") == 3);
}
