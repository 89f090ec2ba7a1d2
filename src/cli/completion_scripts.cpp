#include "cli/completion_scripts.hpp"

#include "base/joined.hpp"

#include <fmt/core.h>

#include <string_view>
#include <utility>

namespace nextfire::cli {
namespace {

/// Puts a backslash before some characters.
std::string escaped(std::string_view text, std::string_view characters) {
    std::string out;
    for (const char c : text) {
        if (characters.find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

/// Writes a text in the single quotes of bash and zsh.
std::string shell_quoted(std::string_view text) {
    std::string out{"'"};
    for (const char c : text) {
        if (c == '\'')
            out += "'\\''";
        else
            out += c;
    }
    return out + '\'';
}

/// Gives what may stand in a command: its flags, and words that are one of some.
std::string words_of(const command_outline& command) {
    std::vector<std::string> names;
    for (const flag_outline& flag : command.flags)
        names.insert(names.end(), flag.names.begin(), flag.names.end());
    for (const flag_outline& word : command.words)
        names.insert(names.end(), word.choices.begin(), word.choices.end());
    return detail::joined(names, " ");
}

std::string command_names(std::span<const command_outline> commands, std::string_view separator) {
    std::vector<std::string> names;
    for (const command_outline& command : commands.subspan(1)) names.push_back(command.name);
    return detail::joined(names, separator);
}

// ---- bash ----

/// Gives what completes the value of a flag, or nothing where none is to be completed.
std::string bash_values(const flag_outline& flag, std::string_view program) {
    switch (flag.kind) {
        case value_kind::none:
            return "";
        case value_kind::text:
            return "return";
        case value_kind::choice:
            return fmt::format("COMPREPLY=($(compgen -W {} -- \"$word\")); return",
                               shell_quoted(detail::joined(flag.choices, " ")));
        case value_kind::zone:
            return fmt::format(
                "COMPREPLY=($(compgen -W \"$({} zones \"$word\" 2>/dev/null | cut -d' ' -f1)\" -- "
                "\"$word\")); return",
                program);
        case value_kind::file:
            return "COMPREPLY=($(compgen -f -- \"$word\")); return";
    }
    return "";
}

// ---- zsh ----

std::string zsh_flag(const flag_outline& flag, std::string_view program) {
    std::string value;
    switch (flag.kind) {
        case value_kind::none:
            break;
        case value_kind::text:
            value = fmt::format(":{}: ", flag.type);
            break;
        case value_kind::choice:
            value = fmt::format(":{}:({})", flag.type, detail::joined(flag.choices, " "));
            break;
        case value_kind::zone:
            value = fmt::format(":{}:{{compadd -- ${{${{(f)\"$({} zones)\"}}%% *}}}}", flag.type, program);
            break;
        case value_kind::file:
            value = fmt::format(":{}:_files", flag.type);
            break;
    }
    std::string specs;
    for (const std::string& name : flag.names) {
        const char* sign = value.empty() ? "" : "=";
        specs += fmt::format(
            " \\\n            {}",
            shell_quoted(fmt::format("*{}{}[{}]{}", name, sign, escaped(flag.help, "[]:\\"), value)));
    }
    return specs;
}

// ---- fish ----

std::string fish_quoted(std::string_view text) {
    return "'" + escaped(text, "\\'") + "'";
}

std::string fish_flag(const flag_outline& flag, std::string_view program, std::string_view condition) {
    std::string line = fmt::format("complete -c {} -n {}", program, fish_quoted(condition));
    for (const std::string& name : flag.names)
        line += name.starts_with("--") ? fmt::format(" -l {}", name.substr(2))
                                       : fmt::format(" -s {}", name.substr(1));
    switch (flag.kind) {
        case value_kind::none:
            break;
        case value_kind::text:
            line += " -x";
            break;
        case value_kind::choice:
            line += fmt::format(" -x -a {}", fish_quoted(detail::joined(flag.choices, " ")));
            break;
        case value_kind::zone:
            line += fmt::format(" -x -a '({} zones | string split -f1 \" \")'", program);
            break;
        case value_kind::file:
            line += " -r -F";
            break;
    }
    return fmt::format("{} -d {}\n", line, fish_quoted(flag.help));
}

}  // namespace

std::string bash_completion(std::span<const command_outline> commands) {
    const std::string& program = commands.front().name;
    std::string script = fmt::format(
        "# {0} for bash\n_{0}() {{\n"
        "    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command='' n\n"
        "    COMPREPLY=()\n"
        "    for ((n = 1; n < COMP_CWORD; ++n)); do\n"
        "        case ${{COMP_WORDS[n]}} in {1}) command=${{COMP_WORDS[n]}}; break ;; esac\n"
        "    done\n"
        "    case $command:$before in\n",
        program, command_names(commands, "|"));
    std::string words;
    for (const command_outline& command : commands) {
        const std::string name = &command == &commands.front() ? "" : command.name;
        for (const flag_outline& flag : command.flags)
            if (const std::string values = bash_values(flag, program); !values.empty())
                for (const std::string& spelling : flag.names)
                    script += fmt::format("        {}:{}) {} ;;\n", name, spelling, values);
        words += fmt::format(
            "        {}) COMPREPLY=($(compgen -W {} -- \"$word\")) ;;\n", shell_quoted(name),
            shell_quoted(words_of(command) + (name.empty() ? " " + command_names(commands, " ") : "")));
    }
    return script + fmt::format("    esac\n    case $command in\n{}    esac\n}}\ncomplete -F _{} {}\n", words,
                                program, program);
}

std::string zsh_completion(std::span<const command_outline> commands) {
    const std::string& program = commands.front().name;
    std::string script = fmt::format("#compdef {0}\n_{0}() {{\n    local -a commands=(\n", program);
    for (const command_outline& command : commands.subspan(1))
        script +=
            fmt::format("        {}\n", shell_quoted(command.name + ":" + escaped(command.help, ":\\")));
    script += "    )\n    local state line\n    _arguments -C";
    for (const flag_outline& flag : commands.front().flags) script += zsh_flag(flag, program);
    script +=
        " \\\n            '1:command:->command' '*::argument:->argument'\n    case $state in\n"
        "    command) _describe command commands ;;\n    argument)\n        case $words[1] in\n";
    for (const command_outline& command : commands.subspan(1)) {
        script += fmt::format("        {}) _arguments", command.name);
        for (const flag_outline& flag : command.flags) script += zsh_flag(flag, program);
        for (const flag_outline& word : command.words)
            script += fmt::format(" \\\n            '*:{}:({})'", word.names.front(),
                                  detail::joined(word.choices, " "));
        script += " ;;\n";
    }
    return script + fmt::format("        esac ;;\n    esac\n}}\n_{} \"$@\"\n", program);
}

std::string fish_completion(std::span<const command_outline> commands) {
    const std::string& program = commands.front().name;
    std::string script = fmt::format("# {0} for fish\ncomplete -c {0} -f\n", program);
    for (const command_outline& command : commands.subspan(1))
        script += fmt::format("complete -c {} -n __fish_use_subcommand -a {} -d {}\n", program, command.name,
                              fish_quoted(command.help));
    for (const command_outline& command : commands) {
        const std::string condition = &command == &commands.front()
                                          ? std::string{"__fish_use_subcommand"}
                                          : "__fish_seen_subcommand_from " + command.name;
        for (const flag_outline& flag : command.flags) script += fish_flag(flag, program, condition);
        for (const flag_outline& word : command.words)
            if (!word.choices.empty())
                script += fmt::format("complete -c {} -n {} -a {}\n", program, fish_quoted(condition),
                                      fish_quoted(detail::joined(word.choices, " ")));
    }
    return script;
}

}  // namespace nextfire::cli
