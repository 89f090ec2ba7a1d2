// error: nodiscard
#include <nextfire/zone/zone.hpp>

void use() {
#ifdef CONTROL
    static_cast<void>(nextfire::zone::find("Europe/Berlin"));
#else
    nextfire::zone::find("Europe/Berlin");
#endif
}
