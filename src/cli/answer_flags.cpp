#include "cli/answer_flags.hpp"

#include "cli/count_text.hpp"
#include "cli/schedule_answer.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

namespace nextfire::cli {

void count_flag::add_to(CLI::App& command) {
    text_.add_to(command, {"--count", "N",
                           fmt::format("most occurrences to print, 0 to {} (default: 5)", most_occurrences)});
}

result<std::uint64_t> count_flag::read() const {
    return parse_count(text_.given().value_or("5"), most_occurrences, "count");
}

void output_flag::add_to(CLI::App& command) {
    command.add_option("--output", format_, "text (default) or json")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "json"}).description(""));
}

}  // namespace nextfire::cli
