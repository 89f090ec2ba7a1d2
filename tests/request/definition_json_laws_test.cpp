// Random definitions of every kind, through the JSON of requests and back (9.5).
#include <doctest/doctest.h>

#include <nextfire/request/definition_json.hpp>

#include <random>
#include <string>

#include "../support/moments.hpp"
#include "../support/random_definition.hpp"

using namespace nextfire_test;

TEST_CASE("9.5 JSON that was written is read as the same definition") {
    std::mt19937_64 random{seed()};
    CAPTURE(seed());
    definition_picker pick{random};
    int read = 0;
    for (int round = 0; round < 10'000; ++round) {
        const definition_source source = pick.source();
        const auto made = source.made();
        if (!made) continue;
        const std::string json = nextfire::api::to_json(*made);
        CAPTURE(source.text);
        CAPTURE(json);
        const auto again = nextfire::api::definition_from_json(json);
        if (!again) FAIL(to_string(again.errors()));
        CHECK((*again == *made));
        CHECK(nextfire::api::to_json(*again) == json);
        ++read;
    }
    CHECK(read > 9'000);
}
