#include "cron_command.hpp"

#include "anchoring.hpp"
#include "answer_stream.hpp"
#include "json.hpp"
#include "occurrence_text.hpp"
#include "report.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nextfire/cron_expression.hpp>
#include <nextfire/instant.hpp>
#include <nextfire/rrule.hpp>
#include <nextfire/schedule.hpp>

#include <chrono>
#include <iterator>
#include <optional>
#include <string_view>
#include <vector>

namespace nextfire::cli {
namespace {

using namespace std::chrono;

constexpr const char* footer =
    "The recurrence rule starts on --anchor-date, or else on the first date on which the clock\n"
    "shows the time of day at or after --from.\n"
    "\n"
    "Example:\n"
    "  nextfire cron --scheduled-type MONTH --month-list 1,3,12 --date-list 1,2,28,L --scheduled-time "
    "09:00:00\n";

/// What the command answers.
struct conversions {
    schedule_spec spec;
    cron_conversion cron;
    std::vector<cron_expression> plain_set;  // empty when the expression is plain itself
    result<std::string> rrule;
};

conversions convert(const schedule_spec& spec, local_days start) {
    cron_conversion cron = cron_expression::from(spec);
    std::vector<cron_expression> plain_set = cron.expression.plain_set();
    if (plain_set.size() == 1 && plain_set.front() == cron.expression) plain_set.clear();
    return {spec, cron, std::move(plain_set), to_rrule(spec, start)};
}

std::string explanation(const conversions& made) {
    if (made.cron.fidelity == cron_fidelity::exact)
        return "fires on the same local dates at the same local time";
    return fmt::format("cron counts anew on day 1 of each month; the schedule goes on every {} days",
                       made.spec.day_interval()->count());
}

void append_text(std::string& out, const conversions& made) {
    auto end = std::back_inserter(out);
    fmt::format_to(end, "cron       {}\n", made.cron.expression.text());
    fmt::format_to(end, "fidelity   {}: {}\n", to_string(made.cron.fidelity), explanation(made));
    std::string_view label = "plain set";
    for (const cron_expression& plain : made.plain_set) {
        fmt::format_to(end, "{:<9}  {}\n", label, plain.text());
        label = "";
    }
    if (made.rrule) {
        const std::string_view rule = *made.rrule;
        const std::size_t line_end = rule.find('\n');
        fmt::format_to(end, "rrule      {}\n", rule.substr(0, line_end));
        if (line_end != std::string_view::npos)
            fmt::format_to(end, "           {}\n", rule.substr(line_end + 1));
    } else {
        fmt::format_to(end, "rrule      none: {}\n", made.rrule.errors().front().message);
    }
    fmt::format_to(end, "time zone  {}\n", made.spec.time_zone().name());
    fmt::format_to(end, "expires    {}\n",
                   made.spec.expire_time() ? format_instant(*made.spec.expire_time()) : "never");
}

void append_json(std::string& out, const conversions& made) {
    auto end = std::back_inserter(out);
    fmt::format_to(end, R"({{"scheduled_type":"{}","cron":"{}","fidelity":"{}","explanation":"{}")",
                   to_string(made.spec.type()), made.cron.expression.text(), to_string(made.cron.fidelity),
                   explanation(made));
    if (!made.plain_set.empty()) {
        out += R"(,"plain_set":[)";
        for (const cron_expression& plain : made.plain_set)
            fmt::format_to(end, R"({}"{}")", &plain == &made.plain_set.front() ? "" : ",", plain.text());
        out += ']';
    }
    out += R"(,"rrule":)";
    if (made.rrule) {
        api::append_json_string(out, *made.rrule);
    } else {
        out += R"(null,"rrule_reason":)";
        api::append_json_string(out, made.rrule.errors().front().message);
    }
    out += R"(,"time_zone":)";
    api::append_json_string(out, made.spec.time_zone().name());
    if (made.spec.expire_time())
        fmt::format_to(end, R"(,"expire_time":"{}")", format_instant(*made.spec.expire_time()));
    out += "}\n";
}

}  // namespace

cron_command::cron_command(CLI::App& program)
    : command_(*program.add_subcommand("cron", "Print a schedule as cron text and as a recurrence rule")),
      schedule_(command_),
      start_(command_) {
    command_.add_option("--output", output_, "text (default) or json")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "json"}).description(""));
    command_.footer(footer);
}

bool cron_command::chosen() const {
    return command_.parsed();
}

exit_code cron_command::run() const {
    violations errors;
    const auto spec = value_or_collect(schedule_.read(), errors);
    const auto from = value_or_collect(start_.from(), errors);
    const auto anchor = value_or_collect(start_.anchor(), errors);
    if (!errors.empty()) return refuse(errors);

    // The last days of the year 9999 may have no run at the time of day left; the rule still wants a start.
    const local_days first_run =
        anchor_date(*spec, *from).value_or(floor<days>(spec->time_zone().to_local(*from)));
    schedule_options options;
    options.anchor_date = anchor->value_or(first_run);
    if (const auto built = schedule::build(*spec, options); !built) return refuse(built.errors());
    const conversions made = convert(*spec, anchor->value_or(first_run));
    answer_stream answer;
    if (output_ == "json") {
        append_json(answer.text(), made);
    } else {
        append_text(answer.text(), made);
    }
    return answer.finish();
}

}  // namespace nextfire::cli
