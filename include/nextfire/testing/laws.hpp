/// The laws of clauses 3.1 to 3.3 and 4.1 of the contract, for rapidcheck to find a schedule that breaks one.
///
/// Each is a function to call within a property: it asserts with RC_ASSERT, and picks by itself what else it
/// needs at random.  The instants that it asks about are in order of time; instants of all kinds make it
/// thorough (generators.hpp).
///
///     rc::check("the laws of asking", [](const question& asked) {
///         const auto schedule = nextfire::schedule::build(asked.what);
///         RC_PRE(schedule.has_value());
///         for (const auto& law : laws::of_asking) law.holds(*schedule, asked.instants);
///     });
#pragma once

#include <nextfire/definition/definition.hpp>
#include <nextfire/engine/cursor.hpp>
#include <nextfire/engine/occurrences.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/testing/brute_force.hpp>
#include <nextfire/testing/shown_instants.hpp>
#include <nextfire/zone/zone.hpp>

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace nextfire::inline v0::testing::laws {

/// What a schedule is asked about, in order of time; not empty.
using instants_asked = std::span<const std::chrono::sys_seconds>;

/// What next and prev give.
using answer = std::optional<std::chrono::sys_seconds>;

/// Gives the instant of an answer of next; none is later than everything.
[[nodiscard]] inline std::chrono::sys_seconds or_end_of_time(const answer& found) noexcept {
    return found.value_or(std::chrono::sys_seconds::max());
}

/// Gives the instant of an answer of prev; none is earlier than everything.
[[nodiscard]] inline std::chrono::sys_seconds or_start_of_time(const answer& found) noexcept {
    return found.value_or(std::chrono::sys_seconds::min());
}

/// Clause 3.2: next(t) > t and prev(t) < t, and both are occurrences.
inline void strictly_after(const schedule& ours, instants_asked instants) {
    for (const std::chrono::sys_seconds at : instants) {
        const answer next = ours.next(at);
        const answer prev = ours.prev(at);
        if (next)
            RC_ASSERT(*next > at && ours.contains(*next) && ours.occurrence_at(*next)->instant == *next);
        if (prev)
            RC_ASSERT(*prev < at && ours.contains(*prev) && ours.occurrence_at(*prev)->instant == *prev);
    }
}

/// Clause 3.2: t <= u implies next(t) <= next(u) and prev(t) <= prev(u).
inline void monotone(const schedule& ours, instants_asked instants) {
    for (std::size_t i = 1; i < instants.size(); ++i) {
        RC_ASSERT(or_end_of_time(ours.next(instants[i - 1])) <= or_end_of_time(ours.next(instants[i])));
        RC_ASSERT(or_start_of_time(ours.prev(instants[i - 1])) <= or_start_of_time(ours.prev(instants[i])));
    }
}

/// Clause 3.2: every instant from t up to next(t) has the same next; back likewise.
inline void constant_in_between(const schedule& ours, instants_asked instants) {
    constexpr std::chrono::seconds second{1};
    for (const std::chrono::sys_seconds at : instants) {
        if (const answer next = ours.next(at)) {
            const std::chrono::sys_seconds between = at + (*next - at) * *rc::gen::inRange(0, 1000) / 1000;
            RC_ASSERT(ours.next(*next - second) == next);
            RC_ASSERT(ours.next(between) == next);
            RC_ASSERT(between == at || !ours.contains(between));
        }
        if (const answer prev = ours.prev(at)) {
            const std::chrono::sys_seconds between = at - (at - *prev) * *rc::gen::inRange(0, 1000) / 1000;
            RC_ASSERT(ours.prev(*prev + second) == prev);
            RC_ASSERT(ours.prev(between) == prev);
            RC_ASSERT(between == at || !ours.contains(between));
        }
    }
}

/// Clause 3.2: prev(next(t)) <= t and next(prev(t)) >= t.
inline void there_and_back(const schedule& ours, instants_asked instants) {
    for (const std::chrono::sys_seconds at : instants) {
        if (const answer next = ours.next(at)) RC_ASSERT(or_start_of_time(ours.prev(*next)) <= at);
        if (const answer prev = ours.prev(at)) RC_ASSERT(or_end_of_time(ours.next(*prev)) >= at);
    }
}

/// Clause 3.1: contains, count, occurrence_at, next and prev agree on what an occurrence is.
inline void one_set(const schedule& ours, instants_asked instants) {
    constexpr std::chrono::seconds second{1};
    for (const std::chrono::sys_seconds somewhere : instants) {
        for (const std::chrono::sys_seconds at : {somewhere, or_end_of_time(ours.next(somewhere))}) {
            if (at == std::chrono::sys_seconds::max()) continue;
            const bool fires = ours.contains(at);
            RC_ASSERT(fires == (ours.next(at - second) == at));
            RC_ASSERT(fires == (ours.prev(at + second) == at));
            RC_ASSERT(fires == (ours.at_or_after(at) == at));
            RC_ASSERT(fires == (ours.at_or_before(at) == at));
            RC_ASSERT(fires == (ours.count(at, at + second) == 1));
            RC_ASSERT(fires == ours.occurrence_at(at).has_value());
        }
    }
}

/// Clause 3.2: iteration, repeated next, occurrences, count and a cursor give one sequence; back, the same
/// reversed.  Walks at most 120 occurrences.
inline void one_sequence(const schedule& ours, instants_asked instants) {
    constexpr std::chrono::seconds second{1};
    const auto start = instants[*rc::gen::inRange<std::size_t>(0, instants.size())];
    const auto length = *rc::gen::inRange<std::size_t>(1, 120);
    std::vector<std::chrono::sys_seconds> by_next;
    for (answer next = ours.next(start); next && by_next.size() < length; next = ours.next(*next))
        by_next.push_back(*next);
    if (by_next.empty()) return;
    const std::chrono::sys_seconds end = by_next.back() + second;
    cursor walk{ours, start};
    for (const std::chrono::sys_seconds at : by_next) RC_ASSERT(walk.next() == answer{at});

    std::vector<std::chrono::sys_seconds> ranged;
    for (const std::chrono::sys_seconds fire : ours.occurrences(start + second, end)) ranged.push_back(fire);
    RC_ASSERT(ranged == by_next);
    RC_ASSERT(ours.count(start + second, end) == by_next.size());

    cursor back{ours, end};
    std::chrono::sys_seconds at = end;
    for (std::size_t i = by_next.size(); i-- > 0;) {
        at = or_start_of_time(ours.prev(at));
        RC_ASSERT(at == by_next[i]);
        RC_ASSERT(back.prev() == answer{by_next[i]});
        if (i + 1 < by_next.size()) RC_ASSERT(walk.prev() == answer{by_next[i]});
    }
}

/// Clause 3.2: a cursor that turns back and forth at random answers as next and prev do.
inline void zigzag(const schedule& ours, instants_asked instants) {
    std::chrono::sys_seconds stands = instants.front();
    cursor walk{ours, stands};
    const auto directions = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 3));
    for (const int direction : directions) {
        const answer expected = direction == 0 ? ours.prev(stands) : ours.next(stands);
        RC_ASSERT((direction == 0 ? walk.prev() : walk.next()) == expected);
        stands = expected.value_or(stands);
        RC_ASSERT(walk.position() == stands);
    }
}

