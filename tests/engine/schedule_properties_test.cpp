// The laws of clauses 3.2, 3.3 and 4.1 for schedules that rapidcheck makes up, all four types, both ways.
// A failure prints the smallest schedule that breaks the law; RC_PARAMS="seed=…" repeats a run.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <nextfire/engine/schedule.hpp>
#include <nextfire/zone/zone.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <ostream>
#include <string>
#include <vector>

#include "../support/laws.hpp"
#include "../support/random_schedule.hpp"

namespace {

using namespace std::chrono_literals;
using namespace nextfire_test;
using laws::answer;
using laws::or_end_of_time;
using nextfire::schedule;
using nextfire::schedule_type;
using std::chrono::sys_seconds;

/// More cases than rapidcheck's hundred, unless the environment says otherwise.
[[maybe_unused]] const int cases_wanted = setenv("RC_PARAMS", "max_success=3000", 0);

/// A schedule and where to ask it.
struct asked_schedule {
    plain_schedule wanted;
    std::string zone;
    std::vector<std::int64_t> instants;

    nextfire::result<schedule> built() const {
        return schedule::build(*nextfire::schedule_spec::parse(texts_of(wanted, zone).fields()),
                               options_of(wanted));
    }
};

std::ostream& operator<<(std::ostream& stream, const asked_schedule& asked) {
    stream << texts_of(asked.wanted, asked.zone).line() << " gap " << static_cast<int>(asked.wanted.gap)
           << " overlap " << static_cast<int>(asked.wanted.overlap) << " counting "
           << static_cast<int>(asked.wanted.counting) << " anchor " << date_text(asked.wanted.anchor_day)
           << " asked at";
    for (const std::int64_t at : asked.instants) stream << ' ' << at;
    return stream;
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

plain_schedule requested_schedule(const nextfire::zone& zone, std::int64_t near) {
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
                               asked.wanted = requested_schedule(
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

TEST_CASE("3.1 and 3.2 the laws of asking") {
    for (const laws::law& law : laws::of_asking) {
        holds(law.name,
              [&law](const schedule& ours, const asked_schedule& asked) { law.holds(ours, asked.instants); });
    }
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
