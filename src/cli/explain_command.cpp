#include "cli/explain_command.hpp"

#include "cli/answer_stream.hpp"
#include "cli/report.hpp"
#include "request/anchoring.hpp"

#include <CLI/CLI.hpp>
#include <nextfire/base/instant.hpp>

#include <chrono>

namespace nextfire::cli {
namespace {

using namespace std::chrono;

constexpr const char* explain_footer =
    "Told are: the schedule in a sentence, its cron text and fields, the next runs, and each clock change\n"
    "within two years after --from that removes or repeats one of its times, with what becomes of these.\n"
    "\n"
    "Example:\n"
    "  nextfire explain --cron '30 2 * * sun' --dialect unix --zone Europe/Berlin\n"
    "  nextfire explain --scheduled-type DAY --day-interval 1 --scheduled-time 02:30:00 --zone "
    "Europe/Berlin\n";

}  // namespace

explain_command::explain_command(CLI::App& program)
    : command_(
          *program.add_subcommand("explain", "Say what a schedule means, and which clock changes it meets")),
      schedule_(command_),
      start_(command_),
      policies_(command_) {
    count_.add_to(command_);
    language_.add_to(command_, {"--language", "TEXT", "of the sentence: en (default) or zh"});
    output_.add_to(command_);
    command_.footer(explain_footer);
}

bool explain_command::chosen() const {
    return command_.parsed();
}

exit_code explain_command::run() const {
    const result<explanation> made = read();
    if (!made) return refuse(made.errors());
    answer_stream answer;
    if (output_.is_json()) {
        append_json(answer, *made);
    } else {
        append_text(answer, *made);
    }
    return answer.finish();
}

result<explanation> explain_command::read() const {
    violations errors;
    const auto given = value_or_collect(schedule_.read(), errors);
    const auto from = value_or_collect(start_.from(), errors);
    const auto count = value_or_collect(count_.read(), errors);
    const auto in = value_or_collect(parse_language(language_.given().value_or("en"), "language"), errors);
    schedule_options options = policies_.read(errors);
    start_.read_anchors(options, errors);
    if (!errors.empty()) return errors;

    options = api::with_anchors(*given, options, *from);
    const result<schedule> times = api::build(*given, options);
    if (!times) return times.errors();
    return explain(question{*given, options, *times, *from, max_instant + seconds{1}, *count}, *in);
}

}  // namespace nextfire::cli
