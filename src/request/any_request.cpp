#include "request/any_request.hpp"

#include "base/message.hpp"
#include "request/value_or_collect.hpp"
#include "spec/expiry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>

namespace nextfire::inline v0::api {
namespace {

constexpr std::size_t cron_index = 0;
constexpr std::size_t dialect_index = 1;
constexpr std::size_t form_begin = 2;  // from here on, the order of schedule_members
constexpr std::size_t zone_index = 9;
constexpr std::size_t expiry_index = 10;

static_assert(std::equal(schedule_members.begin(), schedule_members.end(),
                         any_schedule_members.begin() + form_begin, any_schedule_members.end()));
static_assert(any_schedule_members[zone_index] == "time_zone" &&
              any_schedule_members[expiry_index] == "expire_time");

violation misplaced(std::string_view member, std::string_view where) {
    return detail::expected_found(violation_code::unknown_name, member, std::nullopt,
                                  fmt::format("no {} {} cron", member, where), "one");
}

}  // namespace

void any_request::read(const json_object& members, std::string_view pointer,
                       std::span<const std::string_view> others) {
    members_.read(members, pointer, others);
}

void any_request::replace(const schedule_fields& given) {
    for (std::size_t index = 0; index < schedule_places.size(); ++index)
        if (const auto text = given.*schedule_places[index]) members_.replace(form_begin + index, *text);
}

void any_request::replace_cron(std::optional<std::string_view> cron,
                               std::optional<std::string_view> dialect) {
    if (cron) members_.replace(cron_index, *cron);
    if (dialect) members_.replace(dialect_index, *dialect);
}

result<any_schedule> any_request::check(const cron_options& how, const spec_options& options) const {
    return members_.is_given(cron_index) ? check_cron(how, options) : check_form(options);
}

result<any_schedule> any_request::check_form(const spec_options& options) const {
    schedule_fields fields;
    for (std::size_t index = 0; index < schedule_places.size(); ++index)
        fields.*schedule_places[index] = members_.text(form_begin + index);
    const bool is_misplaced = members_.is_given(dialect_index);
    const result<schedule_spec> spec = schedule_spec::parse(fields, options);
    if (spec && members_.is_good() && !is_misplaced) return any_schedule{*spec};
    violations errors = spec ? violations{} : spec.errors();
    if (is_misplaced) errors.push_back(misplaced("dialect", "without"));
    return members_.all_violations(errors);
}

result<any_schedule> any_request::check_cron(cron_options how, const spec_options& options) const {
    violations errors;
    // Without its dialect, nobody can say what is wrong with a text.
    bool is_readable = members_.text(dialect_index).has_value() || !members_.is_given(dialect_index);
    how.dialect = cron_dialect::quartz;
    if (const auto text = members_.text(dialect_index)) {
        const auto dialect = value_or_collect(parse_cron_dialect(*text, "dialect"), errors);
        is_readable = dialect.has_value();
        if (dialect) how.dialect = *dialect;
    }
    std::optional<cron_expression> expression;
    if (const auto text = members_.text(cron_index); text && is_readable)
        expression = value_or_collect(cron_expression::parse(*text, how), errors);
    for (std::size_t index = form_begin; index < zone_index; ++index)
        if (members_.is_given(index)) errors.push_back(misplaced(any_schedule_members[index], "beside"));
    const std::optional<zone> clock = value_or_collect(
        options.find_zone(members_.text(zone_index).value_or(options.default_time_zone)), errors);
    std::optional<std::chrono::sys_seconds> expiry;
    // By UTC, where the zone is unknown, the form of the text can be checked all the same.
    if (const auto text = members_.text(expiry_index))
        expiry = value_or_collect(detail::parse_expiry(*text, clock.value_or(zone{}), "expire_time"), errors);
    if (errors.empty() && members_.is_good()) return any_schedule{cron_schedule{*expression, *clock, expiry}};
    return members_.all_violations(errors);
}

}  // namespace nextfire::inline v0::api
