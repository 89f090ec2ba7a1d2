#include "c/boundary.hpp"
#include "c/report.hpp"
#include "set/firing_window.hpp"

#include <nextfire/nextfire.h>
#include <nextfire/definition/definition.hpp>
#include <nextfire/set/firing.hpp>
#include <nextfire/set/schedule_set.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

/// What the caller's pointer is one to.
struct nextfire_set {
    /// Nothing after a change for which there was no memory: the set may be in pieces then.
    std::optional<nextfire::schedule_set> schedules = nextfire::schedule_set{};
};

namespace nextfire::c {
namespace {

/// Makes a change; where there is no memory for it, the set is spoilt.
template <class Change>
nextfire_status changed(nextfire_set* set, const Change& change) noexcept {
    if (!set->schedules) return NEXTFIRE_NO_MEMORY;
    const nextfire_status status = guarded([&] { return change(*set->schedules); });
    if (status == NEXTFIRE_NO_MEMORY || status == NEXTFIRE_FAILED) set->schedules.reset();
    return status;
}

void write_firings(const std::vector<firing>& found, nextfire_firing* firings) noexcept {
    std::transform(found.begin(), found.end(), firings, [](const firing& each) {
        return nextfire_firing{number_of(each.at), each.key};
    });
}

}  // namespace
}  // namespace nextfire::c

using namespace nextfire::c;

nextfire_status nextfire_set_new(nextfire_set** set) noexcept {
    if (set == nullptr) return NEXTFIRE_BAD_ARGUMENT;
    return guarded([&]() -> nextfire_status {
        *set = std::make_unique<nextfire_set>().release();
        return NEXTFIRE_OK;
    });
}

nextfire_status nextfire_set_copy(const nextfire_set* set, nextfire_set** copy) noexcept {
    if (set == nullptr || copy == nullptr) return NEXTFIRE_BAD_ARGUMENT;
    if (!set->schedules) return NEXTFIRE_NO_MEMORY;
    return guarded([&]() -> nextfire_status {
        *copy = std::make_unique<nextfire_set>(*set).release();
        return NEXTFIRE_OK;
    });
}

void nextfire_set_free(nextfire_set* set) noexcept {
    delete set;
}

nextfire_status nextfire_set_put(nextfire_set* set, uint64_t key, const uint8_t* definition,
                                 size_t definition_size, nextfire_report* report) noexcept {
    auto told = report_writer::begin(report);
    if (!told || set == nullptr || !is_array(definition, definition_size)) return NEXTFIRE_BAD_ARGUMENT;
    return changed(set, [&](nextfire::schedule_set& schedules) -> nextfire_status {
        const auto put =
            nextfire::definition::from_bytes(bytes_at(definition, definition_size))
                .and_then([&](const nextfire::definition& what) { return schedules.put(key, what); });
        return put ? NEXTFIRE_OK : told->refuse(put.errors());
    });
}

nextfire_status nextfire_set_remove(nextfire_set* set, uint64_t key) noexcept {
    if (set == nullptr) return NEXTFIRE_BAD_ARGUMENT;
    return changed(set, [&](nextfire::schedule_set& schedules) -> nextfire_status {
        return schedules.remove(key) ? NEXTFIRE_OK : NEXTFIRE_NO_KEY;
    });
}

size_t nextfire_set_size(const nextfire_set* set) noexcept {
    return set == nullptr || !set->schedules ? 0 : set->schedules->size();
}

nextfire_status nextfire_set_next_of(const nextfire_set* set, uint64_t key, int64_t after,
                                     int64_t* next) noexcept {
    if (set == nullptr || next == nullptr) return NEXTFIRE_BAD_ARGUMENT;
    if (!set->schedules) return NEXTFIRE_NO_MEMORY;
    if (!set->schedules->contains(key)) return NEXTFIRE_NO_KEY;
    *next = number_of(set->schedules->next_of(key, instant_of(after)));
    return NEXTFIRE_OK;
}

nextfire_status nextfire_set_due(const nextfire_set* set, int64_t after, int64_t until,
                                 nextfire_firing* firings, size_t capacity, size_t* count,
                                 int64_t* reached) noexcept {
    if (set == nullptr || !is_array(firings, capacity) || count == nullptr || reached == nullptr)
        return NEXTFIRE_BAD_ARGUMENT;
    if (!set->schedules) return NEXTFIRE_NO_MEMORY;
    return guarded([&]() -> nextfire_status {
        std::vector<nextfire::firing> found;
        const int64_t last = number_of(instant_of(until));
        const int64_t end =
            nextfire::detail::collect_some_firings(nextfire::detail::set_access::root(*set->schedules),
                                                   number_of(instant_of(after)), last, capacity, found);
        *count = found.size();
        if (found.size() > capacity) return NEXTFIRE_NO_ROOM;  // all of one second
        write_firings(found, firings);
        *reached = end < std::min(last, number_of(nextfire::max_instant)) ? end : std::max(after, until);
        return NEXTFIRE_OK;
    });
}

nextfire_status nextfire_set_soonest(const nextfire_set* set, int64_t after, nextfire_firing* firings,
                                     size_t capacity, size_t* count) noexcept {
    if (set == nullptr || !is_array(firings, capacity) || count == nullptr) return NEXTFIRE_BAD_ARGUMENT;
    if (!set->schedules) return NEXTFIRE_NO_MEMORY;
    return guarded([&]() -> nextfire_status {
        const auto found = set->schedules->soonest(capacity, instant_of(after));
        *count = found.size();
        write_firings(found, firings);
        return NEXTFIRE_OK;
    });
}
