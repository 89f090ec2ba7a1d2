// Clause 9.3: the bytes of definitions, one by one, and bytes that are none.
//
// tests/data/definitions.tsv holds the bytes that every later version must read.  They were not printed by the
// library: a script put them together from the layout, each part from numbers that were worked out by hand
// (09:00 is 32,400 s, 0x7E90; 1970-01-03 is day 2 of a cycle of 3; …), and these two were also spelt out byte by
// byte below.
#include <doctest/doctest.h>

#include <nextfire/definition/definition.hpp>
#include <nextfire/zone/zone_source.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "../fuzz/definition_laws.hpp"
#include "../support/definitions.hpp"
#include "../support/fact_table.hpp"
#include "../support/moments.hpp"
#include "../support/random_definition.hpp"
#include "../support/table_file.hpp"

namespace {

using namespace nextfire_test;
using nextfire::definition;

using byte_list = std::vector<std::byte>;

byte_list bytes_of(const definition& value) {
    const nextfire::definition_bytes bytes = value.to_bytes();
    return {bytes.span().begin(), bytes.span().end()};
}

/// Reads hexadecimal digits with blanks between them.
byte_list spelt(std::string_view digits) {
    std::string together;
    for (const char c : digits)
        if (c != ' ') together += c;
    return bytes_of_hex(together);
}

/// Makes a zone of the embedder's, which has one offset.
nextfire::zone zone_called(const std::string& name, std::chrono::seconds offset = std::chrono::hours{1}) {
    const std::array<nextfire::zone_change, 1> only{{{nextfire::min_instant, offset, "SHIP"}}};
    return nextfire::make_zone(name, only, "").value();
}

void check_refused(const byte_list& bytes) {
    CAPTURE(hex_of(bytes));
    CHECK_FALSE(definition::from_bytes(bytes));
    CHECK(broken_law_of_bytes(bytes) == "");
}

}  // namespace

TEST_CASE("9.3 the bytes that every later version reads") {
    for (const table_row& row : table_from("definitions.tsv", 2)) {
        CAPTURE(row[0]);
        const definition made = definition_of(row[0]);
        CHECK(to_string(made) == row[0]);
        CHECK(hex_of(made.to_bytes().span()) == row[1]);
        const auto read = definition::from_bytes(bytes_of_hex(row[1]));
        CHECK(reasons_of(read) == "none");
        if (read) CHECK(*read == made);
    }
}

TEST_CASE("9.3 two definitions, byte by byte") {
    // version 1; no choices; one_time (1) and weekdays (0x40); a name of 10 bytes; Asia/Tokyo; 32,400 s; Monday
    // to Friday
    CHECK(bytes_of(definition_of("0 0 9 ? * MON-FRI; zone=Asia/Tokyo")) ==
          spelt("01 00 4100 0a00 41 73 69 61 2f 54 6f 6b 79 6f 907e0000 3e"));
    // version 1; gap 2 + 4 * overlap 2; one_time, cycle (0x800), not_before (0x2000) and expire_time (0x4000);
    // UTC; 1 s; 14 days, phase 11, days 0 and 2; 100 s and -1 + 2^32
    CHECK(bytes_of(definition_of("1 0 0 every 14 days on 0,2; anchor=2026-11-30; gap=shift; overlap=both; "
                                 "from=1970-01-01T00:01:40Z; until=2106-02-07T06:28:15Z")) ==
          spelt("01 0a 0168 0300 55 54 43 01000000 0e00 0b00 0500000000000000 6400000000000000 "
                "ffffffff00000000"));
}

