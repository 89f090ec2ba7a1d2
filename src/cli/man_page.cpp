#include "cli/man_page.hpp"

#include <fmt/core.h>
#include <nextfire/base/version.hpp>

#include <optional>
#include <string_view>

namespace nextfire::cli {
namespace {

/// Escapes what troff would take for its own: backslashes, hyphens, and a point or a quote where a line begins.
std::string roff(std::string_view text) {
    std::string escaped;
    char before = '\n';
    for (const char c : text) {
        if (before == '\n' && (c == '.' || c == '\'')) escaped += "\\&";
        if (c == '\\') {
            escaped += "\\e";
        } else if (c == '-') {
            escaped += "\\-";
        } else {
            escaped += c;
        }
        before = c;
    }
    return escaped;
}

/// Appends text whose lines and blanks stay as they are.
void append_verbatim(std::string& page, std::string_view text) {
    while (text.ends_with('\n')) text.remove_suffix(1);
    if (!text.empty()) page += fmt::format(".PP\n.nf\n{}\n.fi\n", roff(text));
}

void append_flag(std::string& page, const flag_outline& flag) {
    std::string names;
    for (const std::string& name : flag.names)
        names += fmt::format("{}\\fB{}\\fR", names.empty() ? "" : ", ", roff(name));
    const bool is_word = !flag.names.front().starts_with('-');
    const std::string type = flag.type.empty() || is_word ? "" : fmt::format(" \\fI{}\\fR", roff(flag.type));
    page += fmt::format(".TP\n{}{}\n{}\n", names, type, roff(flag.help));
}

/// Appends the flags, group by group in their order.
void append_flags(std::string& page, const command_outline& command) {
    for (const flag_outline& word : command.words) append_flag(page, word);
    std::string group = command.flags.empty() ? "" : command.flags.front().group;
    for (const flag_outline& flag : command.flags) {
        if (flag.group != group) page += fmt::format(".PP\n{}:\n", roff(flag.group));
        group = flag.group;
        append_flag(page, flag);
    }
}

}  // namespace

std::string man_page(std::span<const command_outline> commands) {
    const command_outline& program = commands.front();
    const std::string& name = program.name;
    std::string page =
        fmt::format(".TH {0} 1 \"\" \"{0} {1}\" \"User Commands\"\n", name, NEXTFIRE_VERSION_STRING);
    page += fmt::format(".SH NAME\n{} \\- {}\n", name,
                        roff("tells when a schedule fires next, and what it is in cron"));
    page += ".SH SYNOPSIS\n";
    for (const command_outline& command : commands.subspan(1))
        page += fmt::format(".B {} {}\n[\\fIOPTION\\fR]...\n.br\n", name, command.name);
    page += fmt::format(".B {}\n[\\fB\\-\\-help\\fR|\\fB\\-\\-version\\fR]\n", name);
    page += ".SH DESCRIPTION\n";
    page +=
        "A schedule is a spec that a person picks in a form (once, every n days, on weekdays, on days of "
        "months),\n"
        "cron text of Quartz, Unix, Spring or AWS, or a line that says all of it.\n"
        "The program tells the instants at which it fires, right in every time zone and at every clock "
        "change\n"
        "to the year 9999.\n";
    page += ".SH OPTIONS\n";
    append_flags(page, program);
    page += ".SH COMMANDS\n";
    for (const command_outline& command : commands.subspan(1)) {
        page += fmt::format(".SS {} {}\n{}.\n", name, command.name, roff(command.help));
        append_flags(page, command);
        append_verbatim(page, command.footer);
    }
    page += ".SH EXIT STATUS AND EXAMPLES\n";
    append_verbatim(page, program.footer);
    page +=
        ".SH ENVIRONMENT\n.TP\n.B NEXTFIRE_TOKEN\nthe token of \\fBcall\\fR, where no "
        "\\fB\\-\\-token\\-file\\fR is given\n";
    page += ".SH SEE ALSO\n.BR crontab (5),\n.BR systemd.time (7)\n";
    return page;
}

}  // namespace nextfire::cli
