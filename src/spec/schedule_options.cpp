#include <nextfire/spec/schedule_options.hpp>

#include "base/enum_text.hpp"

namespace nextfire::inline v0 {

std::string_view to_string(gap_policy policy) noexcept {
    switch (policy) {
        case gap_policy::at_transition:
            return "at_transition";
        case gap_policy::skip:
            return "skip";
        case gap_policy::shift:
            return "shift";
    }
    return {};
}

result<gap_policy> parse_gap_policy(std::string_view text, std::string_view field) {
    return detail::read_name<gap_policy>(text, field);
}

std::string_view to_string(overlap_policy policy) noexcept {
    switch (policy) {
        case overlap_policy::first:
            return "first";
        case overlap_policy::second:
            return "second";
        case overlap_policy::both:
            return "both";
    }
    return {};
}

result<overlap_policy> parse_overlap_policy(std::string_view text, std::string_view field) {
    return detail::read_name<overlap_policy>(text, field);
}

std::string_view to_string(elapsed_policy policy) noexcept {
    switch (policy) {
        case elapsed_policy::as_written:
            return "as_written";
        case elapsed_policy::never:
            return "never";
        case elapsed_policy::always:
            return "always";
    }
    return {};
}

result<elapsed_policy> parse_elapsed_policy(std::string_view text, std::string_view field) {
    return detail::read_name<elapsed_policy>(text, field);
}

std::string_view to_string(day_counting counting) noexcept {
    switch (counting) {
        case day_counting::from_anchor:
            return "from_anchor";
        case day_counting::restart_each_month:
            return "restart_each_month";
    }
    return {};
}

result<day_counting> parse_day_counting(std::string_view text, std::string_view field) {
    return detail::read_name<day_counting>(text, field);
}

std::string_view to_string(preset scheduler) noexcept {
    switch (scheduler) {
        case preset::vixie:
            return "vixie";
        case preset::quartz:
            return "quartz";
        case preset::kubernetes:
            return "kubernetes";
        case preset::systemd:
            return "systemd";
        case preset::aws:
            return "aws";
        case preset::rfc5545:
            return "rfc5545";
    }
    return {};
}

result<preset> parse_preset(std::string_view text, std::string_view field) {
    return detail::read_name<preset>(text, field);
}

}  // namespace nextfire::inline v0
