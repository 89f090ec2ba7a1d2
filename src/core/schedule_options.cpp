#include <nextfire/schedule_options.hpp>

#include <nextfire/schedule.hpp>

namespace nextfire::inline v0 {

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
    return "vixie";
}

std::string_view to_string(clock_effect effect) noexcept {
    switch (effect) {
        case clock_effect::exact:
            return "exact";
        case clock_effect::moved:
            return "moved";
        case clock_effect::ambiguous:
            return "ambiguous";
    }
    return "exact";
}

}  // namespace nextfire::inline v0
