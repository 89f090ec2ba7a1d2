/// A property, checked for cases that rapidcheck makes up.
#pragma once

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace nextfire_test {

/// Checks a property, which asserts with RC_ASSERT; a failure prints the smallest case that breaks it, and the seed
/// with which RC_PARAMS="seed=…" repeats the run.
///
/// Of rapidcheck's hundred cases CTest makes as many as tests/CMakeLists.txt says.
template <class Property>
void holds(const char* name, Property property) {
    CHECK(rc::check(name, property));
}

}  // namespace nextfire_test
