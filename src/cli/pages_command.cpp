#include "cli/pages_command.hpp"

#include "cli/answer_stream.hpp"
#include "cli/command_outline.hpp"
#include "cli/completion_scripts.hpp"
#include "cli/man_page.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace nextfire::cli {
namespace {

struct page_row {
    std::string_view name;
    std::string (*write)(std::span<const command_outline>);
};

constexpr std::array pages{page_row{"man", &man_page}, page_row{"bash", &bash_completion},
                           page_row{"zsh", &zsh_completion}, page_row{"fish", &fish_completion}};

std::vector<std::string> page_names() {
    std::vector<std::string> names;
    names.reserve(pages.size());
    for (const page_row& page : pages) names.emplace_back(page.name);
    return names;
}

}  // namespace

pages_command::pages_command(CLI::App& program)
    : program_(program),
      command_(*program.add_subcommand("pages", "Print the manual page, or what has a shell complete")) {
    command_.add_option("PAGE", page_, "man, bash, zsh or fish")
        ->required()
        ->type_name("")
        ->check(CLI::IsMember(page_names()).description(""));
    command_.group("");
    command_.footer("Example:\n  nextfire pages man | man -l -\n  source <(nextfire pages bash)\n");
}

bool pages_command::chosen() const {
    return command_.parsed();
}

exit_code pages_command::run() const {
    answer_stream answer;
    const std::vector<command_outline> commands = outline_commands(program_);
    for (const page_row& page : pages)
        if (page.name == page_) answer.text() = page.write(commands);
    return answer.finish();
}

}  // namespace nextfire::cli
