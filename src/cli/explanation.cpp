#include "cli/explanation.hpp"

#include "cli/field_words.hpp"
#include "cli/occurrence_text.hpp"
#include "request/json.hpp"

#include <fmt/core.h>
#include <nextfire/base/instant.hpp>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace nextfire::cli {
namespace {

using namespace std::chrono;

/// Gives the instant two years later, or the end of the calendar; 29 February becomes the 28th.
sys_seconds two_years_after(sys_seconds instant) {
    const sys_days day = floor<days>(instant);
    year_month_day later = year_month_day{day} + years{2};
    if (!later.ok()) later = later.year() / later.month() / last;
    return std::min(sys_days{later} + (instant - day), max_instant + seconds{1});
}

std::string_view kind_words(const question& asked) {
    if (api::is_every(asked.given)) return "exact durations";
    return api::is_elapsed(asked.given, asked.options.elapsed) ? "elapsed time" : "fixed times of day";
}

std::vector<field_in_words> fields_of(const question& asked) {
    return fields_in_words(api::to_cron(asked.given, asked.options.counting).expression.fields());
}

std::string change_line(const met_change& met) {
    const bool one_day = floor<days>(met.before) == floor<days>(met.after);
    return fmt::format("  {}{}{}  {}  {}\n", one_day ? format_date(floor<days>(met.before)) : "",
                       one_day ? " " : "", format_jump(met.before, met.after), format_instant(met.instant),
                       sentence(met));
}

void append_change_json(std::string& out, const met_change& met) {
    auto end = std::back_inserter(out);
    fmt::format_to(end, R"({{"instant":"{}","before":"{}","after":"{}","count":{},"times":[)",
                   format_instant(met.instant), format_local(met.before), format_local(met.after), met.count);
    for (const local_seconds& local : met.first)
        fmt::format_to(end, R"({}"{}")", &local == &met.first.front() ? "" : ",", format_local(local));
    fmt::format_to(end, R"(],"effect":"{}"}})", sentence(met));
}

}  // namespace

explanation explain(const question& asked, language in) {
    return {asked, api::describe(asked.given, in, asked.options),
            met_changes(asked.given, asked.options, asked.times, asked.from, two_years_after(asked.from))};
}

void append_text(answer_stream& answer, const explanation& made) {
    std::string& out = answer.text();
    auto end = std::back_inserter(out);
    fmt::format_to(end, "{}\n\n", made.sentence);
    append_header(out, made.asked);
    for (const field_in_words& field : fields_of(made.asked))
        fmt::format_to(end, "  {:<12}  {}\n", field.name, field.words);
    fmt::format_to(end, "  {:<12}  {}\n\nNext\n", "time", kind_words(made.asked));
    append_occurrences(answer, made.asked);
    if (made.changes.empty()) {
        out += "\nNo clock change in the next two years moves an occurrence.\n";
        return;
    }
    out += "\nClock changes in the next two years\n";
    for (const met_change& met : made.changes) out += change_line(met);
}

void append_json(answer_stream& answer, const explanation& made) {
    std::string& out = answer.text();
    out += R"({"description":)";
    api::append_json_string(out, made.sentence);
    out += ',';
    append_header_json(out, made.asked);
    out += R"(,"fields":{)";
    std::string_view separator;
    for (const field_in_words& field : fields_of(made.asked)) {
        std::string name{field.name};
        std::replace(name.begin(), name.end(), '-', '_');
        fmt::format_to(std::back_inserter(out), R"({}"{}":"{}")", separator, name, field.words);
        separator = ",";
    }
    fmt::format_to(std::back_inserter(out), R"(}},"time":"{}",)", kind_words(made.asked));
    append_occurrences_json(answer, made.asked);
    out += R"(,"clock_changes":[)";
    for (const met_change& met : made.changes) {
        if (&met != &made.changes.front()) out += ',';
        append_change_json(out, met);
    }
    out += "]}\n";
}

}  // namespace nextfire::cli
