// The laws of clauses 3.2, 3.3 and 4.1 for schedules that rapidcheck makes up, all four types, both ways.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <nextfire/engine/schedule.hpp>
#include <nextfire/testing/generators.hpp>
#include <nextfire/testing/laws.hpp>
#include <nextfire/zone/zone.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <ostream>
#include <string>
#include <vector>

#include "../support/holds.hpp"
#include "../support/moments.hpp"
#include "../support/random_schedule.hpp"

namespace {

using namespace nextfire_test;
namespace laws = nextfire::testing::laws;
using nextfire::schedule;
using nextfire::schedule_type;
using std::chrono::sys_seconds;

/// A schedule and where to ask it.
struct asked_schedule {
    plain_schedule wanted;
    std::string zone;
    std::vector<sys_seconds> instants;

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
    for (const sys_seconds at : asked.instants) stream << ' ' << at.time_since_epoch().count();
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
                               const nextfire::zone zone = *nextfire::testing::zones();
                               asked.zone = zone.name();
                               for (int number = 0; number < 6; ++number)
                                   asked.instants.push_back(*nextfire::testing::instants(zone));
                               std::sort(asked.instants.begin(), asked.instants.end());
                               const auto near = asked.instants[*rc::gen::inRange<std::size_t>(0, 6)];
                               asked.wanted = requested_schedule(zone, near.time_since_epoch().count());
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
            const nextfire::zone zone = *nextfire::testing::zones();
            const std::int64_t any = (*nextfire::testing::instants(zone)).time_since_epoch().count();
            const std::int64_t near = std::clamp<std::int64_t>(any, 3 * 86400, last_instant - 3 * 86400);
            const std::int64_t local = zone.to_local(instant(near)).time_since_epoch().count();
            const std::int64_t one = local + *rc::gen::inRange<std::int64_t>(-30 * 3600, 30 * 3600);
            const std::int64_t other = one + *rc::gen::inRange<std::int64_t>(-7200, 7200);
            return local_pair{std::string{zone.name()}, std::min(one, other), std::max(one, other)};
        }));
}

/// Checks one law for schedules at random; `law` asserts with RC_ASSERT.
template <class Law>
void holds_for_schedules(const char* name, Law law) {
    holds(name, [&law] {
        const asked_schedule asked = *any_asked_schedule();
        const auto built = asked.built();
        if (!built) RC_DISCARD("a single time that its policy skips");
        RC_TAG(std::string{to_string(asked.wanted.type)});
        law(*built, asked);
    });
}

}  // namespace

TEST_CASE("3.1 and 3.2 the laws of asking") {
    for (const laws::law& law : laws::of_asking) {
        holds_for_schedules(law.name, [&law](const schedule& ours, const asked_schedule& asked) {
            law.holds(ours, asked.instants);
        });
    }
}

TEST_CASE(
    "3.3 the set does not depend on where one starts asking, nor on not_before and expiry within them") {
    holds_for_schedules("cut out of the same set", [](const schedule& ours, const asked_schedule& asked) {
        const sys_seconds lowest = std::clamp(asked.instants[1], instant(0), instant(last_instant));
        const sys_seconds highest = std::clamp(asked.instants[4], instant(0), instant(last_instant));
        plain_schedule bounded = asked.wanted;
        bounded.not_before = lowest.time_since_epoch().count();
        bounded.expiry = highest.time_since_epoch().count();
        const auto cut = asked_schedule{bounded, asked.zone, {}}.built();
        RC_ASSERT(cut);
        laws::cut_by_bounds(ours, *cut, lowest, highest, asked.instants);
    });
}

TEST_CASE("4.1 the rule keeps order: a <= b locally implies fire(a) <= fire(b)") {
    holds("order", [] {
        const local_pair asked = *any_local_pair();
        laws::order_of_the_wall(*nextfire::zone::find(asked.zone),
                                std::chrono::local_seconds{std::chrono::seconds{asked.earlier}},
                                std::chrono::local_seconds{std::chrono::seconds{asked.later}});
    });
}
