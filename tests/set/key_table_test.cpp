// The table from keys to places, against std::map.
#include <doctest/doctest.h>

#include "set/key_table.hpp"

#include <cstdint>
#include <map>
#include <random>

namespace {

using nextfire::detail::key_table;
using nextfire::detail::set_place;
using nextfire::detail::shared_key_table;

}  // namespace

TEST_CASE("keys come and go as in a map") {
    std::mt19937_64 random{1};
    key_table table;
    std::map<std::uint64_t, std::uint32_t> expected;
    for (std::uint32_t n = 0; n < 200'000; ++n) {
        // First it grows, then it is emptied.
        const std::uint64_t key = random() % 3000;
        const bool is_put = random() % 3 != 0;
        if (is_put == (n < 120'000)) {
            table.put(key, {n, n ^ 5});
            expected[key] = n;
        } else {
            table.erase(key);
            expected.erase(key);
        }
        const std::uint64_t asked = random() % 3000;
        const set_place* found = table.find(asked);
        REQUIRE((found != nullptr) == expected.contains(asked));
        if (found != nullptr) REQUIRE(found->part == expected[asked]);
    }
    for (std::uint64_t key = 0; key < 3000; ++key)
        REQUIRE((table.find(key) != nullptr) == expected.contains(key));
}

TEST_CASE("a copy of a table in pieces stays as it was") {
    shared_key_table table;
    for (std::uint64_t key = 0; key < 5000; ++key) table.put(key, {1, 1}, 0);
    const shared_key_table copy = table;
    for (std::uint64_t key = 0; key < 5000; key += 2) table.erase(key, 1);
    for (std::uint64_t key = 1; key < 5000; key += 2) table.put(key, {2, 2}, 1);
    for (std::uint64_t key = 0; key < 5000; ++key) {
        REQUIRE(copy.find(key)->part == 1);
        REQUIRE((table.find(key) != nullptr) == (key % 2 == 1));
        if (key % 2 == 1) REQUIRE(table.find(key)->part == 2);
    }
}
