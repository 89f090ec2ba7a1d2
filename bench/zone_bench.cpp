/// zone/<operation>/<engine>: conversions between instants and local times, random instants, five zones.
#include "workload.hpp"

#include <date/tz.h>

#include <string>

namespace nextfire_bench {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

std::vector<nextfire::zone> our_zones() {
    std::vector<nextfire::zone> all;
    for (const auto name : zones) all.push_back(*nextfire::zone::find(name));
    return all;
}

std::vector<const date::time_zone*> peer_zones() {
    std::vector<const date::time_zone*> all;
    for (const auto name : zones) all.push_back(date::locate_zone(std::string{name}));
    return all;
}

std::int64_t to_local(const nextfire::zone& zone, sys_seconds t) {
    return zone.to_local(t).time_since_epoch().count();
}
std::int64_t to_local(const date::time_zone* zone, sys_seconds t) {
    return zone->to_local(date::sys_seconds{t.time_since_epoch()}).time_since_epoch().count();
}

// The random instants serve as local times too: all that matters is that they are spread.
std::int64_t to_instant(const nextfire::zone& zone, sys_seconds t) {
    const auto found = zone.lookup(std::chrono::local_seconds{t.time_since_epoch()});
    return (found.kind == nextfire::local_kind::gap ? found.change : found.before).time_since_epoch().count();
}
std::int64_t to_instant(const date::time_zone* zone, sys_seconds t) {
    const date::local_seconds local{t.time_since_epoch()};
    const auto info = zone->get_info(local);
    return info.result == date::local_info::nonexistent
               ? info.second.begin.time_since_epoch().count()
               : (local.time_since_epoch() - info.first.offset).count();
}

struct local_of {
    template <class Zone>
    std::int64_t operator()(const Zone& zone, sys_seconds t) const {
        return to_local(zone, t);
    }
};
struct instant_of {
    template <class Zone>
    std::int64_t operator()(const Zone& zone, sys_seconds t) const {
        return to_instant(zone, t);
    }
};

template <class Convert, class Zone>
std::uint64_t convert_all(const std::vector<Zone>& places) {
    std::uint64_t sum = 0;
    std::size_t which = 0;
    for (const sys_seconds t : random_instants()) {
        sum = mixed(sum, Convert{}(places[which], t));
        which = which + 1 == places.size() ? 0 : which + 1;
    }
    return sum;
}

template <class Convert, class Zone, class Other>
void convert(benchmark::State& state, const std::vector<Zone>& places, const std::vector<Other>& oracle) {
    const std::uint64_t expected = convert_all<Convert>(oracle);
    for (auto _ : state) {
        if (convert_all<Convert>(places) != expected) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, random_instants().size());
}

void to_local_nextfire(benchmark::State& state) {
    convert<local_of>(state, our_zones(), peer_zones());
}
void to_local_date(benchmark::State& state) {
    convert<local_of>(state, peer_zones(), our_zones());
}
void to_instant_nextfire(benchmark::State& state) {
    convert<instant_of>(state, our_zones(), peer_zones());
}
void to_instant_date(benchmark::State& state) {
    convert<instant_of>(state, peer_zones(), our_zones());
}

void find_nextfire(benchmark::State& state) {
    for (auto _ : state) {
        const auto found = nextfire::zone::find("America/New_York");
        if (!found || found->name() != "America/New_York") return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}
void find_date(benchmark::State& state) {
    for (auto _ : state) {
        if (date::locate_zone("America/New_York")->name() != "America/New_York")
            return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

BENCHMARK(to_local_nextfire)->Name("zone/to_local/nextfire");
BENCHMARK(to_local_date)->Name("zone/to_local/date_tz");
BENCHMARK(to_instant_nextfire)->Name("zone/to_instant/nextfire");
BENCHMARK(to_instant_date)->Name("zone/to_instant/date_tz");
BENCHMARK(find_nextfire)->Name("zone/find/nextfire");
BENCHMARK(find_date)->Name("zone/find/date_tz");

}  // namespace
}  // namespace nextfire_bench
