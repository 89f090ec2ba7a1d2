// The occurrences between two instants, as a range.
#include <doctest/doctest.h>

#include <nextfire/engine/occurrences.hpp>
#include <nextfire/engine/schedule.hpp>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <ranges>
#include <string>
#include <type_traits>
#include <vector>

#include "../support/instants.hpp"
#include "../support/schedules.hpp"

namespace {

using namespace std::chrono_literals;
using namespace nextfire_test;
using nextfire::occurrence_range;
using nextfire::schedule;
using std::chrono::sys_seconds;

std::string joined(const occurrence_range& range) {
    std::string lines;
    for (const sys_seconds fire : range) lines += text(fire) + "\n";
    return lines;
}

}  // namespace

TEST_CASE("3.1 the type is a common, bidirectional range and a view that lends its iterators") {
    static_assert(std::ranges::bidirectional_range<occurrence_range>);
    static_assert(std::ranges::bidirectional_range<const occurrence_range>);
    static_assert(std::ranges::common_range<occurrence_range>);
    static_assert(std::ranges::view<occurrence_range>);
    static_assert(std::ranges::borrowed_range<occurrence_range>);
    static_assert(std::bidirectional_iterator<occurrence_range::iterator>);
    static_assert(std::is_same_v<std::ranges::range_value_t<occurrence_range>, sys_seconds>);
    CHECK(std::ranges::forward_range<occurrence_range>);
}

TEST_CASE("3.1 occurrences are those in [from, until), ascending") {
    const schedule nine = daily("UTC", "09:00:00");
    struct row {
        schedule asked;
        const char* from;
        const char* until;
        const char* expected;
    };
    for (const row& fact : {
             row{nine, "2026-05-01T09:00:00Z", "2026-05-03T09:00:00Z",
                 "2026-05-01T09:00:00Z\n2026-05-02T09:00:00Z\n"},
             row{nine, "2026-05-01T09:00:01Z", "2026-05-03T09:00:01Z",
                 "2026-05-02T09:00:00Z\n2026-05-03T09:00:00Z\n"},
             row{nine, "2026-05-01T09:00:00Z", "2026-05-01T09:00:01Z", "2026-05-01T09:00:00Z\n"},
             row{nine, "2026-05-01T09:00:00Z", "2026-05-01T09:00:00Z", ""},
             row{nine, "2026-05-01T09:00:01Z", "2026-05-02T09:00:00Z", ""},
             row{nine, "2026-05-02T00:00:00Z", "2026-05-01T00:00:00Z", ""},
             row{nine, "1970-01-01T00:00:00Z", "1970-01-02T00:00:00Z", "1970-01-01T09:00:00Z\n"},
             row{daily("UTC", "00:00:00"), "1970-01-01T00:00:00Z", "1970-01-01T00:00:01Z",
                 "1970-01-01T00:00:00Z\n"},
             row{daily("Europe/Berlin", "02:30:00"), "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z",
                 "2026-03-29T01:00:00Z\n2026-03-30T00:30:00Z\n"},
             row{daily("Europe/Berlin", "02:30:00"), "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z",
                 "2026-03-29T01:00:00Z\n"},
             row{daily("Europe/Berlin", "02:30:00", {.overlap = nextfire::overlap_policy::both}),
                 "2026-10-25T00:00:00Z", "2026-10-26T00:00:00Z",
                 "2026-10-25T00:30:00Z\n2026-10-25T01:30:00Z\n"},
             row{once("UTC", "2026-05-01", "09:00:00"), "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
                 "2026-05-01T09:00:00Z\n"},
             row{monthly("2", "29", "UTC", "00:00:00"), "2095-01-01T00:00:00Z", "2105-01-01T00:00:00Z",
                 "2096-02-29T00:00:00Z\n2104-02-29T00:00:00Z\n"},
         }) {
        CAPTURE(std::string{fact.from});
        CAPTURE(std::string{fact.until});
        CHECK(joined(fact.asked.occurrences(utc(fact.from), utc(fact.until))) == fact.expected);
    }
}

TEST_CASE("1 the ends of a range may lie anywhere") {
    const schedule asked = once("UTC", "9999-12-31", "23:59:59");
    CHECK(joined(asked.occurrences(sys_seconds::min(), sys_seconds::max())) == "9999-12-31T23:59:59Z\n");
    CHECK(joined(asked.occurrences(nextfire::max_instant, nextfire::max_instant + 1s)) ==
          "9999-12-31T23:59:59Z\n");
    CHECK(joined(asked.occurrences(sys_seconds::max(), sys_seconds::min())) == "");
    CHECK(joined(asked.occurrences(sys_seconds::min(), sys_seconds::min())) == "");
    CHECK(joined(asked.occurrences(sys_seconds::max(), sys_seconds::max())) == "");
    CHECK(joined(once("UTC", "1970-01-01", "00:00:00")
                     .occurrences(sys_seconds::min(), utc("1970-01-01T00:00:01Z"))) ==
          "1970-01-01T00:00:00Z\n");
    CHECK(joined(schedule{}.occurrences(sys_seconds::min(), sys_seconds::max())) == "");
}

