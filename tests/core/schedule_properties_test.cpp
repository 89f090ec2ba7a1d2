// The laws of clauses 3.2, 3.3 and 4.1 for schedules that rapidcheck makes up, all four types, both ways.
// A failure prints the smallest schedule that breaks the law; RC_PARAMS="seed=…" repeats a run.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <nextfire/cursor.hpp>
#include <nextfire/occurrences.hpp>
#include <nextfire/schedule.hpp>
#include <nextfire/zone.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "../support/random_schedule.hpp"

namespace {

using namespace std::chrono_literals;
using namespace nextfire_test;
using nextfire::cursor;
using nextfire::schedule;
using nextfire::schedule_type;
using std::chrono::sys_seconds;

constexpr std::int64_t last_instant = 253402300799;

/// More cases than rapidcheck's hundred, unless the environment says otherwise.
[[maybe_unused]] const int cases_wanted = setenv("RC_PARAMS", "max_success=3000", 0);

/// A schedule and where to ask it.
struct asked_schedule {
    plain_schedule wanted;
    std::string zone;
    std::vector<std::int64_t> instants;

    nextfire::result<schedule> built() const {
        return schedule::build(*nextfire::schedule_spec::parse(form_of(wanted, zone).fields()),
                               options_of(wanted));
    }
};

std::ostream& operator<<(std::ostream& stream, const asked_schedule& asked) {
    stream << form_of(asked.wanted, asked.zone).line() << " gap " << static_cast<int>(asked.wanted.gap)
           << " overlap " << static_cast<int>(asked.wanted.overlap) << " counting "
           << static_cast<int>(asked.wanted.counting) << " anchor " << date_text(asked.wanted.anchor_day)
           << " asked at";
    for (const std::int64_t at : asked.instants) stream << ' ' << at;
    return stream;
}

std::string any_zone() {
    static const std::vector<std::string> troublesome{
        "America/New_York", "Europe/Berlin",   "Pacific/Apia",  "Africa/Casablanca", "Antarctica/Troll",
        "Asia/Beirut",      "Asia/Gaza",       "Asia/Almaty",   "Antarctica/Casey",  "Australia/Lord_Howe",
        "America/Noronha",  "Africa/Monrovia", "Europe/Dublin", "America/Nuuk",      "UTC"};
    if (*rc::gen::inRange(0, 3) != 0) return *rc::gen::elementOf(troublesome);
    const auto names = nextfire::zone_names();
    return std::string{names[*rc::gen::inRange<std::size_t>(0, names.size())]};
}

/// An instant: anywhere, or within hours of a clock change, or at an end of the range.
std::int64_t any_instant(const nextfire::zone& zone) {
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
    if (period.end == sys_seconds::max()) return anywhere;
    const std::int64_t change = period.end.time_since_epoch().count();
    return change + *rc::gen::inRange<std::int64_t>(-30 * 3600, 30 * 3600);
}

/// A time of day; mostly one that the clock reads within hours of an instant.
std::int64_t any_time(const nextfire::zone& zone, std::int64_t near) {
    const std::int64_t anytime = *rc::gen::inRange<std::int64_t>(0, 86400);
    if (*rc::gen::inRange(0, 3) == 0) return anytime;
    const std::int64_t local = zone.to_local(instant(near)).time_since_epoch().count();
    return ((local + *rc::gen::inRange<std::int64_t>(-7200, 7200)) % 86400 + 86400) % 86400;
}

std::uint32_t any_bits(int length) {
    const std::uint32_t all = length == 32 ? std::numeric_limits<std::uint32_t>::max() : (1U << length) - 1;
    const std::uint32_t picked =
        *rc::gen::arbitrary<std::uint32_t>() & *rc::gen::arbitrary<std::uint32_t>() & all;
    return picked | 1U << *rc::gen::inRange(0, length);
}

plain_schedule any_schedule(const nextfire::zone& zone, std::int64_t near) {
    plain_schedule wanted;
    const std::int64_t day = std::clamp<std::int64_t>(near / 86400, 0, last_instant / 86400);
    wanted.type = static_cast<schedule_type>(*rc::gen::inRange(0, 4));
    wanted.time_seconds = any_time(zone, near);
    wanted.day_interval = *rc::gen::inRange(1, 32);
    wanted.counting = static_cast<nextfire::day_counting>(*rc::gen::inRange(0, 2));
    wanted.anchor_day = std::clamp<std::int64_t>(day + *rc::gen::inRange(-40, 40), 0, last_instant / 86400);
    wanted.weekday_bits = any_bits(7);
    wanted.month_bits = any_bits(12);
    wanted.day_bits =
        any_bits(32) | (*rc::gen::inRange(0, 2) == 0 ? 1U << 28 : 1U << *rc::gen::inRange(0, 29));
    wanted.fixed_day = std::clamp<std::int64_t>(day + *rc::gen::inRange(-2, 3), 0, last_instant / 86400);
    wanted.gap = static_cast<nextfire::gap_policy>(*rc::gen::inRange(0, 3));
    wanted.overlap = static_cast<nextfire::overlap_policy>(*rc::gen::inRange(0, 3));
    return wanted;
}

/// Always at full size: rapidcheck's small sizes would mean January 1970 and FIXED_TIME.
rc::Gen<asked_schedule> any_asked_schedule() {
    return rc::gen::resize(rc::kNominalSize, rc::gen::exec([] {
                               asked_schedule asked;
                               asked.zone = any_zone();
                               const nextfire::zone zone = *nextfire::zone::find(asked.zone);
                               for (int number = 0; number < 6; ++number)
                                   asked.instants.push_back(any_instant(zone));
                               std::sort(asked.instants.begin(), asked.instants.end());
                               asked.wanted = any_schedule(
                                   zone, asked.instants[static_cast<std::size_t>(*rc::gen::inRange(0, 6))]);
                               return asked;
                           }));
}

/// Two local times of a zone, in seconds since 1970 on its wall, within hours of each other.
struct local_pair {
    std::string zone;
    std::int64_t earlier;
    std::int64_t later;
};

std::ostream& operator<<(std::ostream& stream, const local_pair& asked) {
    return stream << asked.zone << " local " << instant_text(asked.earlier) << " and "
                  << instant_text(asked.later);
}

rc::Gen<local_pair> any_local_pair() {
    return rc::gen::resize(
        rc::kNominalSize, rc::gen::exec([] {
            const std::string name = any_zone();
            const nextfire::zone zone = *nextfire::zone::find(name);
            const std::int64_t near =
                std::clamp<std::int64_t>(any_instant(zone), 3 * 86400, last_instant - 3 * 86400);
            const std::int64_t local = zone.to_local(instant(near)).time_since_epoch().count();
            const std::int64_t one = local + *rc::gen::inRange<std::int64_t>(-30 * 3600, 30 * 3600);
            const std::int64_t other = one + *rc::gen::inRange<std::int64_t>(-7200, 7200);
            return local_pair{name, std::min(one, other), std::max(one, other)};
        }));
}

using answer = std::optional<sys_seconds>;

/// None counts as later than everything when looking forward, as earlier when looking back.
sys_seconds or_end_of_time(const answer& found) {
    return found.value_or(sys_seconds::max());
}
sys_seconds or_start_of_time(const answer& found) {
    return found.value_or(sys_seconds::min());
}

/// Checks one law for schedules at random; `law` asserts with RC_ASSERT.
template <class Law>
void holds(const char* name, Law law) {
    const bool held = rc::check(name, [&law] {
        const asked_schedule asked = *any_asked_schedule();
        const auto built = asked.built();
        if (!built) RC_DISCARD("a single time that its policy skips");
        RC_TAG(std::string{to_string(asked.wanted.type)});
        law(*built, asked);
    });
    CHECK(held);
}

}  // namespace

