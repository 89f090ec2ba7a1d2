// The laws of clauses 3.2 and 3.3 for schedules made from cron expressions that are made up at random, and
// the laws of reading and writing (5.5).
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/testing/generators.hpp>
#include <nextfire/testing/laws.hpp>
#include <nextfire/zone/zone.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "../support/holds.hpp"
#include "../support/moments.hpp"
#include "../support/random_cron.hpp"
#include "../support/random_schedule.hpp"

namespace {

using namespace nextfire_test;
namespace laws = nextfire::testing::laws;
using laws::answer;
using nextfire::both_days_policy;
using nextfire::cron_dialect;
using nextfire::cron_expression;
using nextfire::schedule;
using std::chrono::sys_seconds;

constexpr std::array<cron_dialect, 4> all_dialects{cron_dialect::quartz, cron_dialect::unix_cron,
                                                   cron_dialect::spring, cron_dialect::aws};

/// A schedule and where to ask it.
struct asked_cron {
    random_cron written;
    nextfire::schedule_options options;
    std::string zone;
    std::vector<sys_seconds> instants;

    [[nodiscard]] std::optional<cron_expression> read() const {
        const auto expression = cron_expression::parse(written.text, written.options);
        return expression ? std::optional{*expression} : std::nullopt;
    }

    [[nodiscard]] std::optional<schedule> built(const nextfire::schedule_options& choices) const {
        const auto expression = read();
        if (!expression) return std::nullopt;
        const auto made = schedule::build(*expression, *nextfire::zone::find(zone), choices);
        return made ? std::optional{*made} : std::nullopt;
    }
};

std::ostream& operator<<(std::ostream& stream, const asked_cron& asked) {
    stream << asked.written.line() << " | " << asked.zone << " | gap " << static_cast<int>(asked.options.gap)
           << " overlap " << static_cast<int>(asked.options.overlap) << " elapsed "
           << static_cast<int>(asked.options.elapsed) << " asked at";
    for (const sys_seconds at : asked.instants) stream << ' ' << at.time_since_epoch().count();
    return stream;
}

/// Always at full size: rapidcheck's small sizes would mean January 1970.
rc::Gen<asked_cron> any_asked_cron() {
    return rc::gen::resize(
        rc::kNominalSize, rc::gen::exec([] {
            asked_cron asked;
            const nextfire::zone zone = *nextfire::testing::zones();
            asked.zone = zone.name();
            for (int number = 0; number < 6; ++number)
                asked.instants.push_back(*nextfire::testing::instants(zone));
            std::sort(asked.instants.begin(), asked.instants.end());
            const auto near = asked.instants[*rc::gen::inRange<std::size_t>(0, 6)];
            std::mt19937_64 random{*rc::gen::arbitrary<std::uint64_t>()};
            number_picker pick{random};
            asked.written = cron_picker{pick}.expression(zone.to_local(near).time_since_epoch().count());
            asked.options.gap = static_cast<nextfire::gap_policy>(*rc::gen::inRange(0, 3));
            asked.options.overlap = static_cast<nextfire::overlap_policy>(*rc::gen::inRange(0, 3));
            asked.options.elapsed = static_cast<nextfire::elapsed_policy>(*rc::gen::inRange(0, 3));
            return asked;
        }));
}

/// Checks one law for expressions at random; `law` asserts with RC_ASSERT.
template <class Law>
void holds_for_expressions(const char* name, Law law) {
    holds(name, [&law] {
        const asked_cron asked = *any_asked_cron();
        const auto built = asked.built(asked.options);
        if (!built) RC_DISCARD("never fires");
        RC_TAG(std::string{to_string(asked.written.options.dialect)});
        law(*built, asked);
    });
}

/// Says whether a day has to be in both of two restricted fields.
bool needs_both_days(const cron_expression& expression) {
    const nextfire::cron_fields& fields = expression.fields();
    return fields.combination == nextfire::day_combination::both && !fields.any_day_of_month() &&
           !fields.any_day_of_week();
}

}  // namespace

TEST_CASE("3.1 and 3.2 the laws of asking") {
    for (const laws::law& law : laws::of_asking) {
        holds_for_expressions(law.name, [&law](const schedule& ours, const asked_cron& asked) {
            law.holds(ours, asked.instants);
        });
    }
}

