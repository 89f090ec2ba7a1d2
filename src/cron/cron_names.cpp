#include <nextfire/cron/cron_expression.hpp>

#include "base/enum_text.hpp"
#include "cron/cron_dialects.hpp"

namespace nextfire::inline v0 {

std::string_view to_string(cron_dialect dialect) noexcept {
    const auto place = static_cast<std::size_t>(dialect);
    return place < detail::cron_dialects.size() ? detail::cron_dialects[place].name : std::string_view{};
}

result<cron_dialect> parse_cron_dialect(std::string_view text, std::string_view field) {
    return detail::read_name<cron_dialect>(text, field);
}

std::string_view to_string(every_policy policy) noexcept {
    switch (policy) {
        case every_policy::refused:
            return "refused";
        case every_policy::accepted:
            return "accepted";
    }
    return {};
}

result<every_policy> parse_every_policy(std::string_view text, std::string_view field) {
    return detail::read_name<every_policy>(text, field);
}

std::string_view to_string(both_days_policy policy) noexcept {
    switch (policy) {
        case both_days_policy::as_dialect:
            return "as_dialect";
        case both_days_policy::both:
            return "both";
    }
    return {};
}

result<both_days_policy> parse_both_days_policy(std::string_view text, std::string_view field) {
    return detail::read_name<both_days_policy>(text, field);
}

std::string_view to_string(cron_fidelity fidelity) noexcept {
    switch (fidelity) {
        case cron_fidelity::exact:
            return "exact";
        case cron_fidelity::restarts_each_month:
            return "restarts_each_month";
    }
    return {};
}

result<cron_fidelity> parse_cron_fidelity(std::string_view text, std::string_view field) {
    return detail::read_name<cron_fidelity>(text, field);
}

}  // namespace nextfire::inline v0
