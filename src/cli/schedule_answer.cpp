#include "cli/schedule_answer.hpp"

#include "cli/occurrence_text.hpp"
#include "request/anchoring.hpp"
#include "request/json.hpp"

#include <fmt/core.h>
#include <nextfire/base/instant.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/engine/occurrences.hpp>

#include <iterator>
#include <optional>
#include <variant>

namespace nextfire::cli {
namespace {

using namespace std::chrono;

std::string why_none(const question& asked) {
    const std::optional<sys_seconds> expiry = api::expire_time(asked.given);
    if (expiry && *expiry < asked.from)
        return fmt::format("the schedule expired at {}", format_instant(*expiry));
    const std::optional<sys_seconds> later = asked.times.next(asked.from - seconds{1});
    if (later) return fmt::format("the next one, {}, is not before --until", format_instant(*later));
    if (expiry)
        return fmt::format("the schedule expires at {}, before it fires again", format_instant(*expiry));
    const std::optional<sys_seconds> last = asked.times.prev(asked.from);
    if (last) return fmt::format("the last one was {}", format_instant(*last));
    return "the calendar ends with the year 9999";
}

}  // namespace

void append_header(std::string& out, const question& asked) {
    auto end = std::back_inserter(out);
    const auto* spec = std::get_if<schedule_spec>(&asked.given);
    const api::written_cron cron = api::write_cron(asked.given, asked.options.counting);
    fmt::format_to(end, "{:<10}  {}  {}\n",
                   spec != nullptr ? to_string(spec->type()) : to_string(cron.dialect), cron.text,
                   api::time_zone(asked.given).name());
    if (api::counts_from_date(asked.given, asked.options))
        fmt::format_to(end, "  every {} days from {}; the cron text counts anew on day 1 of each month\n",
                       std::get<schedule_spec>(asked.given).day_interval()->count(),
                       format_date(*asked.options.anchor_date));
    if (api::is_every(asked.given))
        fmt::format_to(end, "  counts from {}\n", format_instant(*asked.options.anchor_instant));
    if (const auto expiry = api::expire_time(asked.given))
        fmt::format_to(end, "  expires {}\n", format_instant(*expiry));
}

void append_header_json(std::string& out, const question& asked) {
    auto end = std::back_inserter(out);
    const auto* spec = std::get_if<schedule_spec>(&asked.given);
    const api::written_cron cron = api::write_cron(asked.given, asked.options.counting);
    if (spec != nullptr) fmt::format_to(end, R"("scheduled_type":"{}",)", to_string(spec->type()));
    fmt::format_to(end, R"("cron":"{}",)", cron.text);
    if (spec == nullptr) fmt::format_to(end, R"("dialect":"{}",)", to_string(cron.dialect));
    fmt::format_to(end, R"("fidelity":"{}","time_zone":)", to_string(cron.fidelity));
    api::append_json_string(out, api::time_zone(asked.given).name());
    if (api::counts_from_date(asked.given, asked.options))
        fmt::format_to(end, R"(,"anchor_date":"{}")", format_date(*asked.options.anchor_date));
    if (api::is_every(asked.given))
        fmt::format_to(end, R"(,"anchor_instant":"{}")", format_instant(*asked.options.anchor_instant));
    if (const auto expiry = api::expire_time(asked.given))
        fmt::format_to(end, R"(,"expire_time":"{}")", format_instant(*expiry));
}

void append_occurrences(answer_stream& answer, const question& asked) {
    const zone clock = api::time_zone(asked.given);
    const occurrence_range fires = asked.times.occurrences(asked.from, asked.until);
    auto at = fires.begin();
    if (at == fires.end()) answer.text() += fmt::format("  no occurrence is left: {}\n", why_none(asked));
    for (std::uint64_t i = 0; i < asked.count && at != fires.end() && answer.good(); ++i, ++at) {
        append_line(answer.text(), *asked.times.occurrence_at(*at), clock);
        answer.flush_when_full();
    }
}

void append_occurrences_json(answer_stream& answer, const question& asked) {
    const zone clock = api::time_zone(asked.given);
    answer.text() += R"("next":[)";
    const occurrence_range fires = asked.times.occurrences(asked.from, asked.until);
    auto at = fires.begin();
    for (std::uint64_t i = 0; i < asked.count && at != fires.end() && answer.good(); ++i, ++at) {
        if (i != 0) answer.text() += ',';
        append_json(answer.text(), *asked.times.occurrence_at(*at), clock);
        answer.flush_when_full();
    }
    answer.text() += ']';
}

}  // namespace nextfire::cli
