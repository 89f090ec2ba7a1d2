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
    known.put("a", 1);
    known.put("", 2);
    REQUIRE(known.find("a") != nullptr);
    CHECK(*known.find("a") == 1);
    CHECK(*known.find("") == 2);
    CHECK(known.find("b") == nullptr);
    CHECK(known.find(std::string{"a\0", 2}) == nullptr);
}

TEST_CASE("a text is wanted when it comes again, up to a kibibyte") {
    cache known;
    for (const std::string& text : {std::string{"a"}, std::string{}, std::string(cache::longest_text, 'x')}) {
        CHECK_FALSE(known.wants(text));
        CHECK(known.find(text) == nullptr);
        CHECK(known.wants(text));
    }
    const std::string long_one(cache::longest_text + 1, 'x');
    CHECK_FALSE(known.wants(long_one));
    CHECK_FALSE(known.wants(long_one));
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
    // Places are taken in turn, taken or not: some texts lose theirs early, and come back when they come again.
    for (int round = 0; round < 8; ++round)
        for (std::size_t n = 0; n < cache::most_texts / 8; ++n)
            if (known.find(text(n)) == nullptr && known.wants(text(n))) known.put(text(n), n);
    CHECK(found(cache::most_texts / 8) > cache::most_texts / 8 * 9 / 10);
    for (std::size_t n = 0; n < 4 * cache::most_texts; ++n) {
        known.put(text(n), n);
        if (known.find(text(n)) == nullptr) FAIL("lost at once: " << n);
    }
    CHECK(found(4 * cache::most_texts) <= cache::most_texts);
    CHECK(found(4 * cache::most_texts) > cache::most_texts * 9 / 10);
}
