#include "filter_answer.hpp"

#include "anchoring.hpp"
#include "json.hpp"
#include "line_splitter.hpp"
#include "message.hpp"
#include "nearest_name.hpp"
#include "option_text.hpp"
#include "report.hpp"
#include "schedule_request.hpp"
#include "timestamp.hpp"

#include <fmt/format.h>
#include <nextfire/cron_expression.hpp>
#include <nextfire/cursor.hpp>
#include <nextfire/instant.hpp>
#include <nextfire/schedule.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <optional>

namespace nextfire::cli {
namespace {

using namespace std::chrono;
using api::json_object;
using api::json_value;

/// The members of a request, in the order in which their violations are told.
enum member : std::size_t { id, schedule_fields_of, after, count, anchor, gap, overlap, member_count };
constexpr std::array<std::string_view, member_count> member_names{
    "id", "schedule", "after", "count", "anchor_date", "gap", "overlap"};

/// A request that breaks no rule.
struct filter_request {
    schedule_spec spec;
    schedule times;
    sys_seconds after;
    std::uint64_t count;
};

violation missing(std::string_view pointer, std::string_view expected) {
    return detail::expected_found(violation_code::missing, pointer, std::nullopt, expected, "no such member");
}

violation wrong_type(std::string_view pointer, std::string_view expected, const json_value& found) {
    return detail::expected_found(violation_code::wrong_type, pointer, std::nullopt, expected,
                                  api::describe(found));
}

/// Reads one request and collects what is wrong with it.
class request_reader {
public:
    explicit request_reader(const json_object& members) {
        for (const api::json_member& given : members) {
            const auto known = std::find(member_names.begin(), member_names.end(), given.name);
            if (known == member_names.end()) {
                unknown_.push_back(api::unknown_member("", given.name, member_names));
            } else {
                members_[static_cast<std::size_t>(known - member_names.begin())] = &given.value;
            }
        }
    }

    [[nodiscard]] result<filter_request> read();

    /// Appends the id's member as it came, if it can be given back; says whether it could.
    [[nodiscard]] bool append_id(std::string& out) const;

private:
    /// Gives a member that was given and is not null.
    [[nodiscard]] const json_value* given(member which) const {
        const json_value* value = members_[which];
        return value == nullptr || value->is_null() ? nullptr : value;
    }
    [[nodiscard]] bool id_is_good() const;
    [[nodiscard]] std::optional<schedule_spec> read_spec();
    [[nodiscard]] std::optional<sys_seconds> read_after();
    [[nodiscard]] std::uint64_t read_count();

    /// Reads a text by `parse` if it was given; `otherwise` stands for one that was not, or is wrong.
    template <class T, class Parse>
    [[nodiscard]] T read_text(member which, std::string_view pointer, T otherwise, Parse parse) {
        const json_value* value = given(which);
        if (value == nullptr) return otherwise;
        if (const std::string* text = value->as_string()) {
            const auto read = value_or_collect(parse(std::string_view{*text}, pointer), errors_);
            return read ? T{*read} : otherwise;
        }
        errors_.push_back(wrong_type(pointer, "a string", *value));
        return otherwise;
    }

    std::array<const json_value*, member_count> members_{};
    violations errors_;
    violations unknown_;
};

bool request_reader::id_is_good() const {
    const json_value* value = members_[id];
    if (value == nullptr) return false;
    if (const api::json_number* number = value->as_number()) return api::is_integer_text(number->text);
    return value->is_null() || value->as_string() != nullptr;
}

bool request_reader::append_id(std::string& out) const {
    if (!id_is_good()) return false;
    const json_value& value = *members_[id];
    out += R"("id":)";
    if (const api::json_number* number = value.as_number()) {
        out += number->text;
    } else if (const std::string* text = value.as_string()) {
        api::append_json_string(out, *text);
    } else {
        out += "null";
    }
    return true;
}

std::optional<schedule_spec> request_reader::read_spec() {
    const json_value* value = given(schedule_fields_of);
    if (value == nullptr) {
        errors_.push_back(missing("/schedule", "the fields of a schedule"));
        return std::nullopt;
    }
    const json_object* fields = value->as_object();
    if (fields == nullptr) {
        errors_.push_back(wrong_type("/schedule", "an object with the fields of a schedule", *value));
        return std::nullopt;
    }
    api::schedule_request request;
    request.read(*fields, "/schedule", {});
    return value_or_collect(request.check(), errors_);
}

std::optional<sys_seconds> request_reader::read_after() {
    if (given(after) == nullptr) {
        errors_.push_back(missing("/after", "an instant as RFC 3339 has it"));
        return std::nullopt;
    }
    return read_text(after, "/after", std::optional<sys_seconds>{}, &parse_instant);
}

std::uint64_t request_reader::read_count() {
    const json_value* value = given(count);
    if (value == nullptr) return 1;
    const std::string expected = fmt::format("a whole number from 0 to {}", most_instants);
    const api::json_number* number = value->as_number();
    if (number == nullptr || !api::is_integer_text(number->text)) {
        errors_.push_back(wrong_type("/count", expected, *value));
        return 1;
    }
    const std::int64_t instants = number->integer.value_or(-1);
    if (instants < 0 || instants > static_cast<std::int64_t>(most_instants)) {
        errors_.push_back(detail::expected_found(violation_code::out_of_range, "/count", std::nullopt,
                                                 expected, api::describe(*value)));
        return 1;
    }
    return static_cast<std::uint64_t>(instants);
}

result<filter_request> request_reader::read() {
    if (members_[id] != nullptr && !id_is_good())
        errors_.push_back(wrong_type("/id", "a string, an integer or null", *members_[id]));
    const std::optional<schedule_spec> spec = read_spec();
    const std::optional<sys_seconds> reference = read_after();
    const std::uint64_t instants = read_count();
    schedule_options options;
    options.anchor_date = read_text(anchor, "/anchor_date", options.anchor_date, &detail::parse_date);
    options.gap = read_text(gap, "/gap", options.gap, &parse_gap_policy);
    options.overlap = read_text(overlap, "/overlap", options.overlap, &parse_overlap_policy);
    errors_.insert(errors_.end(), unknown_.begin(), unknown_.end());
    if (!errors_.empty()) return std::move(errors_);

    const result<schedule> times = schedule::build(*spec, with_anchor(*spec, options, *reference));
    if (times) return filter_request{*spec, *times, *reference, instants};
    violations errors = times.errors();
    for (violation& error : errors) error.field.insert(0, error.field == "anchor_date" ? "/" : "/schedule/");
    return errors;
}

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
    const cron_conversion cron = cron_expression::from(asked.spec);
    out += R"("cron":")";
    out += cron.expression.text();
    if (cron.fidelity != cron_fidelity::exact) {
        out += R"(","fidelity":")";
        out += to_string(cron.fidelity);
    }
    out += R"(","time_zone":)";
    api::append_json_string(out, asked.spec.time_zone().name());
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
    const result<json_value> json = api::read_json(line, limits);
    if (!json) return append_refusal(out, line_number, json.errors());
    const json_object* members = json->as_object();
    if (members == nullptr) return append_refusal(out, line_number, {wrong_type("", "a JSON object", *json)});

    request_reader reader{*members};
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
