// The bridge from date's zones, against the bundled ones: two readers of the same data, one clock to 2037.
// Debian's date reads the system's compiled zones, so this holds where their version is the bundled one;
// elsewhere the zones that differ are counted, and must be few.
#include <doctest/doctest.h>

#include <nextfire/zone/date_tz.hpp>

#include <cstdint>
#include <fstream>
#include <string>

#include "support/instants.hpp"

namespace {

using namespace std::chrono_literals;
using nextfire::zone;
using nextfire_test::utc;

/// Reads the version of the system's zones, where Debian keeps it.
std::string system_version() {
    std::ifstream file{"/usr/share/zoneinfo/tzdata.zi"};
    std::string mark, word, version;
    file >> mark >> word >> version;
    return version;
}

bool same_to_2037(const zone& a, const zone& b) {
    for (auto at = nextfire::min_instant; at < utc("2037-01-01T00:00:00Z");) {
        const auto period = a.period_at(at);
        const auto other = b.period_at(at);
        if (period.offset != other.offset || period.abbreviation != other.abbreviation) return false;
        if (period.end != other.end && std::min(period.end, other.end) < utc("2037-01-01T00:00:00Z"))
            return false;
        at = std::min(period.end, other.end);
    }
    return true;
}

}  // namespace

TEST_CASE("7.2 a zone of the date library shows the bundled zone's clock to 2037") {
    int compared = 0;
    int different = 0;
    for (const auto& source : date::get_tzdb().zones) {
        const auto bundled = zone::find(source.name());
        if (!bundled) continue;
        const auto bridged = nextfire::from_date_tz(source);
        REQUIRE_MESSAGE(bridged, source.name());
        CHECK(bridged->name() == source.name());
        ++compared;
        if (same_to_2037(*bridged, *bundled)) continue;
        ++different;
        MESSAGE("differs: " << source.name());
    }
    CHECK(compared > 400);
    if (system_version() == nextfire::tzdata_version())
        CHECK(different == 0);
    else
        CHECK(different < 60);
}

TEST_CASE("7.2 the bridge knows what date knows") {
    const auto berlin = nextfire::from_date_tz(*date::locate_zone("Europe/Berlin"));
    REQUIRE(berlin);
    CHECK(berlin->offset_at(utc("2026-07-01T00:00:00Z")) == 2h);
    CHECK(berlin->period_at(utc("2026-07-01T00:00:00Z")).abbreviation == "CEST");
    const auto apia = nextfire::from_date_tz(*date::locate_zone("Pacific/Apia"));
    REQUIRE(apia);
    CHECK(apia->lookup(nextfire_test::local("2011-12-30T12:00:00")).kind == nextfire::local_kind::gap);
    // Bundled and bridged Shanghai are one zone: date misses nothing where no rule is left.
    const auto shanghai = nextfire::from_date_tz(*date::locate_zone("Asia/Shanghai"));
    REQUIRE(shanghai);
    CHECK(shanghai->offset_at(utc("2099-07-01T00:00:00Z")) == 8h);
}
