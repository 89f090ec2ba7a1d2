#include "cli/starting_point.hpp"

#include "cli/present.hpp"
#include "cli/report.hpp"
#include "spec/timestamp.hpp"

#include <nextfire/base/instant.hpp>
#include <nextfire/spec/timestamp.hpp>

namespace nextfire::cli {

using namespace std::chrono;

starting_point::starting_point(CLI::App& command) {
    from_.add_to(command, {"--from", "INSTANT", "first instant, itself included, RFC 3339 (default: now)"});
    date_.add_to(command, {"--anchor-date", "DATE", "a local date that fires, yyyy-MM-dd (DAY)"});
    instant_.add_to(command, {"--anchor-instant", "INSTANT",
                              "an instant that fires, RFC 3339 (@every; default: that of --from)"});
}

result<sys_seconds> starting_point::from() const {
    const auto text = from_.given();
    return text ? detail::parse_beginning(*text, "from") : ceil<seconds>(present());
}

void starting_point::read_anchors(schedule_options& options, violations& errors) const {
    if (const auto text = date_.given())
        options.anchor_date = value_or_collect(parse_date(*text, "anchor_date"), errors);
    if (const auto text = instant_.given())
        options.anchor_instant = value_or_collect(parse_instant(*text, "anchor_instant"), errors);
}

}  // namespace nextfire::cli
