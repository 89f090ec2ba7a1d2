// glibc as the oracle: its localtime_r reads the same zone source (compiled by zic into
// NEXTFIRE_TEST_ZONEINFO) with a reader and a rule evaluation that no one here wrote.
//
// Offsets and abbreviations must agree for every zone: on a grid of 6 hours over all the years of the flat
// tables, a second around every change, and at random up to the year 9999.
#include <doctest/doctest.h>

#include <nextfire/zone/zone.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "../support/instants.hpp"

namespace {

using namespace std::chrono_literals;
using nextfire::zone;
using nextfire_test::utc;

/// glibc with one zone of the test's own zoneinfo folder.
class oracle {
public:
    explicit oracle(std::string_view name) {
        const std::string file = ":" NEXTFIRE_TEST_ZONEINFO "/" + std::string{name};
        setenv("TZ", file.c_str(), 1);
        tzset();
    }

    /// Says whether a zone shows the same clock as glibc at an instant, and reports where it does not.
    bool agrees(const zone& place, std::int64_t t) {
        std::tm clock{};
        const std::time_t time = t;
        localtime_r(&time, &clock);
        const auto at = std::chrono::sys_seconds{std::chrono::seconds{t}};
        const auto period = place.period_at(at);
        const bool same = place.offset_at(at).count() == clock.tm_gmtoff &&
                          period.offset.count() == clock.tm_gmtoff && period.abbreviation == clock.tm_zone &&
                          period.begin <= at && at < period.end;
        if (!same && ++reported_ <= 3) {
            std::fprintf(stderr, "%s at %lld: glibc has %ld %s, nextfire %lld %.*s\n",
                         std::string{place.name()}.c_str(), static_cast<long long>(t), clock.tm_gmtoff,
                         clock.tm_zone, static_cast<long long>(period.offset.count()),
                         static_cast<int>(period.abbreviation.size()), period.abbreviation.data());
        }
        return same;
    }

private:
    int reported_ = 0;
};

std::string file_content(std::string_view name) {
    std::ifstream file{NEXTFIRE_TEST_ZONEINFO "/" + std::string{name}, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// Calls a function with every zone whose file has not been seen under another name.
template <class Function>
void for_each_distinct_zone(const Function& function) {
    std::set<std::string> seen;
    for (const std::string_view name : nextfire::zone_names()) {
        const std::string content = file_content(name);
        REQUIRE_MESSAGE(content.size() > 44, "no compiled zone for " << name);
        if (seen.insert(content).second) function(*zone::find(name));
    }
    // Whoever asks for so many names must not be content with a handful of files.
    REQUIRE(seen.size() > 400);
}

/// Says whether a check that is given glibc's clock of a zone finds nothing wrong, in a process of its own: glibc looks for
/// an abbreviation in a list of all that the process has seen, which takes half the time where they are those of all zones.
template <class Check>
bool holds_by_glibc(const zone& place, const Check& check) {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        oracle glibc{place.name()};
        _exit(check(glibc) == 0 ? 0 : 1);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    return status == 0;
}

constexpr std::int64_t first_second = 0;
constexpr std::int64_t end_of_tables = std::int64_t{1} << 32;

}  // namespace

TEST_CASE("7.1 every zone shows glibc's clock on a grid of 6 hours from 1970 to 2106") {
    for_each_distinct_zone([](const zone& place) {
        const bool holds = holds_by_glibc(place, [&](oracle& glibc) {
            int wrong = 0;
            for (std::int64_t t = first_second; t < end_of_tables + 30 * 86400; t += 6 * 3600)
                wrong += glibc.agrees(place, t) ? 0 : 1;
            return wrong;
        });
        CHECK_MESSAGE(holds, place.name());
    });
}

TEST_CASE("7.1 every zone changes at the second at which glibc changes, to 2120") {
    std::size_t all_changes = 0;
    for_each_distinct_zone([&](const zone& place) {
        std::vector<std::int64_t> changes;
        int wrong = 0;
        auto period = place.period_at(nextfire::min_instant);
        while (period.end < utc("2120-01-01T00:00:00Z")) {
            changes.push_back(period.end.time_since_epoch().count());
            const auto next = place.period_at(period.end);
            // Periods join without a seam, and no change is none.
            wrong += next.begin == period.end ? 0 : 1;
            wrong += next.offset != period.offset || next.abbreviation != period.abbreviation ? 0 : 1;
            period = next;
        }
        CHECK_MESSAGE(wrong == 0, place.name());
        const bool holds = holds_by_glibc(place, [&](oracle& glibc) {
            int differing = 0;
            for (const std::int64_t change : changes)
                for (const std::int64_t t : {change - 1, change, change + 1})
                    differing += glibc.agrees(place, t) ? 0 : 1;
            return differing;
        });
        CHECK_MESSAGE(holds, place.name());
        all_changes += changes.size();
    });
    CHECK(all_changes > 40000);
}

TEST_CASE("4.5 the rule goes on to the year 9999 and repeats every 400 years") {
    const unsigned seed = 20260329;
    INFO("seed " << seed);
    std::mt19937_64 random{seed};
    std::uniform_int_distribution<std::int64_t> far{end_of_tables - 400 * 86400,
                                                    nextfire::max_instant.time_since_epoch().count()};
    constexpr std::chrono::days cycle{146097};
    for_each_distinct_zone([&](const zone& place) {
        std::vector<std::int64_t> instants(2000);
        for (std::int64_t& t : instants) t = far(random);
        const bool holds = holds_by_glibc(place, [&](oracle& glibc) {
            int wrong = 0;
            for (const std::int64_t t : instants) {
                wrong += glibc.agrees(place, t) ? 0 : 1;
                const auto at = std::chrono::sys_seconds{std::chrono::seconds{t}};
                wrong += place.offset_at(at) == place.offset_at(at + cycle) ? 0 : 1;
                const auto period = place.period_at(at);
                if (period.end >= nextfire::max_instant) continue;
                const std::int64_t change = period.end.time_since_epoch().count();
                wrong += glibc.agrees(place, change - 1) && glibc.agrees(place, change) ? 0 : 1;
            }
            return wrong;
        });
        CHECK_MESSAGE(holds, place.name());
    });
}
