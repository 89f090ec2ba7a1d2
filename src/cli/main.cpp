/// The program `nextfire`.
#include "cli/answer_stream.hpp"
#include "cli/call_command.hpp"
#include "cli/cron_command.hpp"
#include "cli/exit_code.hpp"
#include "cli/explain_command.hpp"
#include "cli/filter_command.hpp"
#include "cli/next_command.hpp"
#include "cli/pages_command.hpp"
#include "cli/patch_command.hpp"
#include "cli/report.hpp"
#include "cli/serve_command.hpp"
#include "cli/zones_command.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>
#include <nextfire/base/version.hpp>
#include <nextfire/zone/zone.hpp>

#include <csignal>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nextfire::cli {
namespace {

constexpr const char* program_footer = R"(Exit codes:
  0  answered; also where no occurrence is left
  1  the input breaks a rule; every violation is on standard error, nothing on standard output
  2  the command line is wrong, or a file or stream could not be read or written

Example:
  nextfire next --scheduled-type MONTH --month-list 1,3,12 --date-list 1,2,28,L \
                --scheduled-time 09:00:00 --zone Asia/Shanghai --count 3
  nextfire explain --cron '0 9 * * mon-fri' --dialect unix --zone Europe/Berlin
)";

exit_code print(std::string text) {
    answer_stream answer;
    answer.text() = std::move(text);
    return answer.finish();
}

/// Gives the arguments in the reverse order in which CLI11 takes them.  `--name=` becomes `--name` and an
/// empty value: CLI11 would take the argument behind it for the value.
std::vector<std::string> arguments(int argc, char** argv) {
    std::vector<std::string> all;
    for (int i = argc - 1; i > 0; --i) {
        const std::string_view argument = argv[i];
        if (argument.starts_with("--") && argument.find('=') == argument.size() - 1) {
            all.emplace_back();
            all.emplace_back(argument.substr(0, argument.size() - 1));
        } else {
            all.emplace_back(argument);
        }
    }
    return all;
}

exit_code run(std::vector<std::string> reversed_arguments) {
    CLI::App program{"nextfire: when a schedule fires next, and what it is in cron", "nextfire"};
    program.set_version_flag(
        "--version", fmt::format("nextfire {} (tzdata {})", NEXTFIRE_VERSION_STRING, tzdata_version()),
        "print the versions of the program and of its zone data");
    program.set_help_flag("-h,--help", "print this help");
    program.require_subcommand(0, 1);
    program.footer(program_footer);
    const next_command next{program};
    const cron_command cron{program};
    const explain_command explain{program};
    const zones_command zones{program};
    const filter_command filter{program};
    const patch_command patch{program};
    const serve_command serve{program};
    const call_command call{program};
    const pages_command pages{program};
    try {
        program.parse(std::move(reversed_arguments));
    } catch (const CLI::CallForHelp&) {
        return print(program.help());
    } catch (const CLI::CallForVersion& version) {
        return print(fmt::format("{}\n", version.what()));
    } catch (const CLI::ParseError& error) {
        return fail(fmt::format("{}\nRun nextfire --help for help.", error.what()));
    }
    if (next.chosen()) return next.run();
    if (cron.chosen()) return cron.run();
    if (explain.chosen()) return explain.run();
    if (zones.chosen()) return zones.run();
    if (filter.chosen()) return filter.run();
    if (patch.chosen()) return patch.run();
    if (serve.chosen()) return serve.run();
    if (call.chosen()) return call.run();
    if (pages.chosen()) return pages.run();
    return fail(
        "a command is missing: next, cron, explain, zones, filter, patch, serve or call\nRun nextfire --help "
        "for "
        "help.");
}

}  // namespace
}  // namespace nextfire::cli

int main(int argc, char** argv) {
    // A reader who goes away ends the program by EPIPE, quietly, and not by a signal; a file that may not grow is EFBIG.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        return static_cast<int>(nextfire::cli::run(nextfire::cli::arguments(argc, argv)));
    } catch (const std::exception& error) {
        return static_cast<int>(nextfire::cli::fail(error.what()));
    }
}
