#include <nextfire/zone/zone.hpp>

#include "base/enum_text.hpp"
#include "zone/bundled_zones.hpp"
#include "zone/zone_access.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>

namespace nextfire::inline v0 {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

sys_seconds instant(std::int64_t t) {
    return sys_seconds{seconds{t}};
}

local_lookup gap_at(std::int64_t local, std::int64_t change, std::int32_t offset_before,
                    std::int32_t offset_after) {
    return {local_kind::gap, instant(local - offset_before), instant(change), instant(local - offset_after)};
}

/// Walks the windows of a table; for local times whose every possible instant lies in 1970 to 2106.
class window_walk {
public:
    window_walk(const detail::zone_table& table, std::int64_t t)
        : first_(table.windows), at_(table.window_at(static_cast<std::uint32_t>(t))) {}

    [[nodiscard]] std::int64_t begin() const {
        return at_ == first_ ? detail::offset_period::always : at_[-1].end;
    }
    [[nodiscard]] std::int64_t end() const { return at_->end; }
    [[nodiscard]] std::int32_t offset() const { return at_->offset; }
    void advance() { ++at_; }

private:
    const detail::zone_window* first_;
    const detail::zone_window* at_;
};

/// Walks the periods of a table, anywhere on the time line.
class period_walk {
public:
    period_walk(const detail::zone_table& table, std::int64_t t) : table_(table), at_(table.period_at(t)) {}

    [[nodiscard]] std::int64_t begin() const { return at_.begin; }
    [[nodiscard]] std::int64_t end() const { return at_.end; }
    [[nodiscard]] std::int32_t offset() const { return at_.offset; }
    void advance() { at_ = table_.period_at(at_.end); }

private:
    const detail::zone_table& table_;
    detail::offset_period at_;
};

/// Finds the instants of a local time.  The clock first reads `local` or later at an instant no earlier
/// than local - highest offset, and reads it for the last time by local - lowest offset.
template <class Walk>
local_lookup look_up(const detail::zone_table& table, std::int64_t local) {
    const std::int64_t last = local - table.lowest_offset;
    Walk walk{table, local - table.highest_offset};
    std::int32_t offset_before = walk.offset();
    while (walk.end() <= local - walk.offset()) {
        offset_before = walk.offset();
        walk.advance();
    }
    const std::int64_t first_pass = local - walk.offset();
    if (first_pass < walk.begin()) return gap_at(local, walk.begin(), offset_before, walk.offset());

    std::int64_t set_back = first_pass;
    while (walk.end() <= last) {
        offset_before = walk.offset();
        walk.advance();
        if (walk.offset() < offset_before) set_back = walk.begin();
        const std::int64_t pass = local - walk.offset();
        if (pass >= walk.begin() && pass < walk.end())
            return {local_kind::overlap, instant(first_pass), instant(set_back), instant(pass)};
    }
    return {local_kind::once, instant(first_pass), instant(first_pass), instant(first_pass)};
}

}  // namespace

std::string_view to_string(local_kind kind) noexcept {
    switch (kind) {
        case local_kind::once:
            return "once";
        case local_kind::gap:
            return "gap";
        case local_kind::overlap:
            return "overlap";
    }
    return {};
}

result<local_kind> parse_local_kind(std::string_view text, std::string_view field) {
    return detail::read_name<local_kind>(text, field);
}

std::string_view to_string(choose which) noexcept {
    switch (which) {
        case choose::earliest:
            return "earliest";
        case choose::latest:
            return "latest";
    }
    return {};
}

result<choose> parse_choose(std::string_view text, std::string_view field) {
    return detail::read_name<choose>(text, field);
}

zone::zone() noexcept : record_(&detail::utc_record()) {}

std::string_view zone::name() const noexcept {
    return record_->name;
}

std::string_view zone::canonical_name() const noexcept {
    return record_->canonical_name;
}

bool zone::is_utc() const noexcept {
    return detail::zone_access::table(*this).lowest_offset == 0 &&
           detail::zone_access::table(*this).highest_offset == 0;
}

zone_period zone::period_at(sys_seconds at) const noexcept {
    const detail::zone_table& table = detail::zone_access::table(*this);
    const detail::offset_period period = table.period_at(at.time_since_epoch().count());
    return {instant(period.begin), instant(period.end), seconds{period.offset},
            table.abbreviations[period.abbreviation]};
}

local_lookup zone::lookup(std::chrono::local_seconds local) const noexcept {
    // Further out a sum of a time and an offset could overflow; nobody's clock shows such times.
    constexpr std::int64_t farthest = INT64_MAX / 2;
    const std::int64_t time = std::clamp<std::int64_t>(local.time_since_epoch().count(), -farthest, farthest);
    const detail::zone_table& table = detail::zone_access::table(*this);
    const bool in_windows =
        time - table.highest_offset >= 0 && time - table.lowest_offset < detail::zone_window::no_end;
    return in_windows ? look_up<window_walk>(table, time) : look_up<period_walk>(table, time);
}

sys_seconds zone::to_sys(std::chrono::local_seconds local, choose which) const noexcept {
    const local_lookup found = lookup(local);
    switch (found.kind) {
        case local_kind::once:
            break;
        case local_kind::gap:
            return found.change;
        case local_kind::overlap:
            return which == choose::latest ? found.after : found.before;
    }
    return found.before;
}

sys_info zone::get_info(sys_seconds at) const noexcept {
    const zone_period period = period_at(at);
    return {period.begin, period.end, period.offset, period.abbreviation};
}

local_info zone::get_info(std::chrono::local_seconds local) const noexcept {
    const local_lookup found = lookup(local);
    switch (found.kind) {
        case local_kind::once:
            break;
        case local_kind::gap:
            return {local_info::nonexistent, get_info(found.change - seconds{1}), get_info(found.change)};
        case local_kind::overlap:
            return {local_info::ambiguous, get_info(found.before), get_info(found.after)};
    }
    return {local_info::unique, get_info(found.before), {}};
}

std::strong_ordering operator<=>(const zone& a, const zone& b) noexcept {
    // libc++ 14 has no <=> for texts yet.
    if (const int by_name = a.name().compare(b.name()); by_name != 0)
        return by_name < 0 ? std::strong_ordering::less : std::strong_ordering::greater;
    if (a == b) return std::strong_ordering::equal;
    return std::less<>{}(a.record_, b.record_) ? std::strong_ordering::less : std::strong_ordering::greater;
}

seconds zone::far_offset_at(sys_seconds at) const noexcept {
    return seconds{detail::zone_access::table(*this).period_at(at.time_since_epoch().count()).offset};
}

}  // namespace nextfire::inline v0
