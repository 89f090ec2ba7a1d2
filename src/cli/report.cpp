#include "cli/report.hpp"

#include "cli/answer_stream.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>

namespace nextfire::cli {

exit_code refuse(const violations& errors) {
    static_cast<void>(write_all(STDERR_FILENO, to_string(errors) + '\n'));  // nowhere is left to complain to
    const bool unreadable = std::any_of(errors.begin(), errors.end(), [](const violation& error) {
        return error.code == violation_code::unreadable;
    });
    return unreadable ? exit_code::failed : exit_code::refused;
}

exit_code fail(std::string_view sentence) {
    static_cast<void>(write_all(STDERR_FILENO, fmt::format("nextfire: {}\n", sentence)));
    return exit_code::failed;
}

}  // namespace nextfire::cli
