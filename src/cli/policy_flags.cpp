#include "cli/policy_flags.hpp"

#include "cli/report.hpp"

#include <string_view>

namespace nextfire::cli {

policy_flags::policy_flags(CLI::App& command) {
    const auto add = [&command](text_flag& flag, const char* name, const char* help) {
        flag.add_to(command, {name, "TEXT", help}, "Clock changes and counting");
    };
    add(preset_, "--preset",
        "gap, overlap and elapsed as vixie (default), quartz, kubernetes, systemd, aws or rfc5545 has them");
    add(gap_, "--gap", "a local time that never exists: at_transition (default), skip or shift");
    add(overlap_, "--overlap", "a local time that exists twice: first (default), second or both");
    add(elapsed_, "--elapsed",
        "which schedules count the time that goes by: as_written (default), never or always");
    add(counting_, "--counting", "how DAY counts: from_anchor (default) or restart_each_month");
}

schedule_options policy_flags::read(violations& errors) const {
    schedule_options options;
    if (const auto text = preset_.given())
        if (const auto scheduler = value_or_collect(parse_preset(*text, "preset"), errors))
            options = options_for(*scheduler);
    const auto take = [&errors](const text_flag& flag, auto& choice, const auto& parse,
                                std::string_view field) {
        if (const auto text = flag.given())
            choice = value_or_collect(parse(*text, field), errors).value_or(choice);
    };
    take(counting_, options.counting, parse_day_counting, "counting");
    take(gap_, options.gap, parse_gap_policy, "gap");
    take(overlap_, options.overlap, parse_overlap_policy, "overlap");
    take(elapsed_, options.elapsed, parse_elapsed_policy, "elapsed");
    return options;
}

}  // namespace nextfire::cli
