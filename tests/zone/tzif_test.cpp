// The TZif reader against files that are right, files that are wrong in one place, and files that are noise.
#include "zone/tzif.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace nextfire::detail;
using nextfire::violation_code;

std::string file_content(std::string_view name) {
    std::ifstream file{NEXTFIRE_TEST_ZONEINFO "/" + std::string{name}, std::ios::binary};
    std::string content{std::istreambuf_iterator<char>{file}, {}};
    REQUIRE_MESSAGE(content.size() > 44, "no compiled zone for " << name);
    return content;
}

nextfire::result<zone_history> read(const std::string& bytes) {
    return read_tzif(std::as_bytes(std::span{bytes}), "zone");
}

struct file_type {
    std::int32_t offset;
    std::uint8_t abbreviation_at;
};

/// A TZif file to be spoilt: valid as it is made, with one change to summer time at 10,000 s.
struct file_parts {
    char version = '2';
    std::uint32_t universal_marks = 0;
    std::uint32_t standard_marks = 0;
    std::uint32_t leap_seconds = 0;
    std::optional<std::uint32_t> change_count;
    std::optional<std::uint32_t> type_count;
    std::optional<std::uint32_t> abbreviation_bytes;
    std::vector<std::int64_t> times{10000};
    std::vector<std::uint8_t> kinds{1};
    std::vector<file_type> types{{3600, 0}, {7200, 4}};
    std::string abbreviations{"CET\0CEST\0", 9};
    std::string footer = "\nCET-1CEST,M1.1.4/5,M10.5.0/3\n";
    std::string magic = "TZif";

    [[nodiscard]] std::string bytes() const {
        if (version == '\0') return block(4);
        file_parts old = *this;
        old.times.clear();
        old.kinds.clear();
        old.change_count.reset();
        old.leap_seconds = 0;
        return old.block(4) + block(8) + footer;
    }

private:
    static void big_endian(std::string& out, std::uint64_t value, int size) {
        for (int i = size - 1; i >= 0; --i) out.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
    }

    [[nodiscard]] std::string block(int time_size) const {
        std::string out = magic + version + std::string(15, '\0');
        big_endian(out, universal_marks, 4);
        big_endian(out, standard_marks, 4);
        big_endian(out, leap_seconds, 4);
        big_endian(out, change_count.value_or(static_cast<std::uint32_t>(times.size())), 4);
        big_endian(out, type_count.value_or(static_cast<std::uint32_t>(types.size())), 4);
        big_endian(out, abbreviation_bytes.value_or(static_cast<std::uint32_t>(abbreviations.size())), 4);
        for (const std::int64_t time : times) big_endian(out, static_cast<std::uint64_t>(time), time_size);
        for (const std::uint8_t kind : kinds) big_endian(out, kind, 1);
        for (const file_type& type : types) {
            big_endian(out, static_cast<std::uint32_t>(type.offset), 4);
            big_endian(out, type.offset == 7200 ? 1 : 0, 1);
            big_endian(out, type.abbreviation_at, 1);
        }
        out += abbreviations;
        for (std::uint32_t i = 0; i < leap_seconds && i < 100; ++i)
            out += std::string(static_cast<std::size_t>(time_size) + 4, '\0');
        return out + std::string(standard_marks + universal_marks, '\0');
    }
};

/// Reads spoilt parts and gives the place and the message of the one violation.
std::string complaint(const file_parts& parts) {
    const auto history = read(parts.bytes());
    REQUIRE_FALSE(history);
    REQUIRE(history.errors().size() == 1);
    const auto& error = history.errors().front();
    CHECK(error.field == "zone");
    CHECK(error.code == violation_code::malformed);
    return (error.column ? "byte " + std::to_string(*error.column) + ": " : std::string{}) + error.message;
}

// The 64-bit header begins at this byte, counted from 0, in a file of file_parts.
constexpr std::size_t second_header = 44 + 12 + 9;

}  // namespace

TEST_CASE("7.2 a file gives the state at 1970 and the changes from there on") {
    file_parts parts;
    parts.footer = "\n\n";
    parts.times = {-5000, -3000, 0, 10000};
    parts.kinds = {1, 0, 1, 0};
    const auto history = read(parts.bytes());
    REQUIRE(history);
    const std::vector<zone_history::change> expected{{offset_period::always, 7200, 0}, {10000, 3600, 1}};
    CHECK(history->changes == expected);
    CHECK(history->abbreviations == std::vector<std::string>{"CEST", "CET"});
    CHECK(history->rule.empty());
}

TEST_CASE("7.2 without a change before 1970 the first type holds from the beginning") {
    file_parts parts;
    parts.footer = "\n\n";
    const auto history = read(parts.bytes());
    REQUIRE(history);
    const std::vector<zone_history::change> expected{{offset_period::always, 3600, 0}, {10000, 7200, 1}};
    CHECK(history->changes == expected);
}

