// error: and_then: the function must return a result
#include <nextfire/spec/timestamp.hpp>

using date = std::chrono::local_days;

#ifdef CONTROL
auto next_day = nextfire::parse_date("2026-03-29").transform([](date d) { return d + std::chrono::days{1}; });
#else
auto next_day = nextfire::parse_date("2026-03-29").and_then([](date d) { return d + std::chrono::days{1}; });
#endif
