/// Definitions, zones and instants that rapidcheck makes up.
///
/// What goes wrong with schedules goes wrong at clock changes, at the ends of months, and at bounds.  So most
/// zones have clock changes, and most times of day, dates and instants lie around one of them.  All
/// generators make cases of full size from the first one on: rapidcheck's small sizes would mean January
/// 1970.
///
/// A property may take a definition, a zone, a cron_text or a question as it is (rc::Arbitrary), or draw from
/// any of these generators:
///
///     rc::check("my scheduler runs what is due", [](const nextfire::definition& what) { … });
///     rc::check("in Berlin", [] {
///         const auto now = *instants_near_changes(*nextfire::zone::find("Europe/Berlin"));
///         …
///     });
///
/// A case that fails is shrunk part by part: an instant towards the clock change that it lies near, a zone
/// towards UTC, a rule towards every day, policies towards the usual ones, bounds towards none.
#pragma once

#include <nextfire/base/instant.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/testing/random_cron.hpp>
#include <nextfire/testing/random_definitions.hpp>
#include <nextfire/testing/random_places.hpp>
#include <nextfire/testing/shown_instants.hpp>
#include <nextfire/zone/zone.hpp>

#include <rapidcheck.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

namespace nextfire::inline v0::testing {

/// Makes up zones: most with clock changes of every kind there has been, then any zone or link of IANA, and
/// fixed offsets to 18 hours.  Shrinks towards UTC.
[[nodiscard]] inline rc::Gen<zone> zones() {
    return detail::at_full_size(rc::gen::apply(&detail::zone_of, rc::gen::inRange(0, 10),
                                               rc::gen::inRange<std::uint32_t>(0, 1 << 20)));
}

/// Makes up instants anywhere in [min_instant, max_instant]; shrinks towards 1970.
[[nodiscard]] inline rc::Gen<std::chrono::sys_seconds> instants_anywhere() {
    return detail::at_full_size(
        rc::gen::map(rc::gen::inRange<std::int64_t>(0, detail::end_of_instants), &detail::to_instant));
}

/// Makes up instants within 30 hours of a clock change of a zone, most of them within seconds or hours; a few
/// of the changes lie beyond 2106.  Shrinks towards the change, and that one towards the first after 2025.
///
/// Of a zone without clock changes, instants anywhere.
///
///     *instants_near_changes(*zone::find("Europe/Berlin"));   // 2026-03-29T01:00:02Z, say
[[nodiscard]] inline rc::Gen<std::chrono::sys_seconds> instants_near_changes(zone clock) {
    return detail::at_full_size(rc::gen::map(
        detail::places(8), [clock](const detail::place& where) { return detail::instant_at(where, clock); }));
}

/// Makes up instants worth asking about in a zone: most near its clock changes, some anywhere, and the two
/// ends of the range with a second inside and outside of them.  Shrinks as the others do.
[[nodiscard]] inline rc::Gen<std::chrono::sys_seconds> instants(zone clock) {
    return detail::at_full_size(rc::gen::map(detail::places(12), [clock](const detail::place& where) {
        return detail::instant_at(where, clock);
    }));
}

/// Cron text, and whose it is.
struct cron_text {
    std::string text;      ///< cron_expression::parse(text, dialect) reads it.
    cron_dialect dialect;  ///< Whose cron it is.
};

/// Shows the text and the dialect, for rapidcheck to print.
inline void showValue(const cron_text& shown, std::ostream& out) {
    out << shown.text << " (" << to_string(shown.dialect) << ')';
}

/// Makes up cron text of all dialects that is right and has a day in the calendar: values, names, lists and ranges of
/// either, steps, all numbers that the dialect has for weekdays, and where it has them `L`, `W`, `#` and years.  Shrinks
/// field by field.
///
/// Left out: macros, `@every`, ranges that wrap around, steps from a single value, `L`, `W` and `#` in lists, small letters.
[[nodiscard]] inline rc::Gen<cron_text> cron_texts() {
    return detail::at_full_size(rc::gen::map(detail::written_fields(), [](const detail::cron_words& words) {
        return cron_text{detail::sensible_text(words), words.dialect};
    }));
}

/// Makes up definitions by the clocks of zones(): every day, on weekdays, days of months, days of a year,
/// every n days, cycles, once, exact elapsed time, cron text of all dialects and rules of RFC 5545; with one
/// time of day, with several, or with time that goes by; some with bounds, and some with other policies than
/// the usual ones.
///
/// Dates, anchors and bounds, and most times of day, lie around a clock change of the zone.  None is
/// default-made.  A few have a schedule that is refused as `never_fires`, where a policy skips all they have.
///
///     rc::check("as text and back", [](const nextfire::definition& what) {
///         RC_ASSERT(nextfire::definition::parse(to_string(what)) == what);
///     });
[[nodiscard]] inline rc::Gen<definition> definitions() {
    return detail::at_full_size(rc::gen::map(detail::wishes(), &detail::definition_of));
}

/// A definition and when to ask for its occurrences.
struct question {
    definition what;                                 ///< Any of definitions().
    std::vector<std::chrono::sys_seconds> instants;  ///< Six, ascending: of instants(what.time_zone()).
};

/// Shows the line of the definition, and the instants, for rapidcheck to print.
inline void showValue(const question& shown, std::ostream& out) {
    out << to_string(shown.what) << " asked at";
    for (const std::chrono::sys_seconds at : shown.instants) out << ' ' << format_instant(at);
}

/// Makes up questions: what the laws (laws.hpp) are about.  The instants lie near what the definition is made
/// around, or anywhere by its clock.
[[nodiscard]] inline rc::Gen<question> questions() {
    return detail::at_full_size(rc::gen::apply(
        [](const detail::wish& wanted, const std::vector<detail::place>& places) {
            question asked{detail::definition_of(wanted), {}};
            for (std::size_t i = 0; i < places.size(); ++i) {
                const bool is_close = i % 2 == 0 && places[i].kind != detail::place_kind::end_of_range;
                asked.instants.push_back(
                    is_close ? detail::near(detail::instant_at(wanted.where, wanted.clock), places[i])
                             : detail::instant_at(places[i], wanted.clock));
            }
            std::sort(asked.instants.begin(), asked.instants.end());
            return asked;
        },
        detail::wishes(), rc::gen::container<std::vector<detail::place>>(6, detail::places(12))));
}

}  // namespace nextfire::inline v0::testing

namespace nextfire::inline v0 {

/// Shows a definition as its line, for rapidcheck to print.
inline void showValue(const definition& shown, std::ostream& out) {
    out << to_string(shown);
}

/// Shows a zone as its name, for rapidcheck to print.
inline void showValue(const zone& shown, std::ostream& out) {
    out << shown.name();
}

}  // namespace nextfire::inline v0

/// @cond Told to rapidcheck: a property may take a definition, a zone, a cron_text or a question.
template <>
struct rc::Arbitrary<nextfire::definition> {
    static Gen<nextfire::definition> arbitrary() { return nextfire::testing::definitions(); }
};
template <>
struct rc::Arbitrary<nextfire::zone> {
    static Gen<nextfire::zone> arbitrary() { return nextfire::testing::zones(); }
};
template <>
struct rc::Arbitrary<nextfire::testing::cron_text> {
    static Gen<nextfire::testing::cron_text> arbitrary() { return nextfire::testing::cron_texts(); }
};
template <>
struct rc::Arbitrary<nextfire::testing::question> {
    static Gen<nextfire::testing::question> arbitrary() { return nextfire::testing::questions(); }
};
/// @endcond
