/// Every question one can ask of a schedule, asked of nextfire and of an oracle (brute_force.hpp,
/// cron_brute_force.hpp).
#pragma once

#include <doctest/doctest.h>

#include <nextfire/engine/cursor.hpp>
#include <nextfire/engine/occurrences.hpp>
#include <nextfire/engine/schedule.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "random_schedule.hpp"

namespace nextfire_test {

constexpr int forward_steps = 4;
constexpr int backward_steps = 3;

inline std::optional<std::int64_t> seconds(const std::optional<std::chrono::sys_seconds>& found) {
    if (!found) return std::nullopt;
    return found->time_since_epoch().count();
}

inline std::string shown(const std::optional<std::int64_t>& found) {
    return found ? instant_text(*found) : "none";
}

inline std::string shown(const std::optional<nextfire::occurrence>& found) {
    if (!found) return "none";
    return instant_text(found->instant.time_since_epoch().count()) + " for local " +
           instant_text(found->scheduled.time_since_epoch().count()).substr(0, 19) + " effect " +
           std::to_string(static_cast<int>(found->effect));
}

/// What was asked and where; the words are made for the message of a failure only.
struct question {
    std::function<std::string()> line;
    std::int64_t at;
};

/// How many answers were compared, so that a run that compares nothing fails.
inline std::uint64_t comparisons = 0;

/// Compares one answer; only a difference costs the time of a message.
template <class T>
void expect_same(const question& asked, const char* what, const T& ours, const T& oracle) {
    ++comparisons;
    if (ours == oracle) return;
    FAIL_CHECK(std::string{what} << ": " << shown(ours) << ", but the oracle says " << shown(oracle) << " | "
                                 << asked.line());
}

inline void expect_same_truth(const question& asked, const char* what, std::int64_t ours,
                              std::int64_t oracle) {
    ++comparisons;
    if (ours == oracle) return;
    FAIL_CHECK(std::string{what} << ": " << ours << ", but the oracle says " << oracle << " | "
                                 << asked.line());
}

/// Forward from an instant: next, cursor, contains, occurrence_at, occurrences and count against the oracle.
template <class Oracle>
void compare_forward(const question& asked, const nextfire::schedule& ours, Oracle& oracle) {
    nextfire::cursor walk{ours, instant(asked.at)};
    std::vector<std::int64_t> run;
    std::int64_t at = asked.at;
    for (int step = 0; step < forward_steps; ++step) {
        const std::optional<std::int64_t> expected = oracle.next(at);
        expect_same(asked, "next", seconds(ours.next(instant(at))), expected);
        expect_same(asked, "cursor::next", seconds(walk.next()), expected);
        if (!expected) break;
        run.push_back(*expected);
        at = *expected;
        expect_same_truth(asked, "contains(next)", ours.contains(instant(at)), true);
        expect_same_truth(asked, "contains(next + 1)", ours.contains(instant(at + 1)),
                          oracle.contains(at + 1));
        if (step == 0)
            expect_same(asked, "occurrence_at", ours.occurrence_at(instant(at)), oracle.occurrence_at(at));
    }
    std::vector<std::int64_t> ranged;
    for (const std::chrono::sys_seconds fire : ours.occurrences(instant(asked.at + 1), instant(at + 1))) {
        ranged.push_back(fire.time_since_epoch().count());
        if (ranged.size() > run.size()) break;
    }
    expect_same_truth(asked, "occurrences equal repeated next", ranged == run, true);
    const std::uint64_t counted = ours.count(instant(asked.at + 1), instant(at + 1));
    expect_same_truth(asked, "count", static_cast<std::int64_t>(counted),
                      static_cast<std::int64_t>(run.size()));
    // and the same way back, from the last one
    for (std::size_t back = run.size(); back-- > 1;)
        expect_same(asked, "cursor::prev after next", seconds(walk.prev()), std::optional(run[back - 1]));
}

/// Back from an instant, and forward again from where that ends.
template <class Oracle>
void compare_backward(const question& asked, const nextfire::schedule& ours, Oracle& oracle) {
    nextfire::cursor walk{ours, instant(asked.at)};
    std::int64_t at = asked.at;
    for (int step = 0; step < backward_steps; ++step) {
        const std::optional<std::int64_t> expected = oracle.prev(at);
        expect_same(asked, "prev", seconds(ours.prev(instant(at))), expected);
        expect_same(asked, "cursor::prev", seconds(walk.prev()), expected);
        if (!expected) break;
        at = *expected;
        expect_same(asked, "occurrence_at(prev)", ours.occurrence_at(instant(at)), oracle.occurrence_at(at));
    }
    if (at != asked.at) expect_same(asked, "cursor::next after prev", seconds(walk.next()), oracle.next(at));
}

/// Everything about one instant.
template <class Oracle>
void compare_at(const question& asked, const nextfire::schedule& ours, Oracle& oracle) {
    expect_same_truth(asked, "contains", ours.contains(instant(asked.at)), oracle.contains(asked.at));
    compare_forward(asked, ours, oracle);
    compare_backward(asked, ours, oracle);
}

}  // namespace nextfire_test
