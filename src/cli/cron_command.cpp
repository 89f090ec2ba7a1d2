#include "cli/cron_command.hpp"

#include "cli/answer_stream.hpp"
#include "cli/conversions.hpp"
#include "cli/report.hpp"
#include "request/anchoring.hpp"

#include <CLI/CLI.hpp>
#include <nextfire/engine/schedule.hpp>

#include <chrono>

namespace nextfire::cli {
namespace {

using namespace std::chrono;

constexpr const char* cron_footer =
    "The first line is the cron text, canonical, of a spec in the Quartz dialect; the others follow, or why\n"
    "a dialect cannot say it.  The recurrence rule starts on --anchor-date, or else on the date of the "
    "first\n"
    "run at or after --from.\n"
    "\n"
    "Example:\n"
    "  nextfire cron --scheduled-type MONTH --month-list 1,3,12 --date-list 1,2,28,L --scheduled-time "
    "09:00:00 --zone Asia/Shanghai\n"
    "  nextfire cron --cron '30 9 * * 1-5' --dialect unix --zone Europe/Berlin\n";

}  // namespace

cron_command::cron_command(CLI::App& program)
    : command_(*program.add_subcommand("cron",
                                       "Print a schedule as cron text, as a recurrence rule and in words")),
      schedule_(command_),
      start_(command_) {
    output_.add_to(command_);
    command_.footer(cron_footer);
}

bool cron_command::chosen() const {
    return command_.parsed();
}

exit_code cron_command::run() const {
    violations errors;
    const auto given = value_or_collect(schedule_.read(), errors);
    const auto from = value_or_collect(start_.from(), errors);
    schedule_options options;
    start_.read_anchors(options, errors);
    if (!errors.empty()) return refuse(errors);

    options = api::with_anchors(*given, options, *from);
    const result<schedule> times = api::build(*given, options);
    if (!times) return refuse(times.errors());
    const local_days start =
        options.anchor_date ? *options.anchor_date : api::first_run_date(*given, *times, *from);
    const conversions made = convert(*given, start, options);
    answer_stream answer;
    if (output_.is_json()) {
        append_json(answer.text(), made);
    } else {
        append_text(answer.text(), made);
    }
    return answer.finish();
}

}  // namespace nextfire::cli
