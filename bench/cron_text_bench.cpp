/// Cron as text, without a zone:
///   cron/parse/<expression>/<engine>    from text to sets; the peer splits strings, as croncpp does.
///   cron/refuse/<expression>/nextfire   the same for a text that no day can satisfy: detection and message.
///   cron/refuse/<expression>/date_tz    the peer's way to notice: a search through nine years of days.
///   cron/can_fire/<expression>/nextfire the detection alone.
///   cron/build/<expression>/nextfire    from the expression to a schedule.
///   cron/text, describe, to_rrule/<expression>/nextfire   back to text.
#include "cron_workload.hpp"

#include "calendar/can_fire.hpp"

#include <string>

namespace nextfire_bench {
namespace {

using namespace std::chrono;
using nextfire::cron_fields;

constexpr sys_seconds start = sys_days{2024y / January / 1};

nextfire::zone berlin() {
    return *nextfire::zone::find("Europe/Berlin");
}

/// Says in nextfire's terms what the peer has read, to compare the two.
cron_fields fields_of(const cron_peer_sets& sets) {
    constexpr std::uint64_t five_weeks = 0x10204081;
    cron_fields fields;
    fields.seconds = sets.seconds.to_ullong();
    fields.minutes = sets.minutes.to_ullong();
    fields.hours = static_cast<std::uint32_t>(sets.hours.to_ulong());
    fields.days = static_cast<std::uint32_t>(sets.days.to_ulong() >> 1);
    fields.last_days = sets.has_last_day ? 1 : 0;
    fields.workdays = static_cast<std::uint32_t>(sets.workdays.to_ulong() >> 1);
    fields.last_workdays = sets.has_last_workday ? 1 : 0;
    fields.weekdays = sets.weekdays.to_ullong() * five_weeks;
    for (std::size_t week = 0; week < 5; ++week)
        fields.weekdays |= sets.nth_weekdays[week].to_ullong() << week * 7;
    fields.last_weekdays = static_cast<std::uint8_t>(sets.last_weekdays.to_ulong());
    fields.months = static_cast<std::uint16_t>(sets.months.to_ulong() >> 1);
    if (sets.either_day) fields.combination = nextfire::day_combination::either;
    if (sets.is_elapsed) fields.times = nextfire::time_meaning::elapsed;
    if (!sets.years.all()) {
        std::array<std::uint64_t, 4> years{};
        for (std::size_t year = 0; year < sets.years.size(); ++year)
            years.at(year / 64) |= std::uint64_t{sets.years[year]} << year % 64;
        fields.years = nextfire::year_set::listed(years);
    }
    return fields;
}

void parse_by_nextfire(benchmark::State& state, const cron_workload& work) {
    const cron_fields expected = fields_of(peer_sets_of(work));
    for (auto _ : state) {
        const auto read = nextfire::cron_expression::parse(work.text, work.dialect);
        if (!read || !(read->fields() == expected)) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

void parse_by_splitting(benchmark::State& state, const cron_workload& work) {
    const cron_fields expected = expression_of(work).fields();
    for (auto _ : state) {
        if (!(fields_of(peer_sets_of(work)) == expected)) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

void refuse(benchmark::State& state, const cron_workload& work) {
    for (auto _ : state) {
        const auto read = nextfire::cron_expression::parse(work.text, work.dialect);
        if (read || read.errors().front().code != nextfire::violation_code::never_fires)
            return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

void search_in_vain(benchmark::State& state, const cron_workload& work) {
    const cron_peer schedule{peer_sets_of(work), "Europe/Berlin"};
    for (auto _ : state) {
        if (schedule.next(start)) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

void can_fire(benchmark::State& state, const cron_workload& work) {
    cron_fields fields = fields_of(peer_sets_of(work));
    for (auto _ : state) {
        benchmark::DoNotOptimize(fields);
        if (nextfire::detail::can_fire(fields)) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

void build(benchmark::State& state, const cron_workload& work) {
    const nextfire::cron_expression expression = expression_of(work);
    const nextfire::zone clock = berlin();
    const auto expected = cron_peer{peer_sets_of(work), clock.name()}.next(start);
    for (auto _ : state) {
        const auto built = nextfire::schedule::build(expression, clock);
        if (!built || built->next(start) != expected) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

void write_text(benchmark::State& state, const cron_workload& work) {
    const nextfire::cron_expression expression = expression_of(work);
    const std::string expected = expression.text();
    if (!(nextfire::cron_expression::parse(expected).value() == expression))
        return state.SkipWithError("wrong answer");
    for (auto _ : state) {
        if (expression.text() != expected) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

void write_sentence(benchmark::State& state, const cron_workload& work) {
    const nextfire::cron_expression expression = expression_of(work);
    const nextfire::zone clock = berlin();
    const std::string expected = describe(expression, clock);
    for (auto _ : state) {
        if (describe(expression, clock) != expected) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

void write_rrule(benchmark::State& state, const cron_workload& work) {
    const nextfire::cron_expression expression = expression_of(work);
    const nextfire::zone clock = berlin();
    const local_days first_day{2024y / January / 1};
    const std::string expected = *to_rrule(expression, clock, first_day);
    for (auto _ : state) {
        const auto rule = to_rrule(expression, clock, first_day);
        if (!rule || *rule != expected) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

template <class Measure>
void add(const std::string& operation, const cron_workload& work, const char* engine, Measure measure) {
    benchmark::RegisterBenchmark(("cron/" + operation + "/" + work.name + "/" + engine).c_str(),
                                 [measure, &work](benchmark::State& state) { measure(state, work); });
}

[[maybe_unused]] const bool registered = [] {
    for (const cron_workload* work :
         {&cron_month_days, &cron_ten_seconds, &cron_office_hours, &cron_third_friday}) {
        add("parse", *work, "nextfire", parse_by_nextfire);
        add("parse", *work, "string_splitting", parse_by_splitting);
        add("build", *work, "nextfire", build);
        add("text", *work, "nextfire", write_text);
        add("describe", *work, "nextfire", write_sentence);
        add("to_rrule", *work, "nextfire", write_rrule);
    }
    for (const cron_workload* work : {&cron_february_30, &cron_31_of_short_months, &cron_february_29_never}) {
        add("refuse", *work, "nextfire", refuse);
        add("refuse", *work, "date_tz", search_in_vain);
        add("can_fire", *work, "nextfire", can_fire);
    }
    return true;
}();

}  // namespace
}  // namespace nextfire_bench
