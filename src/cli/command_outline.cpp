#include "cli/command_outline.hpp"

#include "base/enum_text.hpp"
#include "cli/call_command.hpp"

#include <CLI/CLI.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/spec/schedule_spec.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace nextfire::cli {
namespace {

/// Gives the names of an enum's values.
template <class E>
std::vector<std::string> names_of() {
    const detail::enum_names known = detail::names_of<E>();
    return {known.span().begin(), known.span().end()};
}

struct choices_row {
    std::string_view flag;
    std::vector<std::string> (*choices)();
};

/// The flags that take one of some words.
constexpr std::array choices_of_flags{choices_row{"--scheduled-type", &names_of<schedule_type>},
                                      choices_row{"--dialect", &names_of<cron_dialect>},
                                      choices_row{"--both-days", &names_of<both_days_policy>},
                                      choices_row{"--preset", &names_of<preset>},
                                      choices_row{"--gap", &names_of<gap_policy>},
                                      choices_row{"--overlap", &names_of<overlap_policy>},
                                      choices_row{"--elapsed", &names_of<elapsed_policy>},
                                      choices_row{"--counting", &names_of<day_counting>},
                                      choices_row{"OPERATION", &operation_names},
                                      choices_row{"--output",
                                                  [] {
                                                      return std::vector<std::string>{"text", "json"};
                                                  }},
                                      choices_row{"--language", [] {
                                                      return std::vector<std::string>{"en", "zh"};
                                                  }}};

bool has_name(const flag_outline& flag, std::string_view name) {
    return std::find(flag.names.begin(), flag.names.end(), name) != flag.names.end();
}

void add_kind(flag_outline& flag) {
    if (flag.type.empty()) return;
    flag.kind = value_kind::text;
    if (flag.type == "FILE" || flag.type == "PATH") flag.kind = value_kind::file;
    if (has_name(flag, "--zone")) flag.kind = value_kind::zone;
    for (const choices_row& row : choices_of_flags) {
        if (!has_name(flag, row.flag)) continue;
        flag.kind = value_kind::choice;
        flag.choices = row.choices();
    }
}

flag_outline outline_option(const CLI::Option& option) {
    flag_outline flag{{}, {}, option.get_description(), option.get_group(), value_kind::none, {}};
    for (const std::string& name : option.get_snames()) flag.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) flag.names.push_back("--" + name);
    if (option.get_items_expected_max() > 0) flag.type = option.get_type_name();
    if (flag.names.empty()) flag.names.push_back(flag.type.empty() ? option.get_name(true) : flag.type);
    add_kind(flag);
    return flag;
}

command_outline outline_command(const CLI::App& command) {
    command_outline outline{command.get_name(), command.get_description(), {}, {}, command.get_footer()};
    for (const CLI::Option* option : command.get_options())
        (option->nonpositional() ? outline.flags : outline.words).push_back(outline_option(*option));
    return outline;
}

}  // namespace

std::vector<command_outline> outline_commands(const CLI::App& program) {
    std::vector<command_outline> commands{outline_command(program)};
    for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; }))
        if (!command->get_group().empty()) commands.push_back(outline_command(*command));
    return commands;
}

}  // namespace nextfire::cli
