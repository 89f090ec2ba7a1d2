// Texts that come again: found while they are kept, and never more of them than there is room for.
#include "cli/text_cache.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>

namespace {

using cache = nextfire::cli::text_cache<std::size_t>;

}  // namespace

TEST_CASE("what was put is found under its text alone") {
    cache known;
    CHECK(known.find("a") == nullptr);
    CHECK(known.put("a", 1) == 1);
    CHECK(known.put("", 2) == 2);
    REQUIRE(known.find("a") != nullptr);
    CHECK(*known.find("a") == 1);
    CHECK(*known.find("") == 2);
    CHECK(known.find("b") == nullptr);
    CHECK(known.find(std::string{"a\0", 2}) == nullptr);
}

TEST_CASE("a text of a kibibyte is taken, and one byte more is not") {
    CHECK(cache::takes(std::string(cache::longest_text, 'x')));
    CHECK_FALSE(cache::takes(std::string(cache::longest_text + 1, 'x')));
}

TEST_CASE("of ever more texts the last is found, few of few are lost, and no more than most_texts are kept") {
    cache known;
    const auto text = [](std::size_t n) { return "schedule " + std::to_string(n); };
    const auto found = [&](std::size_t end) {
        std::size_t count = 0;
        for (std::size_t n = 0; n < end; ++n) {
            const std::size_t* value = known.find(text(n));
            if (value == nullptr) continue;
            CHECK(*value == n);
            ++count;
        }
        return count;
    };
    for (std::size_t n = 0; n < 4 * cache::most_texts; ++n) {
        known.put(text(n), n);
        if (known.find(text(n)) == nullptr) FAIL("lost at once: " << n);
        if (n + 1 == cache::most_texts / 4) CHECK(found(n + 1) > cache::most_texts / 4 * 97 / 100);
    }
    CHECK(found(4 * cache::most_texts) <= cache::most_texts);
    CHECK(found(4 * cache::most_texts) > cache::most_texts * 9 / 10);
}
