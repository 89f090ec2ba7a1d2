#include "request/requested_schedule.hpp"

#include <algorithm>
#include <utility>

namespace nextfire::inline v0::api {

using namespace std::chrono;

namespace {

/// Gives the options with the expiry that stands beside a cron text; the earlier one holds.
schedule_options with_expiry(const cron_schedule& cron, schedule_options options) {
    if (cron.expire_time)
        options.expire_time = std::min(*cron.expire_time, options.expire_time.value_or(max_instant));
    return options;
}

}  // namespace

zone time_zone(const requested_schedule& given) noexcept {
    const auto* cron = std::get_if<cron_schedule>(&given);
    return cron != nullptr ? cron->clock : std::get_if<schedule_spec>(&given)->time_zone();
}

std::optional<sys_seconds> expire_time(const requested_schedule& given) noexcept {
    const auto* cron = std::get_if<cron_schedule>(&given);
    return cron != nullptr ? cron->expire_time : std::get_if<schedule_spec>(&given)->expire_time();
}

result<definition> askable(const definition& what) {
    return schedule::build(what).transform([&](const schedule&) { return what; });
}

result<schedule> build(const requested_schedule& given, const schedule_options& options) {
    return build(given, time_zone(given), options);
}

result<schedule> build(const requested_schedule& given, zone clock, const schedule_options& options) {
    const result<definition> what = define(given, clock, options);
    if (!what) return what.errors();
    return schedule::build(*what).transform_errors([&](violations errors) {
        const bool is_cron = std::holds_alternative<cron_schedule>(given);
        for (violation& error : errors) error.field = is_cron ? "cron" : "scheduled_date";
        return errors;
    });
}

result<definition> define(const requested_schedule& given, zone clock, const schedule_options& options) {
    if (const auto* cron = std::get_if<cron_schedule>(&given))
        return definition::from(cron->expression, clock, with_expiry(*cron, options));
    return definition::from(std::get<schedule_spec>(given), clock, options);
}

cron_conversion to_cron(const requested_schedule& given, day_counting counting) {
    if (const auto* cron = std::get_if<cron_schedule>(&given))
        return {cron->expression, cron_fidelity::exact};
    return cron_expression::from(std::get<schedule_spec>(given), counting);
}

written_cron write_cron(const requested_schedule& given, day_counting counting) {
    const auto* cron = std::get_if<cron_schedule>(&given);
    if (cron == nullptr) {
        const cron_conversion made = to_cron(given, counting);
        return {cron_dialect::quartz, made.expression.text(), made.fidelity};
    }
    return {cron->expression.dialect(), cron->expression.text(), cron_fidelity::exact};
}

std::string describe(const requested_schedule& given, language in, const schedule_options& options) {
    if (const auto* cron = std::get_if<cron_schedule>(&given))
        return nextfire::describe(cron->expression, cron->clock, in, with_expiry(*cron, options));
    return nextfire::describe(std::get<schedule_spec>(given), in);
}

bool is_elapsed(const requested_schedule& given, elapsed_policy policy) noexcept {
    if (policy != elapsed_policy::as_written) return policy == elapsed_policy::always;
    const auto* cron = std::get_if<cron_schedule>(&given);
    return cron != nullptr && cron->expression.fields().times == time_meaning::elapsed;
}

bool is_every(const requested_schedule& given) noexcept {
    const auto* cron = std::get_if<cron_schedule>(&given);
    return cron != nullptr && cron->expression.fields().every != seconds{0};
}

}  // namespace nextfire::inline v0::api
