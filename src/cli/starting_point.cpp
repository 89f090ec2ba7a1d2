#include "starting_point.hpp"

#include "timestamp.hpp"

#include <CLI/CLI.hpp>
#include <nextfire/instant.hpp>

namespace nextfire::cli {

using namespace std::chrono;

starting_point::starting_point(CLI::App& command) {
    from_option_ =
        command.add_option("--from", from_text_, "first instant, itself included, RFC 3339 (default: now)")
            ->type_name("INSTANT");
    anchor_option_ =
        command.add_option("--anchor-date", anchor_text_, "a local date that fires, yyyy-MM-dd (DAY)")
            ->type_name("DATE");
}

result<sys_seconds> starting_point::from() const {
    if (from_option_->count() == 0) return floor<seconds>(system_clock::now());
    return parse_instant(from_text_, "from");
}

result<std::optional<local_days>> starting_point::anchor() const {
    if (anchor_option_->count() == 0) return std::optional<local_days>{};
    const result<local_days> date = detail::parse_date(anchor_text_, "anchor_date");
    if (!date) return date.errors();
    return std::optional{*date};
}

}  // namespace nextfire::cli
