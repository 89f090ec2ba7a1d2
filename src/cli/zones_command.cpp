#include "cli/zones_command.hpp"

#include "base/ascii.hpp"
#include "base/joined.hpp"
#include "base/message.hpp"
#include "cli/answer_stream.hpp"
#include "cli/report.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>
#include <nextfire/zone/zone.hpp>

#include <algorithm>
#include <string_view>
#include <vector>

namespace nextfire::cli {
namespace {

bool contains_ignoring_case(std::string_view text, std::string_view part) {
    const auto same = [](char a, char b) { return detail::to_lower(a) == detail::to_lower(b); };
    return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

}  // namespace

zones_command::zones_command(CLI::App& program)
    : command_(*program.add_subcommand("zones", "List the time zones, links with what they stand for")) {
    command_.add_option("PATTERN", pattern_, "a part of the names to list, in any letter case")
        ->type_name("");
    command_.add_flag("--tzdata-version", wants_version_, "print the version of the zone data instead");
    command_.footer("Example:\n  nextfire zones shang\n");
}

bool zones_command::chosen() const {
    return command_.parsed();
}

exit_code zones_command::run() const {
    answer_stream answer;
    if (wants_version_) {
        answer.text() = fmt::format("{}\n", tzdata_version());
        return answer.finish();
    }
    for (const std::string_view name : zone_names()) {
        if (!contains_ignoring_case(name, pattern_)) continue;
        const std::string_view canonical = zone::find(name)->canonical_name();
        answer.text() += name;
        if (canonical != name) answer.text() += fmt::format(" -> {}", canonical);
        answer.text() += '\n';
    }
    if (answer.text().empty()) return refuse_pattern();
    return answer.finish();
}

exit_code zones_command::refuse_pattern() const {
    const std::vector<std::string_view> nearest = nearest_zone_names(pattern_);
    std::string found = detail::quoted(pattern_);
    if (!nearest.empty()) found += fmt::format("; did you mean {}?", detail::joined(nearest, ", "));
    return refuse({detail::expected_found(violation_code::unknown_name, "PATTERN", std::nullopt,
                                          "a part of a time zone's name", found)});
}

}  // namespace nextfire::cli
