/// A table of bodies with one member, and what each is to give.
#pragma once

#include <doctest/doctest.h>

#include <nextfire/tasks/modify.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "../support/shown_lines.hpp"
#include "../support/tasks.hpp"

namespace nextfire_test {

/// A value for a member as JSON, and what comes of it: `= text`, or the only violation there is.
struct member_row {
    std::string value;
    std::string expected;
};

/// Applies `{"member":value}` to a task that has everything.  Nothing but that member may change.
inline void check_member(const std::string& member, const std::vector<member_row>& rows,
                         const nextfire::api::task_options& options = {}) {
    const nextfire::api::task before = full_task();
    for (const member_row& row : rows) {
        CAPTURE(member);
        const std::string shown = row.value.substr(0, 100);
        CAPTURE(shown);
        const auto after = modify(before, "{\"" + member + "\":" + row.value + "}", now, options);
        if (row.expected.starts_with("= ")) {
            CHECK(refusals(after) == lines{});
            if (!after) continue;
            const std::string wanted = row.expected.substr(2);
            CHECK(value_of(*after, member) == wanted);
            const lines only_this =
                wanted == value_of(before, member) ? lines{} : lines{member + "=" + wanted};
            CHECK(differences(before, *after) == only_this);
            CHECK(after->create_time == before.create_time);
            CHECK(after->update_time == now);
        } else {
            CHECK(refusals(after) == lines{row.expected});
        }
    }
}

inline std::string quoted(const std::string& text) {
    return '"' + text + '"';
}

inline std::string repeated(std::size_t count, std::string_view text) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
}

/// The rows of whatever is no string.
inline void check_no_strings(const std::string& member) {
    const std::string start = "wrong_type /" + member + " expected a string, but found ";
    check_member(member, {{"7", start + "7"},
                          {"1.0", start + "1.0"},
                          {"true", start + "true"},
                          {"[]", start + "an array"},
                          {R"(["a"])", start + "an array"},
                          {"{}", start + "an object"}});
}

}  // namespace nextfire_test