/// A law of asking.
struct law {
    const char* name;  ///< Its clause and what it says.
    /// Asserts that a schedule keeps it, asked at instants in order of time.
    void (*holds)(const schedule& ours, instants_asked instants);
};

/// The laws of asking, all that need nothing but a schedule.
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

/// Clause 3.3: a schedule with bounds fires exactly when the same without them does, within them.
///
/// `cut` is the schedule of whatever `whole` is, but for its bounds, which are `lowest` and `highest`, both
/// included.
inline void cut_by_bounds(const schedule& whole, const schedule& cut, std::chrono::sys_seconds lowest,
                          std::chrono::sys_seconds highest, instants_asked instants) {
    constexpr std::chrono::seconds second{1};
    for (const std::chrono::sys_seconds at : instants) {
        const answer next = whole.next(std::max(at, lowest - second));
        const answer prev = whole.prev(std::min(at, highest + second));
        RC_ASSERT(cut.next(at) == (or_end_of_time(next) <= highest ? next : answer{}));
        RC_ASSERT(cut.prev(at) == (or_start_of_time(prev) >= lowest ? prev : answer{}));
    }
}

/// Clause 4.1: what is earlier on the wall never fires later, under the usual policies; earlier <= later.
///
///     // Berlin, 29 March 2026: 02:15 and 02:45 do not exist, and both fire at the jump
inline void order_of_the_wall(zone clock, std::chrono::local_seconds earlier,
                              std::chrono::local_seconds later) {
    const auto fires = [clock](std::chrono::local_seconds local) {
        const auto once = definition::once(local, clock).and_then([](const definition& what) {
            return schedule::build(what);
        });
        RC_ASSERT(once.has_value());
        return or_end_of_time(once->next(std::chrono::sys_seconds::min()));
    };
    RC_ASSERT(fires(earlier) <= fires(later));
}

/// Clauses 4 and 9.1: a schedule fires in [from, until) as the contract, read out loud, says of its
/// definition.
///
/// Asks for occurrences() and for count().  Cost: that of brute_force().
inline void as_by_brute_force(const definition& what, const schedule& ours, std::chrono::sys_seconds from,
                              std::chrono::sys_seconds until) {
    const std::vector<std::chrono::sys_seconds> expected = brute_force(what, from, until);
    std::vector<std::chrono::sys_seconds> found;
    for (const std::chrono::sys_seconds fire : ours.occurrences(from, until)) found.push_back(fire);
    RC_ASSERT(found == expected);
    RC_ASSERT(ours.count(from, until) == expected.size());
}

}  // namespace nextfire::inline v0::testing::laws
