#include <nextfire/base/result.hpp>

namespace nextfire::inline v0 {

std::string_view to_string(violation_code code) noexcept {
    switch (code) {
        case violation_code::missing:
            return "missing";
        case violation_code::malformed:
            return "malformed";
        case violation_code::out_of_range:
            return "out_of_range";
        case violation_code::unknown_name:
            return "unknown_name";
        case violation_code::wrong_type:
            return "wrong_type";
        case violation_code::never_fires:
            return "never_fires";
        case violation_code::not_expressible:
            return "not_expressible";
        case violation_code::too_long:
            return "too_long";
        case violation_code::unreadable:
            return "unreadable";
    }
    return "unknown";
}

}  // namespace nextfire::inline v0
