#include "c/numbers.hpp"

namespace nextfire::c {

nextfire_code number_of(violation_code code) noexcept {
    switch (code) {
        case violation_code::missing:
            return NEXTFIRE_MISSING;
        case violation_code::malformed:
            return NEXTFIRE_MALFORMED;
        case violation_code::out_of_range:
            return NEXTFIRE_OUT_OF_RANGE;
        case violation_code::unknown_name:
            return NEXTFIRE_UNKNOWN_NAME;
        case violation_code::wrong_type:
            return NEXTFIRE_WRONG_TYPE;
        case violation_code::never_fires:
            return NEXTFIRE_NEVER_FIRES;
        case violation_code::not_expressible:
            return NEXTFIRE_NOT_EXPRESSIBLE;
        case violation_code::too_long:
            return NEXTFIRE_TOO_LONG;
        case violation_code::unreadable:
            return NEXTFIRE_UNREADABLE;
    }
    return 0;
}

nextfire_fidelity number_of(cron_fidelity fidelity) noexcept {
    switch (fidelity) {
        case cron_fidelity::exact:
            return NEXTFIRE_EXACT;
        case cron_fidelity::restarts_each_month:
            return NEXTFIRE_RESTARTS_EACH_MONTH;
    }
    return NEXTFIRE_RESTARTS_EACH_MONTH;
}

std::optional<cron_dialect> dialect_of(nextfire_notation number) noexcept {
    switch (number) {
        case NEXTFIRE_QUARTZ:
            return cron_dialect::quartz;
        case NEXTFIRE_UNIX:
            return cron_dialect::unix_cron;
        case NEXTFIRE_SPRING:
            return cron_dialect::spring;
        case NEXTFIRE_AWS:
            return cron_dialect::aws;
        default:
            return std::nullopt;
    }
}

std::optional<language> language_of(nextfire_language number) noexcept {
    switch (number) {
        case NEXTFIRE_ENGLISH:
            return language::english;
        case NEXTFIRE_CHINESE:
            return language::chinese;
        default:
            return std::nullopt;
    }
}

}  // namespace nextfire::c
