// error: non-const lvalue reference
#include <nextfire/zone/zone.hpp>

void use() {
#ifdef CONTROL
    const auto& berlin = *nextfire::zone::find("Europe/Berlin");  // lives as long as its name
#else
    auto& berlin = *nextfire::zone::find("Europe/Berlin");
#endif
    static_cast<void>(berlin.name());
}