TEST_CASE("3.3 the set does not depend on not_before and expire_time within them") {
    holds_for_expressions("cut out of the same set", [](const schedule& ours, const asked_cron& asked) {
        nextfire::schedule_options bounded = asked.options;
        const sys_seconds lowest = std::clamp(asked.instants[1], instant(0), instant(last_instant));
        const sys_seconds highest = std::clamp(asked.instants[4], instant(0), instant(last_instant));
        bounded.not_before = lowest;
        bounded.expire_time = highest;
        const auto cut = asked.built(bounded);
        RC_ASSERT(cut.has_value());
        laws::cut_by_bounds(ours, *cut, lowest, highest, asked.instants);
    });
}

TEST_CASE("5.5 parse(print(x)) == x in every dialect that can say x, and in the one it was written in") {
    holds("what is written reads the same", [] {
        const asked_cron asked = *any_asked_cron();
        const auto expression = asked.read();
        if (!expression) RC_DISCARD("never fires");
        for (const cron_dialect dialect : all_dialects) {
            const auto written = expression->text(dialect);
            // an extension is no dialect's own; and unix says "a day in both" by a star before a list alone
            const bool is_own = dialect == asked.written.options.dialect &&
                                asked.written.options.both_days == both_days_policy::as_dialect &&
                                !(dialect == cron_dialect::unix_cron && needs_both_days(*expression));
            if (is_own) RC_ASSERT(static_cast<bool>(written));
            if (!written) {
                for (const auto& error : written.errors())
                    RC_ASSERT(error.code == nextfire::violation_code::not_expressible);
                continue;
            }
            RC_LOG(std::string{to_string(dialect)} + ": " + *written);
            const auto again = cron_expression::parse(*written, dialect);
            RC_ASSERT(static_cast<bool>(again));
            RC_ASSERT(*again == *expression);
            // and what is canonical stays as it is
            RC_ASSERT(*again->text(dialect) == *written);
        }
        const auto plain = cron_expression::parse(
            expression->text(), {.dialect = expression->dialect(), .both_days = both_days_policy::both});
        if (expression->fields().combination == nextfire::day_combination::both) {
            RC_ASSERT(static_cast<bool>(plain));
            RC_ASSERT(*plain == *expression);
        }
        RC_ASSERT(std::hash<cron_expression>{}(*expression) == std::hash<cron_expression>{}(*asked.read()));
    });
}

TEST_CASE("5.2 the plain set of an expression fires when the expression does") {
    holds_for_expressions("union", [](const schedule& ours, const asked_cron& asked) {
        std::vector<schedule> parts;
        for (const cron_expression& part : asked.read()->plain_set()) {
            // a part may have no day or no instant of its own
            const auto made = schedule::build(part, *nextfire::zone::find(asked.zone), asked.options);
            if (made) parts.push_back(*made);
        }
        for (const sys_seconds at : asked.instants) {
            answer first;
            for (const schedule& part : parts) {
                const answer next = part.next(at);
                if (next && (!first || *next < *first)) first = next;
            }
            RC_ASSERT(first == ours.next(at));
        }
    });
}

TEST_CASE("5.6 a spec fires as the text of its cron, wherever the conversion is exact") {
    holds("a spec and its cron", [] {
        const asked_cron asked = *any_asked_cron();
        std::mt19937_64 random{*rc::gen::arbitrary<std::uint64_t>()};
        schedule_picker pick{random};
        const std::int64_t near =
            std::clamp<std::int64_t>(asked.instants[3].time_since_epoch().count(), 0, last_instant);
        const plain_schedule wanted = pick.schedule(near, pick.between(0, 86399));
        const auto spec = nextfire::schedule_spec::parse(texts_of(wanted, asked.zone).fields());
        RC_ASSERT(static_cast<bool>(spec));
        const auto conversion = cron_expression::from(*spec, wanted.counting);
        if (conversion.fidelity != nextfire::cron_fidelity::exact) RC_DISCARD("every n days, from an anchor");
        RC_LOG(conversion.expression.text());
        const auto read = cron_expression::parse(conversion.expression.text());
        RC_ASSERT(static_cast<bool>(read));
        RC_ASSERT(*read == conversion.expression);
        nextfire::schedule_options options = options_of(wanted);
        const auto by_spec = schedule::build(*spec, options);
        options.expire_time = spec->expire_time();
        const auto by_cron = schedule::build(*read, spec->time_zone(), options);
        RC_ASSERT(static_cast<bool>(by_spec) == static_cast<bool>(by_cron));
        if (!by_spec) return;
        for (const sys_seconds at : asked.instants) {
            RC_ASSERT(by_spec->next(at) == by_cron->next(at));
            RC_ASSERT(by_spec->prev(at) == by_cron->prev(at));
        }
    });
}
