/// What is true of the names of every enum.
#pragma once

#include <nextfire/base/result.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace nextfire_test {

/// Checks that the values of an enum, from 0 on, have these names and no others, and that its reader reads
/// them and nothing else.
template <class E>
void check_names(std::initializer_list<std::string_view> names,
                 nextfire::result<E> (*parse)(std::string_view, std::string_view), std::string_view field) {
    std::size_t value = 0;
    for (const std::string_view name : names) {
        CAPTURE(name);
        CHECK(to_string(static_cast<E>(value)) == name);
        const nextfire::result<E> read = parse(name, field);
        REQUIRE(read.has_value());
        CHECK((*read == static_cast<E>(value)));
        CHECK_FALSE(parse(std::string{name} + "x", field).has_value());
        ++value;
    }
    CHECK(to_string(static_cast<E>(value)).empty());
    CHECK(to_string(static_cast<E>(255)).empty());
    const nextfire::violations errors = parse("?", field).errors();
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].code == nextfire::violation_code::unknown_name);
    CHECK(errors[0].field == field);
}

}  // namespace nextfire_test