TEST_CASE("3.1 a forward range may be walked more than once, from copies of its iterators") {
    const occurrence_range range =
        daily("UTC", "09:00:00").occurrences(utc("2026-05-01T00:00:00Z"), utc("2026-05-04T00:00:00Z"));
    CHECK(joined(range) == joined(range));
    auto first = range.begin();
    const auto copy = first;
    CHECK((first == copy));
    CHECK((first == range.begin()));
    CHECK(text(*first++) == "2026-05-01T09:00:00Z");
    CHECK(text(*first) == "2026-05-02T09:00:00Z");
    CHECK(text(*copy) == "2026-05-01T09:00:00Z");
    CHECK((first != copy));
    CHECK(text(*++first) == "2026-05-03T09:00:00Z");
    CHECK((first != range.end()));
    ++first;
    CHECK((first == range.end()));
    CHECK(std::ranges::distance(range) == 3);
}

TEST_CASE("3.1 a range outlives the schedule it was made from, and its iterators outlive the range") {
    auto first = [] {
        const schedule gone = weekly("2", "UTC", "09:00:00");
        return gone.occurrences(utc("2026-08-01T00:00:00Z"), utc("2026-09-01T00:00:00Z")).begin();
    }();
    CHECK(text(*first) == "2026-08-03T09:00:00Z");
    CHECK(text(*++first) == "2026-08-10T09:00:00Z");
}

TEST_CASE("3.1 a range works with the algorithms") {
    const auto range =
        daily("UTC", "09:00:00").occurrences(utc("2026-01-01T00:00:00Z"), utc("2027-01-01T00:00:00Z"));
    std::vector<sys_seconds> copied;
    std::ranges::copy(range, std::back_inserter(copied));
    CHECK(copied.size() == 365);
    CHECK(std::ranges::is_sorted(copied));
}

// Clang before 16 cannot compile the views of libstdc++ 12: it takes their constraints for recursive.
#if !defined(__clang__) || __clang_major__ >= 16
TEST_CASE("3.1 a range works with the views, for ever if need be") {
    std::string lines;
    const schedule asked = daily("Europe/Berlin", "02:30:00");
    for (const sys_seconds fire :
         asked.occurrences(utc("2026-03-28T12:00:00Z"), sys_seconds::max()) | std::views::take(3))
        lines += text(fire) + "\n";
    CHECK(lines == "2026-03-29T01:00:00Z\n2026-03-30T00:30:00Z\n2026-03-31T00:30:00Z\n");

    const auto is_october = [](sys_seconds fire) { return text(fire).substr(5, 2) == "10"; };
    auto octobers = asked.occurrences(utc("2026-01-01T00:00:00Z"), utc("2027-01-01T00:00:00Z")) |
                    std::views::filter(is_october);
    CHECK(std::ranges::distance(octobers) == 31);
}
#endif

//          01:00   02:00   03:00   04:00        Berlin, 29 March 2026: 02:00 -> 03:00
//     ───────┼───────┤ ░gap░ ├───────┼──►       02:30 fires at the jump
TEST_CASE("3.1 a range may be walked backward from its end, over a clock change") {
    const schedule nightly = daily("Europe/Berlin", "02:30:00");
    const auto range = nightly.occurrences(utc("2026-03-28T00:00:00Z"), utc("2026-03-31T00:30:00Z"));
    std::string backward;
    for (auto at = range.end(); at != range.begin();) backward += text(*--at) + " ";
    CHECK(backward == "2026-03-30T00:30:00Z 2026-03-29T01:00:00Z 2026-03-28T01:30:00Z ");
    auto at = range.begin();
    CHECK(text(*at++) == "2026-03-28T01:30:00Z");
    CHECK(text(*at) == "2026-03-29T01:00:00Z");
    CHECK(text(*at--) == "2026-03-29T01:00:00Z");
    CHECK(at == range.begin());
    const auto empty = nightly.occurrences(utc("2026-03-28T02:00:00Z"), utc("2026-03-28T03:00:00Z"));
    CHECK(empty.begin() == empty.end());
}