TEST_CASE("3.2 next(t) > t and prev(t) < t, and both are occurrences") {
    holds("strictly after, strictly before", [](const schedule& ours, const asked_schedule& asked) {
        for (const std::int64_t seconds : asked.instants) {
            const sys_seconds at = instant(seconds);
            const answer next = ours.next(at);
            const answer prev = ours.prev(at);
            if (next)
                RC_ASSERT(*next > at && ours.contains(*next) && ours.occurrence_at(*next)->instant == *next);
            if (prev)
                RC_ASSERT(*prev < at && ours.contains(*prev) && ours.occurrence_at(*prev)->instant == *prev);
        }
    });
}

TEST_CASE("3.2 t <= u implies next(t) <= next(u) and prev(t) <= prev(u)") {
    holds("monotone", [](const schedule& ours, const asked_schedule& asked) {
        for (std::size_t i = 1; i < asked.instants.size(); ++i) {
            const sys_seconds t = instant(asked.instants[i - 1]);
            const sys_seconds u = instant(asked.instants[i]);
            RC_ASSERT(or_end_of_time(ours.next(t)) <= or_end_of_time(ours.next(u)));
            RC_ASSERT(or_start_of_time(ours.prev(t)) <= or_start_of_time(ours.prev(u)));
        }
    });
}

