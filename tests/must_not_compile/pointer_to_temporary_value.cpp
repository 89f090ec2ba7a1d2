// error: address of|rvalue
#include <nextfire/zone/zone.hpp>

void use() {
    const auto found = nextfire::zone::find("Europe/Berlin");
#ifdef CONTROL
    const nextfire::zone* berlin = &*found;
#else
    const nextfire::zone* berlin = &*nextfire::zone::find("Europe/Berlin");
#endif
    static_cast<void>(berlin);
}
