// Clause 12.5: which library this is.
#include <doctest/doctest.h>

#include <nextfire/nextfire.h>
#include <nextfire/base/version.hpp>
#include <nextfire/zone/zone.hpp>

#include <cstddef>
#include <string_view>

TEST_CASE("12.5 versions") {
    CHECK(nextfire_abi_version() == NEXTFIRE_ABI_VERSION);
    CHECK(std::string_view{nextfire_version()} == NEXTFIRE_VERSION_STRING);
    CHECK(nextfire_tzdata_version() == nextfire::tzdata_version());
}

TEST_CASE("12.5 what never changes within a version") {
    CHECK(NEXTFIRE_OK == 0);
    CHECK(NEXTFIRE_REFUSED == 1);
    CHECK(NEXTFIRE_NO_ROOM == 2);
    CHECK(NEXTFIRE_NO_MEMORY == 3);
    CHECK(NEXTFIRE_BAD_ARGUMENT == 4);
    CHECK(NEXTFIRE_NO_KEY == 5);
    CHECK(NEXTFIRE_FAILED == 6);
    if (sizeof(void*) != 8) return;
    CHECK(sizeof(nextfire_violation) == 40);
    CHECK(offsetof(nextfire_violation, field) == 8);
    CHECK(offsetof(nextfire_violation, message) == 24);
    CHECK(sizeof(nextfire_report) == 64);
    CHECK(offsetof(nextfire_report, text_needed) == 56);
    CHECK(sizeof(nextfire_bytes) == 16);
    CHECK(sizeof(nextfire_firing) == 16);
    CHECK(offsetof(nextfire_firing, key) == 8);
}
