// error: no matching|could not convert|no viable|cannot convert
#include <nextfire/zone/zone.hpp>

std::chrono::local_seconds local{};
std::chrono::sys_seconds instant{};

#ifdef CONTROL
std::chrono::seconds offset = nextfire::zone{}.offset_at(instant);
#else
std::chrono::seconds offset = nextfire::zone{}.offset_at(local);
#endif
