#include "cli/call_command.hpp"

#include "cli/answer_stream.hpp"
#include "cli/called_answer.hpp"
#include "cli/calling.hpp"
#include "cli/input.hpp"
#include "cli/report.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>
#include <nextfire/spec/spec_fields.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string_view>
#include <variant>

namespace nextfire::cli {
namespace {

constexpr std::size_t most_token_file_bytes = std::size_t{64} * 1024;
constexpr unsigned longest_seconds = 600;
constexpr unsigned most_attempts_allowed = 20;
constexpr const char* sending_group = "How it is sent";
constexpr const char* token_variable = "NEXTFIRE_TOKEN";

constexpr const char* call_footer =
    "What is wrong with a request is told before it is sent.  modify takes --body, or flags for the members "
    "that\n"
    "change; create takes --body; future-executions takes --body or a schedule.  The token comes from "
    "--token-file,\n"
    "or else from the environment variable NEXTFIRE_TOKEN, and is never shown.\n"
    "\n"
    "Certificates are verified, always; no redirect is followed.  A request that failed is sent again, after "
    "waits\n"
    "that grow, where it may help and is safe: create only if the service certainly never saw it.\n"
    "\n"
    "Exit codes: 1 where the request breaks a rule or the service refuses it (400 to 499), 2 where it could "
    "not be\n"
    "reached, or did not answer as documented.\n"
    "\n"
    "Example:\n"
    "  nextfire call modify --endpoint https://workspace.example.com --project p1 --task 42 \\\n"
    "                       --scheduled-time 03:00:00 --dry-run\n";

/// Gives the field of a schedule that a name is, with `-` for `_` too.
std::optional<spec_field> field_of(std::string name) {
    std::replace(name.begin(), name.end(), '-', '_');
    for (const spec_field_row& row : spec_fields)
        if (row.name == name) return row.field;
    return std::nullopt;
}

/// Gives what a command line says wrongly of an operation, or nullptr.
const char* objection(api::operation asked, std::size_t tasks, bool has_body) {
    const api::operation_row& row = api::row_of(asked);
    if (row.is_about_one_task() && tasks != 1) return "this operation takes one --task";
    if (asked == api::operation::batch_delete)
        return has_body ? "batch-delete takes --task, not --body" : nullptr;
    if (!row.is_about_one_task() && tasks != 0) return "this operation takes no --task";
    if (asked == api::operation::create && !has_body) return "create takes --body";
    if (has_body && !row.has_body) return "this operation takes no --body";
    return nullptr;
}

bool gives_any(const schedule_fields& fields) {
    return std::any_of(spec_fields.begin(), spec_fields.end(),
                       [&fields](const spec_field_row& row) { return (fields.*row.text).has_value(); });
}

}  // namespace

std::vector<std::string> operation_names() {
    std::vector<std::string> names;
    for (const api::operation_row& row : api::operations) {
        names.emplace_back(to_string(row.named));
        std::replace(names.back().begin(), names.back().end(), '_', '-');
    }
    return names;
}

call_command::call_command(CLI::App& program)
    : command_(*program.add_subcommand("call", "Ask a service that has the API of scheduled tasks")),
      schedule_(command_),
      bodies_(command_) {
    command_
        .add_option("operation", operation_,
                    "modify, create, show, list, delete, batch-delete or future-executions")
        ->type_name("OPERATION")
        ->required()
        ->check(CLI::IsMember(operation_names()).description(""));
    command_.add_option("--endpoint", endpoint_, "where the service is: https://HOST[:PORT][/BASE]")
        ->type_name("URL")
        ->required();
    command_.add_option("--project", project_, "whose tasks")->type_name("ID")->required();
    command_.add_option("--task", tasks_, "which task; of batch-delete, up to 20")
        ->type_name("ID")
        ->allow_extra_args(false);
    body_.add_to(command_,
                 {"--body", "FILE", "the body of the request, sent as it is; - for standard input"});
    name_.add_to(command_,
                 {"--task-name", "TEXT", "the task's name; of list, those that have this in their name"});
    type_.add_to(command_,
                 {"--task-type", "TEXT", "RESTART_SERVER, START_SERVER, STOP_SERVER or REINSTALL_OS"});
    description_.add_to(command_, {"--description", "TEXT", "what is said of the task"});
    command_
        .add_option("--clear", cleared_,
                    "a member to be taken away: description, expire_time, week_list, ...")
        ->type_name("MEMBER")
        ->allow_extra_args(false);
    auto* enables = command_.add_flag("--enable", enables_, "let the task run");
    command_.add_flag("--disable", disables_, "keep the task from running")->excludes(enables);
    command_.add_option("--limit", limit_, "of list: how many tasks, 1 to 100")->type_name("N");
    command_.add_option("--offset", offset_, "of list: how many are left out at the front")->type_name("N");
    add_sending_flags();
    command_.footer(call_footer);
}

void call_command::add_sending_flags() {
    token_file_.add_to(command_, {"--token-file", "FILE", "the token, alone in a file"}, sending_group);
    authorities_.add_to(command_,
                        {"--ca", "FILE", "whom to trust in the place of the system's authorities, PEM"},
                        sending_group);
    command_
        .add_flag("--allow-plain-http", allows_plain_http_,
                  "let an endpoint be http:// on another machine: whoever is in between can read the token")
        ->group(sending_group);
    command_.add_flag("--dry-run", is_dry_run_, "print the request as a command of curl, and send nothing")
        ->group(sending_group);
    const auto add_seconds = [this](const char* name, unsigned& value, const char* help) {
        command_.add_option(name, value, help)
            ->type_name("SECONDS")
            ->check(CLI::Range(1U, longest_seconds).description(""))
            ->group(sending_group);
    };
    add_seconds("--connect-timeout", connect_seconds_, "how long connecting may take (default: 10)");
    add_seconds("--timeout", total_seconds_, "how long an attempt may take altogether (default: 30)");
    command_.add_option("--attempts", attempts_, "how often it is sent at most, 1 to 20 (default: 4)")
        ->type_name("N")
        ->check(CLI::Range(1U, most_attempts_allowed).description(""))
        ->group(sending_group);
}

bool call_command::chosen() const {
    return command_.parsed();
}

exit_code call_command::run() const {
    const api::operation asked = *api::parse_operation(operation_);  // the flag takes no other
    if (const char* words = objection(asked, tasks_.size(), body_.given().has_value())) return fail(words);
    if (const char* words = misplaced_flag(asked)) return fail(words);
    const auto token = read_token();
    if (!token) return refuse(token.errors());
    api::call_settings settings{.endpoint = endpoint_, .project_id = project_, .tasks = bodies_.read()};
    if (*token) settings.token = **token;
    if (allows_plain_http_) settings.plain = api::plain_http::anywhere;
    const result<api::call> made = make_call(asked, settings);
    if (!made) return refuse(made.errors());
    if (is_dry_run_) {
        answer_stream answer;
        answer.text() = to_curl(*made);
        return answer.finish();
    }
    sending_limits sending{.connecting = std::chrono::seconds{connect_seconds_},
                           .whole = std::chrono::seconds{total_seconds_}};
    if (const auto file = authorities_.given()) sending.authorities_file = std::string{*file};
    return print_answer(asked, send(*made, sending, {.most_attempts = attempts_}));
}

const char* call_command::misplaced_flag(api::operation asked) const {
    const bool is_modify = asked == api::operation::modify;
    const bool is_list = asked == api::operation::list;
    const bool has_schedule = schedule_.gives_whole() || gives_any(schedule_.given_fields());
    const bool has_filter = name_.given() || type_.given();
    const bool has_member = description_.given() || !cleared_.empty() || enables_ || disables_;
    if (body_.given() && (has_schedule || has_filter || has_member))
        return "--body is the whole body: no flag adds to it";
    if (has_schedule && !is_modify && asked != api::operation::future_executions)
        return "flags of a schedule are for modify and future-executions";
    if (has_member && !is_modify) return "--description, --clear, --enable and --disable are for modify";
    const auto is_given = [&, given = schedule_.given_fields()](const std::string& name) {
        const auto field = field_of(name);
        return field ? (given.*spec_fields[place_of(*field)].text).has_value()
                     : name == "description" && description_.given();
    };
    if (std::any_of(cleared_.begin(), cleared_.end(), is_given))
        return "--clear is for members that no other flag gives";
    if (has_filter && !is_modify && !is_list) return "--task-name and --task-type are for modify and list";
    if ((limit_ || offset_) && !is_list) return "--limit and --offset are for list";
    return nullptr;
}

result<std::optional<std::string>> call_command::read_token() const {
    std::string token;
    if (const auto path = token_file_.given()) {
        const result<std::string> text = read_file(std::string{*path}, most_token_file_bytes);
        if (!text) return text.errors();
        token = *text;
    } else if (const char* variable = std::getenv(token_variable)) {  // NOLINT(concurrency-mt-unsafe)
        token = variable;
    } else {
        return std::optional<std::string>{};
    }
    while (token.ends_with('\n') || token.ends_with('\r')) token.pop_back();
    return std::optional{std::move(token)};
}

result<api::task_edit> call_command::read_edit(api::operation asked) const {
    violations errors;
    api::task_edit edit;
    if (schedule_.gives_whole() || asked == api::operation::future_executions) {
        if (const auto given = value_or_collect(schedule_.read(), errors)) {
            if (const auto* spec = std::get_if<schedule_spec>(&*given)) {
                edit.schedule = *spec;
            } else if (const auto meant =
                           value_or_collect(api::define(*given, api::time_zone(*given), {}), errors)) {
                edit.schedule = *meant;
            }
        }
    } else {
        edit.fields = schedule_.given_fields();
    }
    if (const auto name = name_.given()) edit.name = *name;
    if (const auto text = type_.given())
        if (const auto type = value_or_collect(api::parse_task_type(*text), errors)) edit.type = *type;
    if (const auto text = description_.given()) edit.description = *text;
    if (enables_ || disables_) edit.is_enable = enables_;
    for (const std::string& name : cleared_) {
        if (const auto field = field_of(name))
            edit.cleared_fields.push_back(*field);
        else if (name == "description")
            edit.description = api::cleared;
        else
            errors.push_back(
                {violation_code::unknown_name, "clear", std::nullopt,
                 fmt::format("expected description or a field of the schedule, but found \"{}\"", name)});
    }
    if (!errors.empty()) return errors;
    return edit;
}

result<api::call> call_command::make_call_with_body(api::operation asked,
                                                    const api::call_settings& settings) const {
    const result<std::string> body = read_file(std::string{*body_.given()}, settings.tasks.body_bytes);
    if (!body) return body.errors();
    if (asked == api::operation::create) return create_call(settings, *body);
    if (asked == api::operation::future_executions) return future_executions_call(settings, *body);
    return modify_call(settings, tasks_.front(), *body);
}

result<api::call> call_command::make_list_call(const api::call_settings& settings) const {
    api::list_filter filter{.offset = offset_, .limit = limit_, .task_name = name_.given()};
    if (const auto text = type_.given()) {
        const auto type = api::parse_task_type(*text);
        if (!type) return type.errors();
        filter.type = *type;
    }
    return list_call(settings, filter);
}

result<api::call> call_command::make_call(api::operation asked, const api::call_settings& settings) const {
    if (body_.given()) return make_call_with_body(asked, settings);
    switch (asked) {
        case api::operation::show:
            return show_call(settings, tasks_.front());
        case api::operation::list:
            return make_list_call(settings);
        case api::operation::remove:
            return delete_call(settings, tasks_.front());
        case api::operation::batch_delete:
            return batch_delete_call(settings, tasks_);
        case api::operation::modify:
        case api::operation::create:
        case api::operation::future_executions:
            break;
    }
    const result<api::task_edit> edit = read_edit(asked);
    if (!edit) return edit.errors();
    if (asked == api::operation::future_executions) return future_executions_call(settings, *edit);
    return modify_call(settings, tasks_.front(), *edit);
}

}  // namespace nextfire::cli
