#include "c/boundary.hpp"
#include "c/built_schedule.hpp"
#include "c/report.hpp"

#include <fmt/core.h>
#include <nextfire/nextfire.h>
#include <nextfire/engine/schedule.hpp>

#include <algorithm>
#include <iterator>

namespace nextfire::c {
namespace {

/// Asks the schedule of a definition, and puts its answer where it belongs.
template <class Answer, class Ask>
nextfire_status ask(const std::uint8_t* bytes, std::size_t size, Answer* answer, nextfire_report* report,
                    const Ask& question) noexcept {
    auto told = report_writer::begin(report);
    if (!told || !is_array(bytes, size) || answer == nullptr) return NEXTFIRE_BAD_ARGUMENT;
    return guarded([&]() -> nextfire_status {
        const result<schedule> asked = built_schedule(bytes, size);
        if (!asked) return told->refuse(asked.errors());
        *answer = question(*asked);
        return NEXTFIRE_OK;
    });
}

/// Says whether two are the same bytes, of which there are some.
bool is_same(const nextfire_bytes& a, const nextfire_bytes& b) noexcept {
    return a.size == b.size && a.size != 0 && std::equal(a.data, a.data + a.size, b.data);
}

/// Tells the violations of one of many definitions, under its place among them.
void add_at_place(report_writer& told, std::size_t place, const violations& errors) noexcept {
    std::array<char, 24> field{};
    const auto end = fmt::format_to_n(field.data(), field.size(), "/{}", place).out;
    for (const violation& error : errors)
        told.add(error, {field.data(), static_cast<std::size_t>(end - field.data())});
}

/// Answers as far as no memory is missing.
nextfire_status ask_batch(std::span<const nextfire_bytes> definitions, std::chrono::sys_seconds after,
                          std::int64_t* next, report_writer& told) {
    nextfire_status status = NEXTFIRE_OK;
    const nextfire_bytes* before = nullptr;  // the last one that could be read, whose schedule is the last
    schedule last;
    for (std::size_t i = 0; i < definitions.size(); ++i) {
        const nextfire_bytes& each = definitions[i];
        if (before == nullptr || !is_same(*before, each)) {
            const result<schedule> built = built_schedule(each.data, each.size);
            if (!built) {
                add_at_place(told, i, built.errors());
                status = NEXTFIRE_REFUSED;
                continue;
            }
            last = *built;
            before = &each;
        }
        next[i] = number_of(last.next(after));
    }
    return status;
}

}  // namespace
}  // namespace nextfire::c

using namespace nextfire::c;
using nextfire::schedule;

nextfire_status nextfire_next(const uint8_t* definition, size_t definition_size, int64_t after, int64_t* next,
                              nextfire_report* report) noexcept {
    return ask(definition, definition_size, next, report,
               [&](const schedule& asked) { return number_of(asked.next(instant_of(after))); });
}

nextfire_status nextfire_prev(const uint8_t* definition, size_t definition_size, int64_t before,
                              int64_t* prev, nextfire_report* report) noexcept {
    return ask(definition, definition_size, prev, report,
               [&](const schedule& asked) { return number_of(asked.prev(instant_of(before))); });
}

nextfire_status nextfire_count(const uint8_t* definition, size_t definition_size, int64_t from, int64_t until,
                               uint64_t* count, nextfire_report* report) noexcept {
    return ask(definition, definition_size, count, report,
               [&](const schedule& asked) { return asked.count(instant_of(from), instant_of(until)); });
}

nextfire_status nextfire_next_batch(const nextfire_bytes* definitions, size_t n, int64_t after, int64_t* next,
                                    nextfire_report* report) noexcept {
    auto told = report_writer::begin(report);
    if (!told || !is_array(definitions, n) || !is_array(next, n)) return NEXTFIRE_BAD_ARGUMENT;
    const std::span all{definitions, n};
    if (!std::all_of(all.begin(), all.end(),
                     [](const nextfire_bytes& each) { return is_array(each.data, each.size); }))
        return NEXTFIRE_BAD_ARGUMENT;
    std::fill_n(next, n, NEXTFIRE_NONE);
    return guarded([&] { return ask_batch(all, instant_of(after), next, *told); });
}