TEST_CASE("9.3 bytes that are none, and where") {
    for (const fact& row : facts_of(2, R"(
        # no header
                                            01 00 01 00 03      | definition 6: malformed: expected a header of 6 bytes, but found other bytes
        02 00 0100 0300 555443 907e0000                         | definition 1: malformed: expected version 1, but found other bytes
        00 00 0100 0300 555443 907e0000                         | definition 1: malformed: expected version 1, but found other bytes
        # gap 3; overlap 3; bits beyond
        01 03 0100 0300 555443 907e0000                         | definition 2: malformed: expected known choices, but found other bytes
        01 0c 0100 0300 555443 907e0000                         | definition 2: malformed: expected known choices, but found other bytes
        01 40 0100 0300 555443 907e0000                         | definition 2: malformed: expected known choices, but found other bytes
        # no times; times twice; a part beyond all; days beside a cycle; times beside @every; two kinds of years
        01 00 0000 0300 555443                                  | definition 3: malformed: expected parts that go together, but found other bytes
        01 00 0300 0300 555443 907e0000                         | definition 3: malformed: expected parts that go together, but found other bytes
        01 00 0180 0300 555443 907e0000                         | definition 3: malformed: expected parts that go together, but found other bytes
        01 00 0508 0300 555443 907e0000                         | definition 3: malformed: expected parts that go together, but found other bytes
        01 00 0110 0300 555443 907e0000                         | definition 3: malformed: expected parts that go together, but found other bytes
        01 00 0106 0300 555443 907e0000                         | definition 3: malformed: expected parts that go together, but found other bytes
        # elapsed, or in either, beside @every; in either beside a cycle
        01 10 0010 0300 555443 10 0e 00 00 00000000             | definition 3: malformed: expected parts that go together, but found other bytes
        01 20 0010 0300 555443 10 0e 00 00 00000000             | definition 3: malformed: expected parts that go together, but found other bytes
        01 20 0108 0300 555443 907e0000 0300 0200 0100000000000000 | definition 3: malformed: expected parts that go together, but found other bytes
        01 00 0100 3d00 555443 907e0000                         | definition 5: malformed: expected a zone's name of at most 60 bytes, but found other bytes
        # too few and too many
        01 00 0100 0300 555443 907e00                           | definition 13: malformed: expected as many bytes as the header tells of, but found other bytes
        01 00 0100 0300 555443 907e0000 00                      | definition 15: malformed: expected as many bytes as the header tells of, but found other bytes
        # utc
        01 00 0100 0300 757463 907e0000                         | definition 7: malformed: expected a zone's name in its own spelling, but found other bytes
        # 86,400 s; no weekday; the seventh bit; day 32; period 0; phase 3 of 3; a day beyond the cycle
        01 00 0100 0300 555443 80510100                         | definition 10: malformed: expected sets, times and bounds that there are, but found other bytes
        01 00 4100 0300 555443 907e0000 00                      | definition 10: malformed: expected sets, times and bounds that there are, but found other bytes
        01 00 4100 0300 555443 907e0000 80                      | definition 10: malformed: expected sets, times and bounds that there are, but found other bytes
        01 00 0500 0300 555443 907e0000 01000080                | definition 10: malformed: expected sets, times and bounds that there are, but found other bytes
        01 00 0010 0300 555443 00000000 00000000                | definition 10: malformed: expected sets, times and bounds that there are, but found other bytes
        01 00 0108 0300 555443 907e0000 0300 0300 0100000000000000 | definition 10: malformed: expected sets, times and bounds that there are, but found other bytes
        01 00 0108 0300 555443 907e0000 0300 0200 0900000000000000 | definition 10: malformed: expected sets, times and bounds that there are, but found other bytes
        # 30 February
        01 00 0501 0300 555443 907e0000 00000020 0200           | definition 10: malformed: expected days that some year has, but found other bytes
        # every weekday; all months; L beside the 31st in January; every 7 days; no bound
        01 00 4100 0300 555443 907e0000 7f                      | definition 10: malformed: expected the canonical form, but found other bytes
        01 00 0101 0300 555443 907e0000 ff0f                    | definition 10: malformed: expected the canonical form, but found other bytes
        01 00 0d01 0300 555443 907e0000 00000040 01000000 0100  | definition 10: malformed: expected the canonical form, but found other bytes
        01 00 0108 0300 555443 907e0000 0700 0000 0100000000000000 | definition 10: malformed: expected the canonical form, but found other bytes
        01 00 0120 0300 555443 907e0000 0000000000000000        | definition 10: malformed: expected the canonical form, but found other bytes
    )")) {
        CAPTURE(row.lines);
        const byte_list bytes = spelt(row.columns[0]);
        CHECK(reasons_of(definition::from_bytes(bytes)) == row.columns[1]);
        check_refused(bytes);
    }
    CHECK(reasons_of(definition::from_bytes({})) ==
          "definition 1: malformed: expected a header of 6 bytes, but found other bytes");
}

TEST_CASE("9.3 a zone that is not there is one violation of the definition, at its name") {
    const byte_list bytes = spelt("01 00 0100 0300 585959 907e0000");
    const auto read = definition::from_bytes(bytes);
    REQUIRE_FALSE(read);
    REQUIRE(read.errors().size() == 1);
    CHECK(read.errors()[0].code == nextfire::violation_code::unknown_name);
    CHECK(read.errors()[0].field == "definition");
    CHECK(read.errors()[0].column == 7);
    check_refused(bytes);
}

