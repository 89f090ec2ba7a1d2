#include "cli/patch_command.hpp"

#include "cli/answer_stream.hpp"
#include "cli/input.hpp"
#include "cli/present.hpp"
#include "cli/report.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>
#include <nextfire/tasks/modify.hpp>
#include <nextfire/tasks/task_json.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace nextfire::cli {
namespace {

/// read_task_document() refuses what is longer, in its own words.
constexpr std::size_t most_task_bytes = std::size_t{4} * 1024 * 1024;

constexpr const char* patch_footer =
    "The task is one that the API answered, perhaps with target_infos, or a document of a store; an answer\n"
    "does not tell what the days of DAY are counted from, which is then create_time.  Reasons for a refusal\n"
    "begin with task or body, whichever of the two breaks a rule; --accept-unknown is about the body.\n"
    "\n"
    "Example:\n"
    "  nextfire patch --task task.json --body change.json --now 2026-11-24T02:00:00Z\n";

/// Says of each violation which of the two texts it is in: `body/week_list`.  Without a field the message
/// says by itself where.
violations within(std::string_view text, violations errors) {
    for (violation& error : errors) {
        if (error.field.empty()) {
            error.message = fmt::format("{}: {}", text, error.message);
        } else {
            error.field.insert(0, text);
        }
    }
    return errors;
}

}  // namespace

patch_command::patch_command(CLI::App& program)
    : command_(*program.add_subcommand("patch", "Modify a scheduled task, without a server, and print it")),
      bodies_(command_) {
    command_.add_option("--task", task_, "the task as it is, JSON; - for standard input")
        ->type_name("FILE")
        ->required();
    command_.add_option("--body", body_, "the change, the body of a PATCH; - for standard input")
        ->type_name("FILE")
        ->required();
    now_.add_to(command_, {"--now", "INSTANT", "when it is modified, RFC 3339 (default: now)"});
    command_.footer(patch_footer);
}

bool patch_command::chosen() const {
    return command_.parsed();
}

exit_code patch_command::run() const {
    if (task_ == "-" && body_ == "-") return fail("--task and --body cannot both be standard input");
    violations errors;
    const auto now_text = now_.given();
    const auto now =
        now_text ? value_or_collect(api::parse_millis(*now_text, "now"), errors) : std::optional{present()};
    const auto before = value_or_collect(read_task(), errors);
    const auto body = value_or_collect(read_file(body_, bodies_.read().body_bytes), errors);
    if (!errors.empty()) return refuse(errors);

    const result<api::task> after = change(*before, *body, *now);
    if (!after) return refuse(after.errors());
    answer_stream answer;
    api::append_task(answer.text(), *after, *now,
                     after->targets.empty() ? api::task_view::answer : api::task_view::with_targets);
    answer.text() += '\n';
    return answer.finish();
}

result<api::task> patch_command::read_task() const {
    const result<std::string> text = read_file(task_, most_task_bytes);
    if (!text) return text.errors();
    result<api::task> read = api::read_task_document(*text);
    if (!read) return within("task", read.errors());
    return read;
}

result<api::task> patch_command::change(const api::task& before, const std::string& body,
                                        api::sys_millis now) const {
    result<api::task> after = api::modify(before, body, now, bodies_.read());
    if (!after) return within("body", after.errors());
    return after;
}

}  // namespace nextfire::cli
