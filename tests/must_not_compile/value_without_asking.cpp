// error: conver|no viable
#include <nextfire/zone/zone.hpp>

#ifdef CONTROL
nextfire::zone berlin = *nextfire::zone::find("Europe/Berlin");
#else
nextfire::zone berlin = nextfire::zone::find("Europe/Berlin");
#endif
