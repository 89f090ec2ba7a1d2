/// What a definition holds.
#include <nextfire/definition/definition.hpp>

#include "base/ascii.hpp"
#include "base/message.hpp"
#include "definition/canonical.hpp"
#include "definition/definition_access.hpp"

#include <nextfire/base/instant.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::count_of;
using detail::definition_parts;

namespace {

/// Says whether the name of a zone of the embedder's can stand in the line of a definition (clause 9.4).
bool is_name_for_lines(std::string_view name) noexcept {
    const bool has_strange = std::any_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == ';';
    });
    return !has_strange && detail::trimmed(name).size() == name.size();
}

}  // namespace

result<definition> detail::definition_of(definition_parts parts) {
    if (const std::size_t size = parts.clock.name().size(); size > longest_zone_name)
        return detail::expected_found(violation_code::too_long, "time_zone", std::nullopt,
                                      fmt::format("a name of at most {} bytes", longest_zone_name),
                                      fmt::format("{} bytes", size));
    if (!is_name_for_lines(parts.clock.name()))
        return detail::expected_found(violation_code::malformed, "time_zone", std::nullopt,
                                      "a name that can stand in a line", detail::quoted(parts.clock.name()));
    make_canonical(parts);
    return definition_access::make(parts);
}

result<definition> definition::from(const schedule_spec& spec, const schedule_options& options) {
    return from(spec, spec.time_zone(), options);
}

result<definition> definition::from(const schedule_spec& spec, zone clock, const schedule_options& options) {
    return detail::parts_of(spec, clock, options).and_then(detail::definition_of);
}

result<definition> definition::from(const cron_expression& expression, zone clock,
                                    const schedule_options& options) {
    return detail::parts_of(expression.fields(), std::nullopt, clock, options)
        .and_then(detail::definition_of);
}

std::optional<day_cycle> definition::cycle() const noexcept {
    if (parts_.cycle_days == 0) return std::nullopt;
    return day_cycle{days{parts_.cycle_length}, parts_.cycle_days, local_days{days{parts_.phase}}};
}

std::optional<sys_seconds> definition::not_before() const noexcept {
    if (parts_.not_before == count_of(min_instant)) return std::nullopt;
    return sys_seconds{seconds{parts_.not_before}};
}

std::optional<sys_seconds> definition::expire_time() const noexcept {
    if (parts_.expire_time == count_of(max_instant)) return std::nullopt;
    return sys_seconds{seconds{parts_.expire_time}};
}

schedule_options definition::options() const noexcept {
    schedule_options options{.gap = parts_.gap, .overlap = parts_.overlap};
    // No cron text says of a single time of day that it counts as elapsed.
    if (parts_.fields.times == time_meaning::elapsed && parts_.fields.only_time())
        options.elapsed = elapsed_policy::always;
    if (const auto days = cycle()) options.anchor_date = days->begin;
    if (parts_.fields.every != seconds{0}) options.anchor_instant = sys_seconds{seconds{parts_.phase}};
    options.not_before = not_before();
    options.expire_time = expire_time();
    return options;
}

result<definition> definition::in(zone clock) const {
    definition_parts parts = parts_;
    parts.clock = clock;
    return detail::definition_of(parts);
}

definition definition::between(std::optional<sys_seconds> not_before,
                               std::optional<sys_seconds> expire_time) const noexcept {
    definition_parts parts = parts_;
    parts.not_before = count_of(not_before.value_or(min_instant));
    parts.expire_time = count_of(expire_time.value_or(max_instant));
    detail::make_canonical(parts);
    return definition{parts};
}

bool operator==(const definition& a, const definition& b) noexcept {
    const definition_parts& x = a.parts_;
    const definition_parts& y = b.parts_;
    return x.fields == y.fields && x.not_before == y.not_before && x.expire_time == y.expire_time &&
           x.cycle_days == y.cycle_days && x.cycle_length == y.cycle_length && x.phase == y.phase &&
           x.gap == y.gap && x.overlap == y.overlap &&
           (x.clock == y.clock || x.clock.name() == y.clock.name());
}

}  // namespace nextfire::inline v0
