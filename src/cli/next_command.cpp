#include "next_command.hpp"

#include "anchoring.hpp"
#include "answer_stream.hpp"
#include "json.hpp"
#include "occurrence_text.hpp"
#include "option_text.hpp"
#include "report.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nextfire/cron_expression.hpp>
#include <nextfire/instant.hpp>
#include <nextfire/occurrences.hpp>

#include <iterator>

namespace nextfire::cli {
namespace {

using namespace std::chrono;

constexpr std::uint64_t most_occurrences = 1'000'000;

constexpr const char* footer =
    "A DAY schedule with an interval above 1 counts from --anchor-date, or else from the first date on "
    "which\n"
    "the clock shows its time of day at or after --from.\n"
    "A time of day that a clock change removes or repeats is marked, with the reason.\n"
    "\n"
    "Example:\n"
    "  nextfire next --scheduled-type WEEK --week-list 2,3,4,5,6 --scheduled-time 09:00:00 --zone "
    "Europe/Berlin\n";

}  // namespace

next_command::next_command(CLI::App& program)
    : command_(*program.add_subcommand("next", "Print when a schedule fires")),
      schedule_(command_),
      start_(command_) {
    until_option_ =
        command_.add_option("--until", until_, "end, itself excluded, RFC 3339")->type_name("INSTANT");
    command_
        .add_option("--count", count_,
                    fmt::format("most occurrences to print, 0 to {} (default: 5)", most_occurrences))
        ->type_name("N");
    command_
        .add_option("--counting", counting_, "how DAY counts: from-anchor (default) or restart-each-month")
        ->type_name("TEXT");
    command_
        .add_option("--gap", gap_, "a local time that never exists: at_transition (default), skip or shift")
        ->type_name("TEXT");
    command_
        .add_option("--overlap", overlap_, "a local time that exists twice: first (default), second or both")
        ->type_name("TEXT");
    command_.add_option("--output", output_, "text (default) or json")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "json"}).description(""));
    command_.footer(footer);
}

bool next_command::chosen() const {
    return command_.parsed();
}

exit_code next_command::run() const {
    const result<question> asked = read();
    if (!asked) return refuse(asked.errors());
    return output_ == "json" ? print_json(*asked) : print_text(*asked);
}

schedule_options next_command::read_options(violations& errors) const {
    schedule_options options;
    options.anchor_date = value_or_collect(start_.anchor(), errors).value_or(std::nullopt);
    options.counting =
        value_or_collect(parse_day_counting(counting_, "counting"), errors).value_or(options.counting);
    options.gap = value_or_collect(parse_gap_policy(gap_, "gap"), errors).value_or(options.gap);
    options.overlap =
        value_or_collect(parse_overlap_policy(overlap_, "overlap"), errors).value_or(options.overlap);
    return options;
}

result<next_command::question> next_command::read() const {
    violations errors;
    const auto spec = value_or_collect(schedule_.read(), errors);
    const auto from = value_or_collect(start_.from(), errors);
    std::optional<sys_seconds> until = max_instant + seconds{1};
    if (until_option_->count() != 0) until = value_or_collect(parse_instant(until_, "until"), errors);
    const auto count = value_or_collect(parse_count(count_, most_occurrences, "count"), errors);
    schedule_options options = read_options(errors);
    if (!errors.empty()) return errors;

    options = with_anchor(*spec, options, *from);
    const result<schedule> times = schedule::build(*spec, options);
    if (!times) return times.errors();
    return question{*spec, options, *times, *from, *until, *count};
}

std::string next_command::header(const question& asked) {
    const cron_conversion cron = cron_expression::from(asked.spec, asked.options.counting);
    std::string text = fmt::format("{:<10}  {}  {}\n", to_string(asked.spec.type()), cron.expression.text(),
                                   asked.spec.time_zone().name());
    if (cron.fidelity != cron_fidelity::exact && asked.options.anchor_date)
        text += fmt::format("  every {} days from {}; the cron text counts anew on day 1 of each month\n",
                            asked.spec.day_interval()->count(), format_date(*asked.options.anchor_date));
    if (asked.spec.expire_time())
        text += fmt::format("  expires {}\n", format_instant(*asked.spec.expire_time()));
    return text;
}

std::string next_command::why_none(const question& asked) {
    const std::optional<sys_seconds> expiry = asked.spec.expire_time();
    if (expiry && *expiry < asked.from)
        return fmt::format("the schedule expired at {}", format_instant(*expiry));
    const std::optional<sys_seconds> later = asked.times.next(asked.from - seconds{1});
    if (later) return fmt::format("the next one, {}, is not before --until", format_instant(*later));
    if (expiry)
        return fmt::format("the schedule expires at {}, before it fires again", format_instant(*expiry));
    const std::optional<sys_seconds> last = asked.times.prev(asked.from);
    if (last) return fmt::format("the last one was {}", format_instant(*last));
    return "the calendar ends with the year 9999";
}

exit_code next_command::print_text(const question& asked) {
    answer_stream answer;
    answer.text() += header(asked);
    const zone clock = asked.spec.time_zone();
    const occurrence_range fires = asked.times.occurrences(asked.from, asked.until);
    auto at = fires.begin();
    if (at == fires.end()) answer.text() += fmt::format("  no occurrence is left: {}\n", why_none(asked));
    for (std::uint64_t i = 0; i < asked.count && at != fires.end() && answer.good(); ++i, ++at) {
        append_line(answer.text(), *asked.times.occurrence_at(*at), clock);
        answer.flush_when_full();
    }
    return answer.finish();
}

exit_code next_command::print_json(const question& asked) {
    answer_stream answer;
    const zone clock = asked.spec.time_zone();
    const cron_conversion cron = cron_expression::from(asked.spec, asked.options.counting);
    auto out = std::back_inserter(answer.text());
    fmt::format_to(out, R"({{"scheduled_type":"{}","cron":"{}","fidelity":"{}","time_zone":)",
                   to_string(asked.spec.type()), cron.expression.text(), to_string(cron.fidelity));
    api::append_json_string(answer.text(), clock.name());
    if (counts_from_anchor(asked.spec, asked.options))
        fmt::format_to(out, R"(,"anchor_date":"{}")", format_date(*asked.options.anchor_date));
    if (asked.spec.expire_time())
        fmt::format_to(out, R"(,"expire_time":"{}")", format_instant(*asked.spec.expire_time()));
    answer.text() += R"(,"next":[)";
    const occurrence_range fires = asked.times.occurrences(asked.from, asked.until);
    auto at = fires.begin();
    for (std::uint64_t i = 0; i < asked.count && at != fires.end() && answer.good(); ++i, ++at) {
        if (i != 0) answer.text() += ',';
        append_json(answer.text(), *asked.times.occurrence_at(*at), clock);
        answer.flush_when_full();
    }
    answer.text() += "]}\n";
    return answer.finish();
}

}  // namespace nextfire::cli
