#include "cli/next_command.hpp"

#include "cli/answer_stream.hpp"
#include "cli/report.hpp"
#include "request/anchoring.hpp"
#include "spec/timestamp.hpp"

#include <CLI/CLI.hpp>
#include <nextfire/base/instant.hpp>

#include <chrono>
#include <optional>

namespace nextfire::cli {
namespace {

using namespace std::chrono;

constexpr const char* next_footer =
    "A DAY schedule with an interval above 1 counts from --anchor-date, or else from the first date on "
    "which\n"
    "the clock shows its time of day at or after --from; @every counts from --anchor-instant, or else from\n"
    "--from.  A time of day that a clock change removes or repeats is marked, with the reason.\n"
    "Cron with a *, a range or a step in its second, minute or hour counts the time that goes by: in both\n"
    "passes of an hour that is repeated, and not at all in one that is left out (--elapsed).\n"
    "\n"
    "Example:\n"
    "  nextfire next --scheduled-type WEEK --week-list 2,3,4,5,6 --scheduled-time 09:00:00 --zone "
    "Europe/Berlin\n"
    "  nextfire next --cron '*/15 9-17 * * mon-fri' --dialect unix --zone Europe/Berlin --count 10\n"
    "  nextfire next --cron '0 30 2 * * ?' --zone Europe/Berlin --preset quartz --from "
    "2026-03-28T00:00:00Z\n";

}  // namespace

next_command::next_command(CLI::App& program)
    : command_(*program.add_subcommand("next", "Print when a schedule fires")),
      schedule_(command_),
      start_(command_),
      policies_(command_) {
    until_.add_to(command_, {"--until", "INSTANT", "end, itself excluded, RFC 3339"});
    count_.add_to(command_);
    output_.add_to(command_);
    command_.footer(next_footer);
}

bool next_command::chosen() const {
    return command_.parsed();
}

exit_code next_command::run() const {
    const result<question> asked = read();
    if (!asked) return refuse(asked.errors());
    answer_stream answer;
    if (output_.is_json()) {
        answer.text() += '{';
        append_header_json(answer.text(), *asked);
        answer.text() += ',';
        append_occurrences_json(answer, *asked);
        answer.text() += "}\n";
    } else {
        append_header(answer.text(), *asked);
        append_occurrences(answer, *asked);
    }
    return answer.finish();
}

result<question> next_command::read() const {
    violations errors;
    const auto given = value_or_collect(schedule_.read(), errors);
    const auto from = value_or_collect(start_.from(), errors);
    std::optional<sys_seconds> until = max_instant + seconds{1};
    if (const auto text = until_.given())
        until = value_or_collect(detail::parse_beginning(*text, "until"), errors);
    const auto count = value_or_collect(count_.read(), errors);
    schedule_options options = policies_.read(errors);
    start_.read_anchors(options, errors);
    if (!errors.empty()) return errors;

    options = api::with_anchors(*given, options, *from);
    const result<schedule> times = api::build(*given, options);
    if (!times) return times.errors();
    return question{*given, options, *times, *from, *until, *count};
}

}  // namespace nextfire::cli
