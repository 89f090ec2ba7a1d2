// The least that an embedder links: a definition, a schedule of it, one question.  Its size stands in README.md beside this.
#include <nextfire/definition/definition.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/zone/zone.hpp>

#include <chrono>
#include <cstdio>

int main() {
    using namespace std::chrono_literals;
    const auto what = nextfire::definition::daily(2h + 30min, *nextfire::zone::find("Europe/Berlin"));
    const auto next = nextfire::schedule::build(*what)->next(std::chrono::sys_seconds{1774656000s});
    std::printf("%lld\n", static_cast<long long>(next->time_since_epoch().count()));  // 2026-03-29 01:00:00Z
}
