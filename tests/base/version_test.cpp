#include <nextfire/base/version.hpp>

#include <doctest/doctest.h>

#include <string>

TEST_CASE("the header's version is the project's, in parts, as a number and as text") {
    const std::string project = NEXTFIRE_TEST_VERSION;
    CHECK(NEXTFIRE_VERSION_STRING == project);
    CHECK(std::to_string(NEXTFIRE_VERSION_MAJOR) + '.' + std::to_string(NEXTFIRE_VERSION_MINOR) + '.' +
              std::to_string(NEXTFIRE_VERSION_PATCH) ==
          project);
    static_assert(NEXTFIRE_VERSION ==
                  NEXTFIRE_VERSION_MAJOR * 10000 + NEXTFIRE_VERSION_MINOR * 100 + NEXTFIRE_VERSION_PATCH);
#if NEXTFIRE_VERSION < 200
    FAIL("the preprocessor can compare it");
#endif
}
