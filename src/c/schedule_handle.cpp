#include "c/boundary.hpp"
#include "c/built_schedule.hpp"
#include "c/report.hpp"

#include <nextfire/nextfire.h>

#include <memory>
#include <nextfire/engine/cursor.hpp>
#include <nextfire/engine/schedule.hpp>

/// What the caller's pointer is one to.
struct nextfire_schedule {
    nextfire::schedule times;
};

using namespace nextfire::c;

nextfire_status nextfire_compile(const uint8_t* definition, size_t definition_size,
                                 nextfire_schedule** schedule, nextfire_report* report) noexcept {
    auto told = report_writer::begin(report);
    if (!told || !is_array(definition, definition_size) || schedule == nullptr) return NEXTFIRE_BAD_ARGUMENT;
    return guarded([&]() -> nextfire_status {
        const auto built = built_schedule(definition, definition_size);
        if (!built) return told->refuse(built.errors());
        *schedule = std::make_unique<nextfire_schedule>(nextfire_schedule{*built}).release();
        return NEXTFIRE_OK;
    });
}

void nextfire_free(nextfire_schedule* schedule) noexcept {
    delete schedule;
}

int64_t nextfire_schedule_next(const nextfire_schedule* schedule, int64_t after) noexcept {
    return schedule == nullptr ? NEXTFIRE_NONE : number_of(schedule->times.next(instant_of(after)));
}

int64_t nextfire_schedule_prev(const nextfire_schedule* schedule, int64_t before) noexcept {
    return schedule == nullptr ? NEXTFIRE_NONE : number_of(schedule->times.prev(instant_of(before)));
}

uint64_t nextfire_schedule_count(const nextfire_schedule* schedule, int64_t from, int64_t until) noexcept {
    return schedule == nullptr ? 0 : schedule->times.count(instant_of(from), instant_of(until));
}

size_t nextfire_schedule_upcoming(const nextfire_schedule* schedule, int64_t after, int64_t* next,
                                  size_t n) noexcept {
    if (schedule == nullptr || next == nullptr) return 0;
    nextfire::cursor walk{schedule->times, instant_of(after)};
    for (size_t i = 0; i < n; ++i) {
        const auto at = walk.next();
        if (!at) return i;
        next[i] = number_of(*at);
    }
    return n;
}
