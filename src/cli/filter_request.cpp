#include "cli/filter_request.hpp"

#include "base/message.hpp"
#include "cli/report.hpp"
#include "request/anchoring.hpp"
#include "request/json_violation.hpp"
#include "request/schedule_request.hpp"
#include "request/unknown_member.hpp"

#include <fmt/core.h>
#include <nextfire/base/instant.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/spec/timestamp.hpp>

#include <algorithm>
#include <utility>

namespace nextfire::cli {
namespace {

using namespace std::chrono;
using api::json_object;
using api::json_value;
using api::missing_member;

/// Gives the pointer of a member of the request.
std::string pointer_to(std::size_t member) {
    return "/" + std::string{filter_members[member]};
}

}  // namespace

filter_request_reader::filter_request_reader(const json_object& members) {
    for (const api::json_member& given : members) {
        const auto known = std::find(filter_members.begin(), filter_members.end(), given.name);
        if (known == filter_members.end()) {
            unknown_.push_back(api::unknown_member("", given.name, filter_members));
        } else {
            members_[static_cast<std::size_t>(known - filter_members.begin())] = &given.value;
        }
    }
}

/// Gives a member that was given and is not null.
const json_value* filter_request_reader::given(member which) const {
    const json_value* value = members_[which];
    return value == nullptr || value->is_null() ? nullptr : value;
}

bool filter_request_reader::id_is_good() const {
    const json_value* value = members_[id];
    if (value == nullptr) return false;
    if (const api::json_number* number = value->as_number()) return api::is_integer_text(number->text);
    return value->is_null() || value->as_string() != nullptr;
}

bool filter_request_reader::append_id(std::string& out) const {
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

std::optional<std::string_view> filter_request_reader::read_string(member which) {
    const json_value* value = given(which);
    if (value == nullptr) return std::nullopt;
    if (const std::string* text = value->as_string()) return *text;
    errors_.push_back(wrong_type(pointer_to(which), "a string", *value));
    return std::nullopt;
}

template <class T, class Parse>
void filter_request_reader::read_text(member which, T& choice, Parse parse) {
    if (const auto text = read_string(which))
        if (const auto read = value_or_collect(parse(*text, pointer_to(which)), errors_)) choice = *read;
}

std::optional<api::requested_schedule> filter_request_reader::read_schedule() {
    const json_value* value = given(schedule_fields_of);
    if (value == nullptr) {
        errors_.push_back(missing_member("/schedule", "the fields of a schedule"));
        return std::nullopt;
    }
    const json_object* fields = value->as_object();
    if (fields == nullptr) {
        errors_.push_back(wrong_type("/schedule", "an object with the fields of a schedule", *value));
        return std::nullopt;
    }
    // The extensions come after the schedule in the order of violations, and decide how it is read.
    violations before = std::exchange(errors_, {});
    cron_options cron{.spread_key = read_string(spread_key), .every = every_policy::accepted};
    if (given(both_days) != nullptr) cron.both_days = both_days_policy::both;
    read_text(both_days, cron.both_days, &parse_both_days_policy);
    const violations of_extensions = std::exchange(errors_, std::move(before));
    api::schedule_request request;
    request.read(*fields, "/schedule", {});
    std::optional<api::requested_schedule> read = value_or_collect(request.check(cron), errors_);
    errors_.insert(errors_.end(), of_extensions.begin(), of_extensions.end());
    return read;
}

std::optional<sys_seconds> filter_request_reader::read_after() {
    std::optional<sys_seconds> instant;
    if (given(after) == nullptr) {
        errors_.push_back(missing_member("/after", "an instant as RFC 3339 has it"));
    } else {
        read_text(after, instant, &parse_instant);
    }
    return instant;
}

std::uint64_t filter_request_reader::read_count() {
    const json_value* value = given(count);
    if (value == nullptr) return 1;
    const auto expected = [] { return fmt::format("a whole number from 0 to {}", most_instants); };
    const api::json_number* number = value->as_number();
    if (number == nullptr || !api::is_integer_text(number->text)) {
        errors_.push_back(wrong_type("/count", expected(), *value));
        return 1;
    }
    const std::int64_t instants = number->integer.value_or(-1);
    if (instants < 0 || instants > static_cast<std::int64_t>(most_instants)) {
        errors_.push_back(detail::expected_found(violation_code::out_of_range, "/count", std::nullopt,
                                                 expected(), api::describe(*value)));
        return 1;
    }
    return static_cast<std::uint64_t>(instants);
}

schedule_options filter_request_reader::read_options() {
    schedule_options options;
    std::optional<local_days> date;
    std::optional<sys_seconds> instant;
    std::optional<preset> scheduler;
    read_text(anchor_date_of, date, &parse_date);
    read_text(anchor_instant_of, instant, &parse_instant);
    read_text(preset_of, scheduler, &parse_preset);
    if (scheduler) options = options_for(*scheduler);
    options.anchor_date = date;
    options.anchor_instant = instant;
    read_text(counting, options.counting, &parse_day_counting);
    read_text(gap, options.gap, &parse_gap_policy);
    read_text(overlap, options.overlap, &parse_overlap_policy);
    read_text(elapsed, options.elapsed, &parse_elapsed_policy);
    return options;
}

result<filter_request> filter_request_reader::read() {
    if (members_[id] != nullptr && !id_is_good())
        errors_.push_back(wrong_type("/id", "a string, an integer or null", *members_[id]));
    const std::optional<api::requested_schedule> asked = read_schedule();
    const std::optional<sys_seconds> reference = read_after();
    const std::uint64_t instants = read_count();
    const schedule_options options = read_options();
    errors_.insert(errors_.end(), unknown_.begin(), unknown_.end());
    if (!errors_.empty()) return std::move(errors_);

    const result<schedule> times = api::build(*asked, api::with_anchors(*asked, options, *reference));
    if (times) return filter_request{*asked, options, *times, *reference, instants};
    violations errors = times.errors();
    for (violation& error : errors) error.field.insert(0, error.field == "anchor_date" ? "/" : "/schedule/");
    return errors;
}

}  // namespace nextfire::cli
