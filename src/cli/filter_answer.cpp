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
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::optional<sys_seconds> fires = walk.next();
        if (!fires) break;
        out += i == 0 ? R"(")" : R"(",")";
        detail::append_instant(out, *fires);
    }
    out += out.back() == '[' ? "]}\n" : "\"]}\n";
}

/// Answers a request that is known but for its outline; says whether it could.
bool filter_answers::append_known(std::string& out, const known_request& known,
                                  const request_outline& asked) {
    const result<sys_seconds> after = parse_instant(asked.after);
    if (!after) return false;
    schedule times = known.times;
    if (known.is_anchored_by_after) {
        const result<schedule> anchored =
            api::build(known.given, api::with_anchors(known.given, known.options, *after));
        if (!anchored) return false;
        times = *anchored;
    }
    out += '{';
    if (!asked.id.empty()) {
        out += R"("id":)";
        out += asked.id;
        out += ',';
    }
    out += known.head;
    append_instants(out, times, *after, asked.count);
    return true;
}

void filter_answers::append_answer(std::string& out, std::string_view line, std::uint64_t line_number) {
    const std::optional<request_outline> outline = outline_of(line, rest_);
    const bool may_be_known = outline && known_.takes(rest_);
    if (may_be_known)
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
        const std::string head = head_of(*asked);
        out += head;
        append_instants(out, asked->times, asked->after, asked->count);
        if (may_be_known)
            known_.put(rest_, {asked->times, head, api::needs_anchor(asked->given, asked->options),
                               asked->given, asked->options});
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