// RFC 8536, section 3.2: "If there are no transitions, local time for all timestamps is specified by the TZ string".
// By this rule summer time is from 6 January, 04:00Z, to 25 October; and after a last change of 1969 it goes on at once.
TEST_CASE("4.5 7.2 without a change from 1970 on the rule of the footer is the clock") {
    for (const std::int64_t last : {std::int64_t{0}, std::int64_t{-10000}}) {
        CAPTURE(last);
        file_parts parts;
        parts.times.clear();
        parts.kinds.clear();
        if (last != 0) {
            parts.times.push_back(last);
            parts.kinds.push_back(1);
        }
        const auto history = read(parts.bytes());
        REQUIRE(history);
        CHECK((history->changes == std::vector<zone_history::change>{{offset_period::always, 3600, 0}}));
        CHECK(history->abbreviations == std::vector<std::string>{"CET"});
        CHECK(history->rule == "CET-1CEST,M1.1.4/5,M10.5.0/3");
    }
    file_parts parts;  // the first type is not the rule's, and nobody's
    parts.types = {{0, 0}};
    parts.times.clear();
    parts.kinds.clear();
    parts.footer = "\nEET-2\n";
    const auto history = read(parts.bytes());
    REQUIRE(history);
    CHECK((history->changes == std::vector<zone_history::change>{{offset_period::always, 7200, 0}}));
    CHECK(history->abbreviations == std::vector<std::string>{"EET"});
}

TEST_CASE("7.2 versions 1 to 4 are read, the first from its 32-bit block") {
    for (const char version : {'\0', '2', '3', '4'}) {
        file_parts parts;
        parts.version = version;
        parts.times = {-5000, 10000};
        parts.kinds = {1, 0};
        parts.footer = "\nCET-1\n";
        const auto history = read(parts.bytes());
        REQUIRE(history);
        const std::vector<zone_history::change> expected{{offset_period::always, 7200, 0}, {10000, 3600, 1}};
        CHECK(history->changes == expected);
    }
    for (const char version : {'\1', '1', '5', 'x'}) {
        file_parts parts;
        parts.version = version;
        CHECK_MESSAGE(complaint(parts).starts_with("byte 5: expected a TZif version from 1 to 4"), version);
    }
}

TEST_CASE("7.2 repeated states are one, and changes that the rule makes anyway are left to it") {
    const auto berlin = read(file_content("Europe/Berlin"));
    REQUIRE(berlin);
    CHECK(berlin->rule == "CET-1CEST,M3.5.0,M10.5.0/3");
    CHECK(berlin->changes.back().at < 852076800);  // the present rule began in October 1996
    const auto shanghai = read(file_content("Asia/Shanghai"));
    REQUIRE(shanghai);
    CHECK(shanghai->rule.empty());
    const auto scoresbysund = read(file_content("America/Scoresbysund"));
    REQUIRE(scoresbysund);
    for (const auto& change : scoresbysund->changes) CHECK(change.at != 1711846800);  // 2024-03-31T01:00:00Z
}

TEST_CASE("7.2 what is wrong in a file is said, with its byte") {
    const std::string second = std::to_string(second_header + 1);
    file_parts parts;
    CHECK(read(parts.bytes()));

    parts = {};
    parts.magic = "TZiF";
    CHECK(complaint(parts) == "byte 4: expected the letters TZif, but found something else");

    parts = {};
    parts.leap_seconds = 27;
    CHECK(complaint(parts) == "byte " + std::to_string(second_header + 29) +
                                  ": expected no leap seconds, as in POSIX time, but found 27");
    parts = {};
    parts.times = {20000, 10000};
    parts.kinds = {1, 0};
    CHECK(complaint(parts) == "byte " + std::to_string(second_header + 44 + 8 + 1) +
                                  ": expected changes in order of time, but found 10000 after 20000");
    parts.times = {10000, 10000};
    CHECK(complaint(parts).ends_with("but found 10000 after 10000"));

    parts = {};
    parts.kinds = {2};
    CHECK(complaint(parts) == "byte " + std::to_string(second_header + 44 + 8 + 1) +
                                  ": expected one of 2 types, but found type 2");
    parts = {};
    parts.types[1].abbreviation_at = 9;
    CHECK(complaint(parts).find("expected an abbreviation of at most 64 bytes that ends inside its block") !=
          std::string::npos);
    parts = {};
    parts.abbreviations = "CET-CEST-";
    CHECK(complaint(parts).find("ends inside its block") != std::string::npos);
    parts = {};
    parts.abbreviations = std::string{"C\x80T\0CEST\0", 9};
    CHECK(complaint(parts).find("expected an abbreviation in ASCII, but found byte 128") !=
          std::string::npos);
    parts = {};
    parts.types[0].offset = 26 * 3600;
    CHECK(complaint(parts).find("expected an offset between -25 and 26 hours, but found 93600 seconds") !=
          std::string::npos);
    parts.types[0].offset = INT32_MIN;
    CHECK(complaint(parts).find("-2147483648 seconds") != std::string::npos);

    parts = {};
    parts.types.clear();
    parts.times.clear();
    parts.kinds.clear();
    CHECK(complaint(parts).find("expected at least one type of local time") != std::string::npos);
    parts = {};
    parts.universal_marks = 1;
    CHECK(complaint(parts).find("expected as many indicators as types, or none") != std::string::npos);
    parts = {};
    parts.standard_marks = 1;
    CHECK(complaint(parts).find("expected as many indicators as types, or none") != std::string::npos);
}

