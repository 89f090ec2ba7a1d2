// A user who compiles without exceptions and without run-time types: the core's headers need neither.
#include <nextfire/nextfire.hpp>
#include <nextfire/words/ostream.hpp>

#include <cstdio>
#include <string>

#if defined(__cpp_exceptions) || defined(__GXX_RTTI)
#error "this must be compiled with -fno-exceptions -fno-rtti"
#endif

int main() {
    using namespace nextfire;
    const auto refused = cron_expression::parse("0 61 9 * * ?");
    if (refused) return 1;
    std::puts(to_string(refused.errors()).c_str());
    const auto nightly = zone::find("Europe/Berlin").and_then([](const zone& berlin) {
        return cron_expression::parse("0 30 2 * * ?").and_then([&](const cron_expression& expression) {
            return schedule::build(expression, berlin);
        });
    });
    const auto now = parse_instant("2026-03-28T12:00:00Z");
    std::puts(format_instant(*nightly->next(*now)).c_str());
}