TEST_CASE("9.3 zones of the embedder's: their names have at most 60 bytes, and they are found by them") {
    const nextfire::zone longest = zone_called("Ship/" + std::string(55, 'x'));
    const nextfire::zone too_long = zone_called("Ship/" + std::string(56, 'x'));
    const definition daily = definition_of("0 0 9 * * ?");
    CHECK(reasons_of(daily.in(too_long)) ==
          "time_zone: too_long: expected a name of at most 60 bytes, but found 61 bytes");
    const definition aboard = must(daily.in(longest));
    const byte_list bytes = bytes_of(aboard);
    CHECK_FALSE(definition::from_bytes(bytes));
    const auto find = [&](std::string_view name) -> nextfire::result<nextfire::zone> {
        if (name == longest.name()) return longest;
        return nextfire::zone::find(name);
    };
    CHECK(must(definition::from_bytes(bytes, find)) == aboard);
    CHECK(must(definition::parse(to_string(aboard), find)) == aboard);
    // two zones of one name are one to a definition, whatever their data are
    const nextfire::zone other = zone_called(std::string{longest.name()}, std::chrono::hours{2});
    CHECK(must(daily.in(other)) == aboard);
}

TEST_CASE("9.3 the longest definition has 160 bytes") {
    const nextfire::zone ship = zone_called("Ship/" + std::string(55, 'x'));
    const definition longest =
        must(definition_of(
                 "0,1 0 9 1,L,15W,LW 1 2,6L 2026,2028; from=2000-01-01T00:00:00Z; until=2030-01-01T00:00:00Z")
                 .in(ship));
    CHECK(longest.to_bytes().size() == nextfire::definition_bytes::most);
}

TEST_CASE("9.3 any change to the bytes of a definition gives a violation, or another definition's bytes") {
    std::mt19937_64 random{seed()};
    MESSAGE("NEXTFIRE_TEST_SEED=" << seed());
    definition_picker pick{random};
    std::size_t others = 0;
    for (int round = 0; round < 150; ++round) {
        const definition_source source = pick.source();
        CAPTURE(source.text);
        const byte_list bytes = bytes_of(must(source.made()));
        CAPTURE(hex_of(bytes));
        for (std::size_t size = 0; size < bytes.size(); ++size)
            check_refused({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)});
        for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
            byte_list flipped = bytes;
            flipped[bit / 8] ^= std::byte{1} << bit % 8;
            CAPTURE(bit);
            CHECK(broken_law_of_bytes(flipped) == "");
            others += definition::from_bytes(flipped) ? 1U : 0U;
        }
    }
    CHECK(others > 150);
}

TEST_CASE("9.3 bytes at random behind a header that is right") {
    std::mt19937_64 random{seed()};
    number_picker pick{random};
    constexpr std::array<std::size_t, 15> sizes{4, 20, 4, 4, 4, 4, 1, 8, 2, 4, 32, 12, 8, 8, 8};
    std::size_t read = 0;
    for (int round = 0; round < 60000; ++round) {
        unsigned parts = 1U << pick.between(0, 1);
        if (pick.between(0, 5) == 0) parts = 1U << 12;
        for (std::int64_t n = pick.between(0, 3); n > 0; --n) parts |= 1U << pick.between(2, 14);
        byte_list bytes = spelt("01 00 0000 0300 555443");
        bytes[1] = static_cast<std::byte>(pick.between(0, 63));
        bytes[2] = static_cast<std::byte>(parts);
        bytes[3] = static_cast<std::byte>(parts >> 8);
        for (std::size_t part = 0; part < sizes.size(); ++part) {
            if ((parts >> part & 1) == 0) continue;
            const bool is_sparse = pick.between(0, 2) != 0;
            for (std::size_t n = 0; n < sizes[part]; ++n)
                bytes.push_back(
                    static_cast<std::byte>(is_sparse && n > 1 ? 0 : pick.between(0, is_sparse ? 15 : 255)));
        }
        CAPTURE(hex_of(bytes));
        CHECK(broken_law_of_bytes(bytes) == "");
        read += definition::from_bytes(bytes) ? 1U : 0U;
    }
    CHECK(read > 700);  // some 1,050
}