TEST_CASE("7.2 both headers of a file have one version") {
    std::string bytes = file_parts{}.bytes();
    bytes[4] = '3';
    const auto history = read(bytes);
    REQUIRE_FALSE(history);
    CHECK(history.errors().front().message == "expected the same version again, but found another");
    CHECK(history.errors().front().column == second_header + 5);
}

TEST_CASE("7.2 counts are held against the bytes that are there") {
    for (const std::uint32_t wild : {3u, 1000u, 0x7FFFFFFFu, 0x80000000u, 0xFFFFFFFFu}) {
        for (auto count :
             {&file_parts::change_count, &file_parts::type_count, &file_parts::abbreviation_bytes}) {
            file_parts parts;
            parts.*count = wild;
            parts.footer = "\n\n";
            if (wild > 100) CHECK(complaint(parts).find("bytes, but found") != std::string::npos);
            (void)read(parts.bytes());
        }
        file_parts parts;
        parts.leap_seconds = wild;
        CHECK(complaint(parts).find("expected no leap seconds") != std::string::npos);
    }
}

TEST_CASE("7.2 a footer is a rule between two line ends, or nothing between them") {
    for (const char* footer :
         {"", "\n", "CET-1\n", "\nCET-1", "\nCET\n", "\nCET-1CEST\n", "\n:CET-1\n", "\nCET-1 \n"}) {
        file_parts parts;
        parts.footer = footer;
        CHECK_MESSAGE(!read(parts.bytes()), footer);
    }
    file_parts parts;
    parts.footer = "\nCET-1CEST,M13.1.4,M10.5.0\n";
    const std::size_t footer_at = parts.bytes().size() - parts.footer.size();
    CHECK(complaint(parts).starts_with("byte " + std::to_string(footer_at + 1 + 12) +
                                       ": expected a POSIX time zone rule"));
    parts.footer = "\nCET-1\n";  // says winter time, where the last change says summer time
    CHECK(complaint(parts) ==
          "expected a rule that goes on from the last change (+7200 seconds called CEST), but found "
          "\"CET-1\" (+3600 seconds called CET)");
}

TEST_CASE("7.2 the right/ kind, with leap seconds, is refused") {
    // A leap second as `zic -L` writes it, in a file that is right in all else.
    std::string bytes = file_content("Etc/UTC");
    const std::size_t second = bytes.find("TZif", 4);
    REQUIRE(second != std::string::npos);
    bytes[second + 31] = 1;
    bytes.insert(bytes.rfind("\nUTC0"), std::string{"\0\0\0\0\4\xB2\x58\0\0\0\0\1", 12});
    const auto history = read(bytes);
    REQUIRE_FALSE(history);
    CHECK(history.errors().front().message == "expected no leap seconds, as in POSIX time, but found 1");
}

TEST_CASE("7.2 a file cut short anywhere is refused") {
    for (const char* name : {"Europe/Berlin", "Asia/Gaza", "Etc/UTC", "America/New_York"}) {
        const std::string whole = file_content(name);
        REQUIRE(read(whole));
        int accepted = 0;
        for (std::size_t length = 0; length < whole.size(); ++length)
            accepted += read(whole.substr(0, length)) ? 1 : 0;
        CHECK_MESSAGE(accepted == 0, name);
        CHECK(read(whole + "bytes after the footer are nobody's business"));
    }
}

TEST_CASE("7.2 flipped bits are survived") {
    const unsigned seed = 8536;
    INFO("seed " << seed);
    std::mt19937 random{seed};
    int accepted = 0;
    for (const char* name : {"Europe/Berlin", "Asia/Gaza", "Africa/Casablanca", "Etc/UTC"}) {
        const std::string whole = file_content(name);
        const std::size_t second = whole.find("TZif", 4);
        for (int i = 0; i < 20000; ++i) {
            std::string bytes = whole;
            const int flips = 1 + static_cast<int>(random() % 3);
            for (int k = 0; k < flips; ++k) {
                // Half of the flips go where they matter most: the header and footer of the second block.
                const bool header = random() % 2 == 0;
                const std::size_t at = header ? second + random() % 44 : random() % bytes.size();
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
            }
            const auto history = read(bytes);
            if (!history) {
                CHECK(history.errors().size() == 1);
                continue;
            }
            ++accepted;
            for (const auto& change : history->changes)
                CHECK(change.abbreviation < history->abbreviations.size());
        }
    }
    CHECK(accepted > 1000);  // or the flips never got past the header
}

TEST_CASE("7.2 noise is survived") {
    const unsigned seed = 9636;
    INFO("seed " << seed);
    std::mt19937 random{seed};
    for (int i = 0; i < 20000; ++i) {
        std::string bytes = "TZif2";
        while (bytes.size() < 44 + random() % 100)
            bytes.push_back(static_cast<char>(random() % 4 == 0 ? random() : 0));
        CHECK_FALSE(read(bytes));
    }
}
