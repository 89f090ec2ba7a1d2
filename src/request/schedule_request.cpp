#include "request/schedule_request.hpp"

#include "base/message.hpp"
#include "request/value_or_collect.hpp"
#include "spec/expiry.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace nextfire::inline v0::api {
namespace {

constexpr std::size_t cron_index = 0;
constexpr std::size_t dialect_index = 1;
constexpr std::size_t cron_member_count = 2;

/// The members of either way: cron text first, then the fields of a spec.
constexpr std::array<known_member, cron_member_count + spec_members.size()> all_members = [] {
    std::array<known_member, cron_member_count + spec_members.size()> members{};
    members[cron_index].name = "cron";
    members[dialect_index].name = "dialect";
    std::copy(spec_members.begin(), spec_members.end(), members.begin() + cron_member_count);
    return members;
}();

/// Says whether a field belongs to cron text as well, which cannot hold it.
constexpr bool stands_beside_cron(spec_field field) {
    return field == spec_field::time_zone || field == spec_field::expire_time;
}

violation misplaced(std::string_view member, std::string_view where) {
    return detail::expected_found(violation_code::unknown_name, member, std::nullopt,
                                  fmt::format("no {} {} cron", member, where), "one");
}

/// Finds the zone that a text names, or else the default one; a violation `missing` where there is neither.
result<zone> find_zone(std::optional<std::string_view> name, const spec_options& options) {
    if (!name) name = options.default_time_zone;
    if (name) return options.find_zone(*name);
    constexpr const spec_field_row& row = spec_fields[place_of(spec_field::time_zone)];
    return detail::expected_found(violation_code::missing, row.name, std::nullopt, row.expected,
                                  "no such field");
}

}  // namespace

schedule_request::schedule_request(schedule_notations notations)
    : first_field_(notations == schedule_notations::spec ? 0 : cron_member_count),
      members_(std::span{all_members}.subspan(cron_member_count - first_field_)) {}

void schedule_request::read(const json_object& members, std::string_view pointer,
                            std::span<const std::string_view> others, unknown_members unknown) {
    members_.read(members, pointer, others, unknown);
}

void schedule_request::replace(const schedule_fields& given) {
    for (const spec_field_row& row : spec_fields)
        if (const auto text = given.*row.text) members_.replace(index_of(row.field), *text);
}

void schedule_request::replace_cron(std::optional<std::string_view> cron,
                                    std::optional<std::string_view> dialect) {
    if (cron) members_.replace(cron_index, *cron);
    if (dialect) members_.replace(dialect_index, *dialect);
}

result<requested_schedule> schedule_request::check(const cron_options& cron,
                                                   const spec_options& options) const {
    if (has_cron_members() && members_.is_given(cron_index)) return check_cron(cron, options);
    const result<schedule_spec> spec = check_spec(options);
    if (!spec) return spec.errors();
    return requested_schedule{*spec};
}

result<schedule_spec> schedule_request::check_spec(const spec_options& options) const {
    schedule_fields fields;
    for (const spec_field_row& row : spec_fields) fields.*row.text = members_.text(index_of(row.field));
    const bool is_misplaced = has_cron_members() && members_.is_given(dialect_index);
    result<schedule_spec> spec = schedule_spec::parse(fields, options);
    if (spec && members_.is_good() && !is_misplaced) return spec;
    violations errors = spec ? violations{} : spec.errors();
    if (is_misplaced) errors.push_back(misplaced("dialect", "without"));
    return members_.all_violations(errors);
}

result<requested_schedule> schedule_request::check_cron(cron_options cron,
                                                        const spec_options& options) const {
    violations errors;
    // Without its dialect, nobody can say what is wrong with a text.
    bool is_readable = members_.text(dialect_index).has_value() || !members_.is_given(dialect_index);
    cron.dialect = cron_dialect::quartz;
    if (const auto text = members_.text(dialect_index)) {
        const auto dialect = value_or_collect(parse_cron_dialect(*text, "dialect"), errors);
        is_readable = dialect.has_value();
        if (dialect) cron.dialect = *dialect;
    }
    std::optional<cron_expression> expression;
    if (const auto text = members_.text(cron_index); text && is_readable)
        expression = value_or_collect(cron_expression::parse(*text, cron), errors);
    for (const spec_field_row& row : spec_fields)
        if (!stands_beside_cron(row.field) && members_.is_given(index_of(row.field)))
            errors.push_back(misplaced(row.name, "beside"));
    const std::optional<zone> clock =
        value_or_collect(find_zone(members_.text(index_of(spec_field::time_zone)), options), errors);
    std::optional<std::chrono::sys_seconds> expiry;
    // By UTC, where the zone is unknown, the text can be checked all the same.
    if (const auto text = members_.text(index_of(spec_field::expire_time)))
        expiry = value_or_collect(detail::parse_expiry(*text, clock.value_or(zone{}), "expire_time"), errors);
    if (errors.empty() && members_.is_good())
        return requested_schedule{cron_schedule{*expression, *clock, expiry}};
    return members_.all_violations(errors);
}

}  // namespace nextfire::inline v0::api
