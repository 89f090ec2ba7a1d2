#include "cli/filter_answer.hpp"

#include "base/instant_text.hpp"
#include "base/message.hpp"
#include "cli/line_splitter.hpp"
#include "cli/request_outline.hpp"
#include "request/anchoring.hpp"
#include "request/json_violation.hpp"

#include <fmt/core.h>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/engine/cursor.hpp>
#include <nextfire/spec/timestamp.hpp>

#include <chrono>
#include <iterator>
#include <optional>
#include <utility>

namespace nextfire::cli {
namespace {

using namespace std::chrono;
using api::json_object;
using api::json_value;

void append_errors(std::string& out, const violations& errors) {
    out += R"("errors":[)";
    for (const violation& error : errors) {
        if (&error != &errors.front()) out += ',';
        out += R"({"code":")";
        out += to_string(error.code);
        out += R"(","field":)";
        api::append_json_string(out, error.field);
        if (error.column) fmt::format_to(std::back_inserter(out), R"(,"column":{})", *error.column);
        out += R"(,"message":)";
        api::append_json_string(out, error.message);
        out += '}';
    }
    out += "]}\n";
}

void append_refusal(std::string& out, std::uint64_t line_number, const violations& errors) {
    fmt::format_to(std::back_inserter(out), R"({{"line":{},)", line_number);
    append_errors(out, errors);
}

}  // namespace

/// Gives what stands between the id and the instants.
std::string filter_answers::head_of(const filter_request& asked) {
    const api::written_cron cron = api::write_cron(asked.given, asked.options.counting);
    std::string head = R"("cron":")" + cron.text;
    if (cron.fidelity != cron_fidelity::exact) {
        head += R"(","fidelity":")";
        head += to_string(cron.fidelity);
    }
    head += R"(","time_zone":)";
    api::append_json_string(head, asked.times.time_zone().name());
    head += R"(,"next":[)";
    return head;
}

void filter_answers::append_instants(std::string& out, const schedule& times, sys_seconds after,
                                     std::uint64_t count) {
    cursor walk{times, after};
    std::string_view before = "\"";
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::optional<sys_seconds> fires = walk.next();
        if (!fires) break;
        out += before;
        detail::append_instant(out, *fires);
        before = R"(",")";
    }
    out += before.size() == 1 ? "]}\n" : "\"]}\n";
}

/// Answers a request that is known but for its outline; says whether it could.
bool filter_answers::append_known(std::string& out, const known_request& known,
                                  const request_outline& asked) {
    const result<sys_seconds> after = parse_instant(asked.after);
    if (!after) return false;
    std::optional<schedule> anchored;
    if (known.anchored) {
        const auto& [given, options] = *known.anchored;
        const result<schedule> built = api::build(given, api::with_anchors(given, options, *after));
        if (!built) return false;
        anchored = *built;
    }
    out += '{';
    if (!asked.id.empty()) {
        out += R"("id":)";
        out += asked.id;
        out += ',';
    }
    out += known.head;
    append_instants(out, anchored ? *anchored : known.times, *after, asked.count);
    return true;
}

/// Keeps what the line in hand says, but for its outline.
void filter_answers::keep(const filter_request& asked, std::string head) {
    known_request known{asked.times, std::move(head), nullptr};
    if (api::needs_anchor(asked.given, asked.options))
        known.anchored = std::make_unique<counted_from_after>(counted_from_after{asked.given, asked.options});
    known_.put(rest_, std::move(known));
}

void filter_answers::append_answer(std::string& out, std::string_view line, std::uint64_t line_number) {
    const std::optional<request_outline> outline = outline_of(line, rest_);
    if (outline)
        if (const known_request* known = known_.find(rest_))
            if (append_known(out, *known, *outline)) return;

    const api::json_limits limits{.bytes = line_splitter::longest_line, .number_of_first_line = line_number};
    const result<json_value> json = api::read_json_object(line, limits);
    if (!json) return append_refusal(out, line_number, json.errors());

    filter_request_reader reader{*json->as_object()};
    const result<filter_request> asked = reader.read();
    out += '{';
    const bool has_id = reader.append_id(out);
    if (has_id) out += ',';
    if (asked) {
        std::string head = head_of(*asked);
        out += head;
        append_instants(out, asked->times, asked->after, asked->count);
        if (outline && known_.wants(rest_)) keep(*asked, std::move(head));
        return;
    }
    if (!has_id) fmt::format_to(std::back_inserter(out), R"("line":{},)", line_number);
    append_errors(out, asked.errors());
}

void filter_answers::append_too_long(std::string& out, std::uint64_t line_number) {
    append_refusal(out, line_number,
                   {detail::expected_found(
                       violation_code::too_long, "", std::nullopt,
                       fmt::format("at most {} bytes in a line", line_splitter::longest_line), "more")});
}

}  // namespace nextfire::cli
