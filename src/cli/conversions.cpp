#include "cli/conversions.hpp"

#include "cron/cron_dialects.hpp"
#include "request/json.hpp"

#include <fmt/core.h>
#include <nextfire/base/instant.hpp>
#include <nextfire/rrule/rrule.hpp>

#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

namespace nextfire::cli {
namespace {

using namespace std::chrono;

result<std::string> rule_of(const api::requested_schedule& given, local_days start,
                            const schedule_options& options) {
    const auto* cron = std::get_if<api::cron_schedule>(&given);
    if (cron == nullptr) return to_rrule(std::get<schedule_spec>(given), start);
    schedule_options expiring = options;
    expiring.expire_time = cron->expire_time;
    return to_rrule(cron->expression, cron->clock, start, expiring);
}

std::string what_is_kept(const conversions& made) {
    const auto* spec = std::get_if<schedule_spec>(&made.given);
    if (spec == nullptr) return "the schedule is this text";
    if (made.conversion.fidelity == cron_fidelity::exact)
        return "fires on the same local dates at the same local time";
    return fmt::format("cron counts anew on day 1 of each month; the schedule goes on every {} days",
                       spec->day_interval()->count());
}

void append_row(std::string& out, std::string_view label, std::string_view text) {
    fmt::format_to(std::back_inserter(out), "{:<9}  {}\n", label, text);
}

/// Appends the dialects that differ from the text given, and those that cannot say it, a line a reason.
void append_dialects(std::string& out, const conversions& made) {
    for (const dialect_text& written : made.dialects) {
        std::string_view label = to_string(written.dialect);
        if (written.text) {
            if (written.dialect != made.cron.dialect) append_row(out, label, *written.text);
            continue;
        }
        for (const violation& reason : written.text.errors()) {
            append_row(out, label, fmt::format("{}{}", label.empty() ? "      " : "none: ", reason.message));
            label = "";
        }
    }
}

void append_rule(std::string& out, const result<std::string>& made) {
    if (!made) return append_row(out, "rrule", fmt::format("none: {}", made.errors().front().message));
    const std::string_view rule = *made;
    const std::size_t line_end = rule.find('\n');
    append_row(out, "rrule", rule.substr(0, line_end));
    if (line_end != std::string_view::npos) append_row(out, "", rule.substr(line_end + 1));
}

void append_dialects_json(std::string& out, const conversions& made) {
    out += R"(,"dialects":{)";
    for (const dialect_text& written : made.dialects) {
        if (&written != &made.dialects.front()) out += ',';
        api::append_json_string(out, to_string(written.dialect));
        out += ':';
        if (written.text) {
            api::append_json_string(out, *written.text);
        } else {
            out += "null";
        }
    }
    out += R"(},"not_expressible":[)";
    std::string_view separator;
    for (const dialect_text& written : made.dialects) {
        if (written.text) continue;
        for (const violation& reason : written.text.errors()) {
            fmt::format_to(std::back_inserter(out), R"({}{{"dialect":"{}","field":)", separator,
                           to_string(written.dialect));
            api::append_json_string(out, reason.field);
            out += R"(,"message":)";
            api::append_json_string(out, reason.message);
            out += '}';
            separator = ",";
        }
    }
    out += ']';
}

}  // namespace

conversions convert(const api::requested_schedule& given, local_days start, const schedule_options& options) {
    const cron_conversion conversion = api::to_cron(given, options.counting);
    std::vector<cron_expression> plain_set = conversion.expression.plain_set();
    if (plain_set.size() == 1 && plain_set.front() == conversion.expression) plain_set.clear();
    std::vector<dialect_text> dialects;
    dialects.reserve(detail::cron_dialects.size());
    for (const detail::dialect_grammar& known : detail::cron_dialects)
        dialects.push_back({known.dialect, conversion.expression.text(known.dialect)});
    return {given,
            api::write_cron(given, options.counting),
            conversion,
            std::move(dialects),
            std::move(plain_set),
            rule_of(given, start, options),
            api::describe(given, language::english, options)};
}

void append_text(std::string& out, const conversions& made) {
    append_row(out, "cron", made.cron.text);
    append_row(out, "fidelity",
               fmt::format("{}: {}", to_string(made.conversion.fidelity), what_is_kept(made)));
    append_dialects(out, made);
    std::string_view label = "plain set";
    for (const cron_expression& plain : made.plain_set) {
        append_row(out, label, plain.text());
        label = "";
    }
    append_rule(out, made.rrule);
    append_row(out, "in words", made.sentence);
    append_row(out, "time zone", api::time_zone(made.given).name());
    const std::optional<sys_seconds> expiry = api::expire_time(made.given);
    append_row(out, "expires", expiry ? format_instant(*expiry) : "never");
}

void append_json(std::string& out, const conversions& made) {
    auto end = std::back_inserter(out);
    const auto* spec = std::get_if<schedule_spec>(&made.given);
    out += '{';
    if (spec != nullptr) fmt::format_to(end, R"("scheduled_type":"{}",)", to_string(spec->type()));
    fmt::format_to(end, R"("cron":"{}",)", made.cron.text);
    if (spec == nullptr) fmt::format_to(end, R"("dialect":"{}",)", to_string(made.cron.dialect));
    fmt::format_to(end, R"("fidelity":"{}","explanation":"{}")", to_string(made.conversion.fidelity),
                   what_is_kept(made));
    append_dialects_json(out, made);
    if (!made.plain_set.empty()) {
        out += R"(,"plain_set":[)";
        for (const cron_expression& plain : made.plain_set)
            fmt::format_to(end, R"({}"{}")", &plain == &made.plain_set.front() ? "" : ",", plain.text());
        out += ']';
    }
    out += R"(,"rrule":)";
    if (made.rrule) {
        api::append_json_string(out, *made.rrule);
    } else {
        out += R"(null,"rrule_reason":)";
        api::append_json_string(out, made.rrule.errors().front().message);
    }
    out += R"(,"description":)";
    api::append_json_string(out, made.sentence);
    out += R"(,"time_zone":)";
    api::append_json_string(out, api::time_zone(made.given).name());
    if (const auto expiry = api::expire_time(made.given))
        fmt::format_to(end, R"(,"expire_time":"{}")", format_instant(*expiry));
    out += "}\n";
}

}  // namespace nextfire::cli
