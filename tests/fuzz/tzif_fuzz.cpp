// Any bytes at all as a TZif file: refused, or a zone that keeps the laws of a clock.
//
//     cmake --preset fuzz && cmake --build --preset fuzz
//     mkdir found; .build/fuzz/tests/fuzz/tzif_fuzz found /usr/share/zoneinfo
#include "zone/tzif.hpp"
#include "zone/zone_table.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>

namespace {

using namespace nextfire::detail;

void require(bool law, const char* what) {
    if (law) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // Not parse_tzif: it keeps every zone it builds for the life of the process.
    const auto history = read_tzif(std::as_bytes(std::span{data, size}), "zone");
    if (!history) {
        require(history.errors().size() == 1, "one violation");
        return 0;
    }
    const auto again = settle_history(*history, "zone");
    require(again && *again == *history, "a settled history is settled");
    const auto table = build_zone_table(*history);
    std::int64_t at = 0;
    for (int i = 0; i < 3000; ++i) {
        const offset_period period = table->period_at(at);
        require(period.begin <= at && at < period.end, "a period holds its instant");
        require(period.abbreviation < table->abbreviations.size(), "an abbreviation is there");
        require(period.offset >= table->lowest_offset && period.offset <= table->highest_offset,
                "offsets have bounds");
        if (at < zone_window::no_end) {
            require(table->window_at(static_cast<std::uint32_t>(at))->offset == period.offset,
                    "two ways, one offset");
        }
        if (period.end == offset_period::never) break;
        const offset_period next = table->period_at(period.end);
        require(next.begin == period.end, "periods join");
        require(next.offset != period.offset || next.abbreviation != period.abbreviation,
                "a change changes something");
        at = period.end;
    }
    for (const std::int64_t edge : {INT64_MIN, std::int64_t{-1}, INT64_MAX}) (void)table->period_at(edge);
    return 0;
}
