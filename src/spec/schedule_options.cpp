#include <nextfire/spec/schedule_options.hpp>

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

}  // namespace nextfire::inline v0