TEST_CASE("3.2 every instant from t up to next(t) has the same next; back likewise") {
    holds("constant in between", [](const schedule& ours, const asked_schedule& asked) {
        for (const std::int64_t seconds : asked.instants) {
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
    });
}

TEST_CASE("3.2 prev(next(t)) <= t and next(prev(t)) >= t") {
    holds("there and back", [](const schedule& ours, const asked_schedule& asked) {
        for (const std::int64_t seconds : asked.instants) {
            const sys_seconds at = instant(seconds);
            if (const answer next = ours.next(at)) RC_ASSERT(or_start_of_time(ours.prev(*next)) <= at);
            if (const answer prev = ours.prev(at)) RC_ASSERT(or_end_of_time(ours.next(*prev)) >= at);
        }
    });
}

TEST_CASE("3.1 contains, count, occurrence_at, next and prev agree on what an occurrence is") {
    holds("one set", [](const schedule& ours, const asked_schedule& asked) {
        for (const std::int64_t seconds : asked.instants) {
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
    });
}

TEST_CASE(
    "3.2 iteration, repeated next, occurrences and a cursor give one sequence; back, the same reversed") {
    holds("one sequence", [](const schedule& ours, const asked_schedule& asked) {
        const sys_seconds start =
            instant(asked.instants[*rc::gen::inRange<std::size_t>(0, asked.instants.size())]);
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
        for (const sys_seconds fire : ours.occurrences(start + 1s, by_next.back() + 1s))
            ranged.push_back(fire);
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
    });
}

TEST_CASE("3.2 a cursor that turns back and forth at random answers as next and prev do") {
    holds("zigzag", [](const schedule& ours, const asked_schedule& asked) {
        sys_seconds stands = instant(asked.instants[0]);
        cursor walk{ours, stands};
        const auto directions = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 3));
        for (const int direction : directions) {
            const answer expected = direction == 0 ? ours.prev(stands) : ours.next(stands);
            RC_ASSERT((direction == 0 ? walk.prev() : walk.next()) == expected);
            stands = expected.value_or(stands);
            RC_ASSERT(walk.position() == stands);
        }
    });
}

TEST_CASE(
    "3.3 the set does not depend on where one starts asking, nor on not_before and expiry within them") {
    holds("cut out of the same set", [](const schedule& ours, const asked_schedule& asked) {
        plain_schedule bounded = asked.wanted;
        const std::int64_t lowest = std::clamp<std::int64_t>(asked.instants[1], 0, last_instant);
        const std::int64_t highest = std::clamp<std::int64_t>(asked.instants[4], 0, last_instant);
        bounded.not_before = lowest;
        bounded.expiry = highest;
        const auto cut = asked_schedule{bounded, asked.zone, {}}.built();
        RC_ASSERT(cut);
        for (const std::int64_t seconds : asked.instants) {
            const answer free_next = ours.next(std::max(instant(seconds), instant(lowest) - 1s));
            const answer free_prev = ours.prev(std::min(instant(seconds), instant(highest) + 1s));
            const bool next_is_within = free_next && *free_next <= instant(highest);
            const bool prev_is_within = free_prev && *free_prev >= instant(lowest);
            RC_ASSERT(cut->next(instant(seconds)) == (next_is_within ? free_next : answer{}));
            RC_ASSERT(cut->prev(instant(seconds)) == (prev_is_within ? free_prev : answer{}));
        }
    });
}

TEST_CASE("4.1 the rule keeps order: a <= b locally implies fire(a) <= fire(b)") {
    const bool held = rc::check("order", [] {
        const local_pair asked = *any_local_pair();
        std::vector<sys_seconds> fires;
        for (const std::int64_t local : {asked.earlier, asked.later}) {
            plain_schedule once;
            once.type = schedule_type::fixed_time;
            once.fixed_day = local / 86400;
            once.time_seconds = local % 86400;
            fires.push_back(
                or_end_of_time(asked_schedule{once, asked.zone, {}}.built()->next(sys_seconds::min())));
        }
        RC_ASSERT(fires[0] <= fires[1]);
    });
    CHECK(held);
}
