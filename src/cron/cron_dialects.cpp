#include "cron/cron_dialects.hpp"

namespace nextfire::inline v0::detail {

std::string cron_dialect_names() {
    std::string names;
    for (const dialect_grammar& known : cron_dialects) {
        if (&known != &cron_dialects.front()) names += &known == &cron_dialects.back() ? " or " : ", ";
        names += known.name;
    }
    return names;
}

}  // namespace nextfire::inline v0::detail
