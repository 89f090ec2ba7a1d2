#include <nextfire/tasks/future_executions.hpp>

#include "request/anchoring.hpp"
#include "request/json.hpp"
#include "request/json_violation.hpp"
#include "request/local_text.hpp"
#include "request/schedule_request.hpp"
#include "tasks/known_instant.hpp"
#include "tasks/task_change.hpp"
#include "tasks/zone_default.hpp"

#include <fmt/core.h>
#include <nextfire/base/instant.hpp>

#include <algorithm>
#include <optional>

namespace nextfire::inline v0::api {

using namespace std::chrono;

namespace {

/// Writes a local time and its offset, `2026-11-24 02:00:00 GMT+08:00`; `GMT` alone stands for no offset.
std::string execution_text(sys_seconds instant, zone clock) {
    std::string text = format_date_and_time(clock.to_local(instant)) + " GMT";
    if (const seconds offset = clock.offset_at(instant); offset != seconds{0}) text += format_offset(offset);
    return text;
}

}  // namespace

result<future_executions> read_future_executions(std::string_view body, sys_millis now, std::size_t count,
                                                 const task_options& options) {
    result<json_value> read = read_json_object(body, {.bytes = options.body_bytes});
    if (!read) return read.errors();
    const json_value json = with_null_for_empty(*std::move(read));
    schedule_request request{schedule_notations::spec};
    request.read(*json.as_object(), "", {}, options.unknown);
    const result<schedule_spec> spec = request.check_spec(with_default_zone(options.schedule));
    if (!spec) return spec.errors();
    const requested_schedule given{*spec};
    const result<schedule> times = build(given, with_anchors(given, {}, first_second(now)));
    if (!times) return with_pointers(times.errors(), "");

    future_executions found{times->time_zone(), {}};
    std::optional<sys_seconds> next = times->next(floor<seconds>(now));
    while (next && found.instants.size() < count) {
        found.instants.push_back(*next);
        next = times->next(*next);
    }
    return found;
}

void append_future_executions(std::string& out, const future_executions& found) {
    out += R"({"future_executions":[)";
    for (const sys_seconds instant : found.instants) {
        if (out.back() != '[') out += ',';
        append_json_string(out, execution_text(instant, found.clock));
    }
    out += R"(],"time_zone":)";
    append_json_string(out, found.clock.name());
    out += '}';
}

}  // namespace nextfire::inline v0::api
