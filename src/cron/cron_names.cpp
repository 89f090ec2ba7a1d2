#include <nextfire/cron/cron_expression.hpp>

#include "base/enum_text.hpp"

namespace nextfire::inline v0 {

std::string_view to_string(cron_dialect dialect) noexcept {
    switch (dialect) {
        case cron_dialect::quartz:
            return "quartz";
        case cron_dialect::unix_cron:
            return "unix";
        case cron_dialect::spring:
            return "spring";
        case cron_dialect::aws:
            return "aws";
    }
    return {};
}

result<cron_dialect> parse_cron_dialect(std::string_view text, std::string_view field) {
    return detail::read_name<cron_dialect>(text, field);
}

std::string_view to_string(every_form form) noexcept {
    switch (form) {
        case every_form::refused:
            return "refused";
        case every_form::accepted:
            return "accepted";
    }
    return {};
}

result<every_form> parse_every_form(std::string_view text, std::string_view field) {
    return detail::read_name<every_form>(text, field);
}

std::string_view to_string(both_days_form form) noexcept {
    switch (form) {
        case both_days_form::as_dialect:
            return "as_dialect";
        case both_days_form::both:
            return "both";
    }
    return {};
}

result<both_days_form> parse_both_days_form(std::string_view text, std::string_view field) {
    return detail::read_name<both_days_form>(text, field);
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
