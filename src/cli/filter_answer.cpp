#include "cli/filter_answer.hpp"

#include "base/message.hpp"
#include "cli/filter_request.hpp"
#include "cli/line_splitter.hpp"
#include "request/json_violation.hpp"
#include "request/requested_schedule.hpp"

#include <fmt/core.h>
#include <nextfire/base/instant.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/engine/cursor.hpp>

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

void append_instants(std::string& out, const filter_request& asked) {
    const api::written_cron cron = api::write_cron(asked.given, asked.options.counting);
    out += R"("cron":")";
    out += cron.text;
    if (cron.fidelity != cron_fidelity::exact) {
        out += R"(","fidelity":")";
        out += to_string(cron.fidelity);
    }
    out += R"(","time_zone":)";
    api::append_json_string(out, asked.times.time_zone().name());
    out += R"(,"next":[)";
    cursor walk{asked.times, asked.after};
    for (std::uint64_t i = 0; i < asked.count; ++i) {
        const std::optional<sys_seconds> fires = walk.next();
        if (!fires) break;
        out += i == 0 ? R"(")" : R"(,")";
        out += format_instant(*fires);
        out += '"';
    }
    out += "]}\n";
}

}  // namespace

void append_answer(std::string& out, std::string_view line, std::uint64_t line_number) {
    const api::json_limits limits{.bytes = line_splitter::longest_line, .number_of_first_line = line_number};
    const result<json_value> json = api::read_json_object(line, limits);
    if (!json) return append_refusal(out, line_number, json.errors());

    filter_request_reader reader{*json->as_object()};
    const result<filter_request> asked = reader.read();
    out += '{';
    const bool has_id = reader.append_id(out);
    if (has_id) out += ',';
    if (asked) return append_instants(out, *asked);
    if (!has_id) fmt::format_to(std::back_inserter(out), R"("line":{},)", line_number);
    append_errors(out, asked.errors());
}

void append_too_long(std::string& out, std::uint64_t line_number) {
    append_refusal(out, line_number,
                   {detail::expected_found(
                       violation_code::too_long, "", std::nullopt,
                       fmt::format("at most {} bytes in a line", line_splitter::longest_line), "more")});
}

}  // namespace nextfire::cli
