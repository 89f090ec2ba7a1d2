#include "cli/text_flag.hpp"

#include <CLI/CLI.hpp>

namespace nextfire::cli {

void text_flag::add_to(CLI::App& command, const words& flag, const char* group) {
    option_ = command.add_option(flag.names, text_, flag.help)->type_name(flag.type)->group(group);
}

std::optional<std::string_view> text_flag::given() const {
    return option_->count() == 0 ? std::nullopt : std::optional<std::string_view>{text_};
}

}  // namespace nextfire::cli
