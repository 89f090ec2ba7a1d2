// fmt.hpp and ostream.hpp, and the names of languages.
#include <nextfire/nextfire.hpp>
#include <nextfire/words/fmt.hpp>
#include <nextfire/words/ostream.hpp>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <doctest/doctest.h>

#include <iomanip>
#include <sstream>
#include <string>

#include "../support/enum_names.hpp"

using namespace nextfire;

namespace {

template <class T>
void check_text(const T& value, const std::string& text) {
    CAPTURE(text);
    CHECK(fmt::format("{}", value) == text);
    CHECK(fmt::format("[{:*>60}]", value) == fmt::format("[{:*>60}]", text));
    std::ostringstream stream;
    stream << value;
    CHECK(stream.str() == text);
}

}  // namespace

TEST_CASE("languages have names") {
    nextfire_test::check_names<language>({"en", "zh"}, &parse_language, "language");
}

TEST_CASE("values are written by fmt and on streams as their own functions write them") {
    check_text(*zone::find("europe/kyiv"), "Europe/Kyiv");
    check_text(*cron_expression::parse("0 9 13 * 5", cron_dialect::unix_cron), "0 9 13 * 5");
    check_text(*cron_expression::parse("0 30 2 * * ?"), "0 30 2 * * ?");
    const definition daily = *definition::daily(std::chrono::hours{9}, *zone::find("Asia/Tokyo"));
    check_text(daily, "0 0 9 * * ?; zone=Asia/Tokyo");
    const violations errors = parse_date("2026-3-29").errors();
    check_text(errors.front(), "date, column 7: expected a date as yyyy-MM-dd, but found \"2026-3-29\"");
    const violations both{errors.front(), errors.front()};
    check_text(both, to_string(errors.front()) + "\n" + to_string(errors.front()));
}

TEST_CASE("every enum of the core is written by fmt and on streams") {
    check_text(violation_code::too_long, "too_long");
    check_text(local_kind::gap, "gap");
    check_text(choose::latest, "latest");
    check_text(gap_policy::at_transition, "at_transition");
    check_text(overlap_policy::both, "both");
    check_text(elapsed_policy::never, "never");
    check_text(day_counting::from_anchor, "from_anchor");
    check_text(preset::systemd, "systemd");
    check_text(schedule_type::month, "MONTH");
    check_text(cron_dialect::unix_cron, "unix");
    check_text(cron_fidelity::exact, "exact");
    check_text(every_policy::refused, "refused");
    check_text(both_days_policy::as_dialect, "as_dialect");
    check_text(clock_effect::moved, "moved");
    check_text(language::chinese, "zh");
    check_text(day_combination::either, "either");
    check_text(time_meaning::elapsed, "elapsed");
    check_text(put_outcome::replaced, "replaced");
    check_text(spec_field::week_list, "week_list");
    check_text(json_kind::integer, "integer");
}

TEST_CASE("width and fill hold for the whole text") {
    CHECK(fmt::format("{:>8}", gap_policy::skip) == "    skip");
    CHECK(fmt::format("{:.4}", *zone::find("Asia/Tokyo")) == "Asia");
    std::ostringstream stream;
    stream << std::setw(8) << std::setfill('.') << gap_policy::skip;
    CHECK(stream.str() == "....skip");
}
