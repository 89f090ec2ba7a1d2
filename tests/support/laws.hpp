/// The laws of asking (clauses 3.1 and 3.2), for rapidcheck to find a schedule that breaks one; and the zones
/// and instants to look at.
#pragma once

#include <rapidcheck.h>

#include <nextfire/engine/cursor.hpp>
#include <nextfire/engine/occurrences.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/zone/zone.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "moments.hpp"
#include "random_schedule.hpp"

namespace nextfire_test {

inline std::string any_zone() {
    static const std::vector<std::string> troublesome{
        "America/New_York", "Europe/Berlin",   "Pacific/Apia",  "Africa/Casablanca", "Antarctica/Troll",
        "Asia/Beirut",      "Asia/Gaza",       "Asia/Almaty",   "Antarctica/Casey",  "Australia/Lord_Howe",
        "America/Noronha",  "Africa/Monrovia", "Europe/Dublin", "America/Nuuk",      "UTC"};
    if (*rc::gen::inRange(0, 3) != 0) return *rc::gen::elementOf(troublesome);
    const auto names = nextfire::zone_names();
    return std::string{names[*rc::gen::inRange<std::size_t>(0, names.size())]};
}

/// An instant: anywhere, or within hours of a clock change, or at an end of the range.
inline std::int64_t any_instant(const nextfire::zone& zone) {
    const std::int64_t anywhere = *rc::gen::inRange<std::int64_t>(0, 4417977600);
    const nextfire::zone_period period = zone.period_at(instant(anywhere));
    switch (*rc::gen::inRange(0, 8)) {
        case 0:
            return anywhere;
        case 1:
            return *rc::gen::inRange<std::int64_t>(0, last_instant);
        case 2:
            return *rc::gen::element<std::int64_t>(0, -1, 1, last_instant, last_instant - 1,
                                                   last_instant + 1);
        default:
            break;
    }
    if (period.end == std::chrono::sys_seconds::max()) return anywhere;
    const std::int64_t change = period.end.time_since_epoch().count();
    return change + *rc::gen::inRange<std::int64_t>(-30 * 3600, 30 * 3600);
}

namespace laws {

using namespace std::chrono_literals;
using nextfire::cursor;
using nextfire::schedule;
using std::chrono::sys_seconds;
using answer = std::optional<sys_seconds>;

/// None counts as later than everything when looking forward, as earlier when looking back.
inline sys_seconds or_end_of_time(const answer& found) {
    return found.value_or(sys_seconds::max());
}
inline sys_seconds or_start_of_time(const answer& found) {
    return found.value_or(sys_seconds::min());
}

/// Clause 3.2 next(t) > t and prev(t) < t, and both are occurrences.
inline void strictly_after(const schedule& ours, const std::vector<std::int64_t>& instants) {
    for (const std::int64_t seconds : instants) {
        const sys_seconds at = instant(seconds);
        const answer next = ours.next(at);
        const answer prev = ours.prev(at);
        if (next)
            RC_ASSERT(*next > at && ours.contains(*next) && ours.occurrence_at(*next)->instant == *next);
        if (prev)
            RC_ASSERT(*prev < at && ours.contains(*prev) && ours.occurrence_at(*prev)->instant == *prev);
    }
}

/// Clause 3.2 t <= u implies next(t) <= next(u) and prev(t) <= prev(u).
inline void monotone(const schedule& ours, const std::vector<std::int64_t>& instants) {
    for (std::size_t i = 1; i < instants.size(); ++i) {
        const sys_seconds t = instant(instants[i - 1]);
        const sys_seconds u = instant(instants[i]);
        RC_ASSERT(or_end_of_time(ours.next(t)) <= or_end_of_time(ours.next(u)));
        RC_ASSERT(or_start_of_time(ours.prev(t)) <= or_start_of_time(ours.prev(u)));
    }
}

/// Clause 3.2 every instant from t up to next(t) has the same next; back likewise.
inline void constant_in_between(const schedule& ours, const std::vector<std::int64_t>& instants) {
    for (const std::int64_t seconds : instants) {
        const sys_seconds at = instant(seconds);
        if (const answer next = ours.next(at)) {
            const sys_seconds between = at + (*next - at) * *rc::gen::inRange(0, 1000) / 1000;
            RC_ASSERT(ours.next(*next - 1s) == next);
            RC_ASSERT(ours.next(between) == next);
            RC_ASSERT(between == at || !ours.contains(between));
        }
        if (const answer prev = ours.prev(at)) {
            const sys_seconds between = at - (at - *prev) * *rc::gen::inRange(0, 1000) / 1000;
            RC_ASSERT(ours.prev(*prev + 1s) == prev);
            RC_ASSERT(ours.prev(between) == prev);
            RC_ASSERT(between == at || !ours.contains(between));
        }
    }
}

/// Clause 3.2 prev(next(t)) <= t and next(prev(t)) >= t.
inline void there_and_back(const schedule& ours, const std::vector<std::int64_t>& instants) {
    for (const std::int64_t seconds : instants) {
        const sys_seconds at = instant(seconds);
        if (const answer next = ours.next(at)) RC_ASSERT(or_start_of_time(ours.prev(*next)) <= at);
        if (const answer prev = ours.prev(at)) RC_ASSERT(or_end_of_time(ours.next(*prev)) >= at);
    }
}

/// Clause 3.1 contains, count, occurrence_at, next and prev agree on what an occurrence is.
inline void one_set(const schedule& ours, const std::vector<std::int64_t>& instants) {
    for (const std::int64_t seconds : instants) {
        const sys_seconds somewhere = instant(seconds);
        for (const sys_seconds at : {somewhere, or_end_of_time(ours.next(somewhere))}) {
            if (at == sys_seconds::max()) continue;
            const bool fires = ours.contains(at);
            RC_ASSERT(fires == (ours.next(at - 1s) == at));
            RC_ASSERT(fires == (ours.prev(at + 1s) == at));
            RC_ASSERT(fires == (ours.count(at, at + 1s) == 1));
            RC_ASSERT(fires == ours.occurrence_at(at).has_value());
        }
    }
}

/// Clause 3.2 iteration, repeated next, occurrences and a cursor give one sequence; back, the same reversed.
inline void one_sequence(const schedule& ours, const std::vector<std::int64_t>& instants) {
    const sys_seconds start = instant(instants[*rc::gen::inRange<std::size_t>(0, instants.size())]);
    const int length = *rc::gen::inRange(1, 120);
    std::vector<sys_seconds> by_next;
    for (sys_seconds at = start; static_cast<int>(by_next.size()) < length;) {
        const answer next = ours.next(at);
        if (!next) break;
        by_next.push_back(at = *next);
    }
    if (by_next.empty()) return;
    cursor walk{ours, start};
    std::vector<sys_seconds> by_cursor;
    for (std::size_t i = 0; i < by_next.size(); ++i) by_cursor.push_back(or_end_of_time(walk.next()));
    RC_ASSERT(by_cursor == by_next);

    std::vector<sys_seconds> ranged;
    for (const sys_seconds fire : ours.occurrences(start + 1s, by_next.back() + 1s)) ranged.push_back(fire);
    RC_ASSERT(ranged == by_next);
    RC_ASSERT(ours.count(start + 1s, by_next.back() + 1s) == by_next.size());

    cursor back{ours, by_next.back() + 1s};
    sys_seconds at = by_next.back() + 1s;
    for (std::size_t i = by_next.size(); i-- > 0;) {
        at = or_start_of_time(ours.prev(at));
        RC_ASSERT(at == by_next[i]);
        RC_ASSERT(or_start_of_time(back.prev()) == by_next[i]);
        if (i + 1 < by_next.size()) RC_ASSERT(or_start_of_time(walk.prev()) == by_next[i]);
    }
}

/// Clause 3.2 a cursor that turns back and forth at random answers as next and prev do.
inline void zigzag(const schedule& ours, const std::vector<std::int64_t>& instants) {
    sys_seconds stands = instant(instants[0]);
    cursor walk{ours, stands};
    const auto directions = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 3));
    for (const int direction : directions) {
        const answer expected = direction == 0 ? ours.prev(stands) : ours.next(stands);
        RC_ASSERT((direction == 0 ? walk.prev() : walk.next()) == expected);
        stands = expected.value_or(stands);
        RC_ASSERT(walk.position() == stands);
    }
}

/// A law and its name; the instants it is asked about are in order of time.
struct law {
    const char* name;
    void (*holds)(const schedule& ours, const std::vector<std::int64_t>& instants);
};

inline constexpr std::array<law, 7> of_asking{{
    {"3.2 next(t) > t and prev(t) < t, and both are occurrences", &strictly_after},
    {"3.2 t <= u implies next(t) <= next(u) and prev(t) <= prev(u)", &monotone},
    {"3.2 every instant from t up to next(t) has the same next; back likewise", &constant_in_between},
    {"3.2 prev(next(t)) <= t and next(prev(t)) >= t", &there_and_back},
    {"3.1 contains, count, occurrence_at, next and prev agree on what an occurrence is", &one_set},
    {"3.2 iteration, repeated next, occurrences and a cursor give one sequence; back, the same reversed",
     &one_sequence},
    {"3.2 a cursor that turns back and forth at random answers as next and prev do", &zigzag},
}};

}  // namespace laws
}  // namespace nextfire_test
