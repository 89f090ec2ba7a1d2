/// Time zones: what a wall clock in a place shows at an instant, and when it shows a given local time.
///
/// A zone is a history of offsets from UTC.  Between two changes the clock runs evenly; at a change it
/// jumps.  When it jumps forward, the local times it leaps over never exist there: a *gap*.  When it is
/// set back, the local times it repeats exist twice: an *overlap*.  So an instant always has exactly one
/// local time, and a local time has one instant, none, or two.
///
///          01:00   02:00   03:00   04:00        Berlin, 29 March 2026: 02:00 -> 03:00
///     ───────┼───────┤ ░gap░ ├───────┼──►       02:30 never exists
///
///          01:00   02:00   03:00                Berlin, 25 October 2026: 03:00 -> 02:00
///     ───────┼───────┼───────┤                  02:30 exists twice, an hour apart
///                    ├───────┼───────┼──►
///
/// The names and rules come from the IANA data that nextfire carries inside itself (tzdata_version());
/// nothing is read from disk, environment or process.  For other data see zone_source.hpp.
#pragma once

#include <nextfire/base/instant.hpp>
#include <nextfire/base/result.hpp>
#include <nextfire/zone/zone_windows.hpp>

#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace nextfire::inline v0 {

namespace detail {
struct zone_access;
}  // namespace detail

/// What a zone's clock does around an instant: the offset and abbreviation in force, and how long.
struct zone_period {
    std::chrono::sys_seconds begin;  ///< First instant of the period; sys_seconds::min() if before all data.
    std::chrono::sys_seconds end;    ///< First instant after it; sys_seconds::max() if it lasts for ever.
    std::chrono::seconds offset;     ///< Local time minus UTC.
    std::string_view abbreviation;   ///< `CEST`, `+08`; lives as long as the process.
};

/// How often a local time exists.
enum class local_kind : std::uint8_t {
    once,     ///< On one instant, as nearly always.
    gap,      ///< Never: the clock jumped over it.
    overlap,  ///< Twice: the clock was set back and shows it again.
};

/// Gives the name of a kind: `once`, `gap`, `overlap`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(local_kind kind) noexcept;

/// Reads the name of a kind, as parse_violation_code() does.
///
///     parse_local_kind("gap");   // local_kind::gap
[[nodiscard]] result<local_kind> parse_local_kind(std::string_view text,
                                                  std::string_view field = "local_kind");

/// The instants that belong to a local time.
///
/// - once: all three members are the one instant.
/// - gap: `change` is the jump; `before` reads the local time with the offset of before the jump (it lies
///   after the jump), `after` with the offset of after (it lies before the jump).
/// - overlap: `before` is the first pass, `after` the second, `change` the instant the clock was set back.
struct local_lookup {
    local_kind kind;                  ///< How often the local time exists.
    std::chrono::sys_seconds before;  ///< By the offset of before the change.
    std::chrono::sys_seconds change;  ///< The first instant after the clock was set.
    std::chrono::sys_seconds after;   ///< By the offset of after the change.
};

/// Which instant to take for a local time that exists twice, as std::chrono::choose has it.
enum class choose : std::uint8_t {
    earliest,  ///< That of the first pass.
    latest,    ///< That of the second.
};

/// Gives the name of a choice: `earliest`, `latest`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(choose which) noexcept;

/// Reads the name of a choice, as parse_violation_code() does.
///
///     parse_choose("latest");   // choose::latest
[[nodiscard]] result<choose> parse_choose(std::string_view text, std::string_view field = "choose");

/// What a zone's clock does around an instant, with the members of std::chrono::sys_info (C++20, which not
/// every standard library has).
///
/// Its `save` is left out: the tables hold what clocks show, and not which part of an offset is summer time.
struct sys_info {
    std::chrono::sys_seconds begin;  ///< First instant; sys_seconds::min() if before all data.
    std::chrono::sys_seconds end;    ///< First instant after it; sys_seconds::max() if it lasts for ever.
    std::chrono::seconds offset;     ///< Local time minus UTC.
    std::string_view abbrev;         ///< `CEST`, `+08`; lives as long as the process.

    /// Compares all four.
    friend bool operator==(const sys_info&, const sys_info&) = default;
};

/// What a zone's clock does around a local time, with the members of std::chrono::local_info.
struct local_info {
    static constexpr int unique = 0;       ///< It exists once; `first` holds then.
    static constexpr int nonexistent = 1;  ///< It lies in a gap: between `first` and `second`.
    static constexpr int ambiguous = 2;    ///< It exists twice: in `first`, and again in `second`.

    int result = unique;  ///< One of the three.
    sys_info first;       ///< What holds where it is unique, or before the change.
    sys_info second;      ///< What holds after the change; all zero where the local time is unique.

    /// Compares all three.
    friend bool operator==(const local_info&, const local_info&) = default;
};

/// A time zone: an immutable value of the size of a pointer, cheap to copy, safe to share.
///
/// A zone keeps the name it was found by in its proper spelling: `asia/calcutta` is the zone named
/// `Asia/Calcutta`, whose canonical name is `Asia/Kolkata`.  Two zones are equal when both their name and
/// their data are the same, so a link does not equal the zone it stands for.
class zone {
public:
    /// Makes the zone `UTC`.
    zone() noexcept;

    /// Finds a zone by name, in any letter case, in the data nextfire carries.
    ///
    /// Known are: IANA zones and links (`Europe/Berlin`, `PRC`); `UTC`, `GMT` and `Z`; fixed offsets
    /// (`+08:00`, `+0530`, `UTC+8`, `GMT-03:30`) up to 18 hours either way, named `+08:00`; the names
    /// that Windows uses (`China Standard Time`), which become the IANA zone they stand for.
    /// Unknown: `right/…`, `posix/…`, `localtime`, paths.  A miss gives one violation `unknown_name` for
    /// the field `time_zone`, naming at most three near names.
    /// Cost: 60 ns; the first use of a zone builds its table (5 µs, thread-safe).
    ///
    ///     zone::find("europe/kyiv")->name();   // "Europe/Kyiv"
    [[nodiscard]] static result<zone> find(std::string_view name);

    /// Gives the zone with one offset for ever, at most 18 hours from UTC and of whole minutes; anything
    /// else is a violation `out_of_range`.
    ///
    ///     zone::fixed(std::chrono::hours{8})->name();   // "+08:00"
    [[nodiscard]] static result<zone> fixed(std::chrono::seconds offset);

    /// Gives the name it was found by, in the spelling of the data.
    [[nodiscard]] std::string_view name() const noexcept;

    /// Gives the name of the zone that a link stands for; a zone that is no link gives its own name.
    [[nodiscard]] std::string_view canonical_name() const noexcept;

    /// Says whether the zone's clock never changes and reads UTC.
    [[nodiscard]] bool is_utc() const noexcept;

    /// Gives the offset in force at an instant, local time minus UTC.
    ///
    /// Before 1970 the first offset known is answered, after 9999 the rule goes on.  Cost: 2 ns to 2106.
    [[nodiscard]] std::chrono::seconds offset_at(std::chrono::sys_seconds instant) const noexcept {
        const std::int64_t t = instant.time_since_epoch().count();
        if (t >= 0 && t < detail::zone_window::no_end)
            return std::chrono::seconds{record_->windows->window_at(static_cast<std::uint32_t>(t))->offset};
        return far_offset_at(instant);
    }

    /// Gives the local time that the zone's clock shows at an instant.  Cost: 2 ns to 2106.
    ///
    ///     // Berlin
    ///     berlin.to_local(*parse_instant("2026-03-29T01:00:00Z"));   // 2026-03-29 03:00:00
    [[nodiscard]] std::chrono::local_seconds to_local(std::chrono::sys_seconds instant) const noexcept {
        return std::chrono::local_seconds{instant.time_since_epoch() + offset_at(instant)};
    }

    /// The same for an instant finer than a second: the local time is as fine.
    template <class Duration>
    [[nodiscard]] std::chrono::local_time<std::common_type_t<Duration, std::chrono::seconds>> to_local(
        std::chrono::sys_time<Duration> instant) const noexcept {
        using local = std::chrono::local_time<std::common_type_t<Duration, std::chrono::seconds>>;
        return local{instant.time_since_epoch() +
                     offset_at(std::chrono::floor<std::chrono::seconds>(instant))};
    }

    /// Gives the instant at which the zone's clock shows a local time.
    ///
    /// A local time that exists twice has two: the choice decides.  One that the clock jumps over is the
    /// instant of the jump, whatever the choice.  So with `earliest` it is the first instant at which the
    /// clock reads the local time or a later one, when a schedule fires that has no other policies.
    /// Never fails.  Cost: 10 ns.  Source: std::chrono::time_zone::to_sys.
    ///
    ///     // Berlin, 25 October 2026: 02:30 exists twice
    ///     berlin.to_sys(local_days{2026y / 10 / 25} + 2h + 30min);                   // 00:30:00Z
    ///     berlin.to_sys(local_days{2026y / 10 / 25} + 2h + 30min, choose::latest);   // 01:30:00Z
    ///     berlin.to_sys(local_days{2026y / 3 / 29} + 2h + 30min);                    // 01:00:00Z, the jump
    [[nodiscard]] std::chrono::sys_seconds to_sys(std::chrono::local_seconds local,
                                                  choose which = choose::earliest) const noexcept;

    /// Tells what the clock does around an instant, as std::chrono::time_zone::get_info does.  Cost: 10 ns.
    ///
    ///     berlin.get_info(*parse_instant("2026-07-01T00:00:00Z")).abbrev;   // "CEST"
    [[nodiscard]] sys_info get_info(std::chrono::sys_seconds instant) const noexcept;

    /// Tells what the clock does around a local time, as std::chrono::time_zone::get_info does.
    /// Never fails.  Cost: 30 ns.
    ///
    ///     // Berlin, 29 March 2026: from 02:00 the clock jumps to 03:00
    ///     berlin.get_info(local_days{2026y / 3 / 29} + 2h + 30min).result;   // local_info::nonexistent
    [[nodiscard]] local_info get_info(std::chrono::local_seconds local) const noexcept;

    /// Gives the offset, abbreviation and extent of the period that an instant lies in.
    ///
    /// A change of abbreviation alone (or of standard time and summer time at once, leaving the offset as
    /// it was) also ends a period.  Cost: 10 ns.
    [[nodiscard]] zone_period period_at(std::chrono::sys_seconds instant) const noexcept;

    /// Finds the instants that belong to a local time.  Never fails; see local_lookup.  Cost: 10 ns.
    ///
    /// Should the data make a clock jump over a local time and soon after be set back so that it is shown
    /// after all, the local time counts as a gap: what decides is the first passage.
    [[nodiscard]] local_lookup lookup(std::chrono::local_seconds local) const noexcept;

    /// Says whether two zones have the same name and the same data: `PRC` is not `Asia/Shanghai`.
    friend bool operator==(const zone& a, const zone& b) noexcept { return a.record_ == b.record_; }

    /// Orders zones by their names, byte by byte, so that they may be keys of ordered containers.
    ///
    /// Zones of one name and other data (zone_source.hpp) are not equal; their order is any, and the same as
    /// long as the process lives.
    ///
    ///     *zone::find("Asia/Tokyo") < *zone::find("Europe/Berlin");   // true
    friend std::strong_ordering operator<=>(const zone& a, const zone& b) noexcept;

private:
    friend struct detail::zone_access;
    explicit zone(const detail::zone_record* record) noexcept : record_(record) {}
    [[nodiscard]] std::chrono::seconds far_offset_at(std::chrono::sys_seconds instant) const noexcept;

    const detail::zone_record* record_;
};

/// Gives the version of the zone data nextfire carries, such as `2026f`.
[[nodiscard]] std::string_view tzdata_version() noexcept;

/// Gives the names of all IANA zones and links that nextfire carries, sorted without regard to case.
/// Cost: some nanoseconds; 0.1 ms for the first use of the data in a process.
[[nodiscard]] std::span<const std::string_view> zone_names();

/// Gives at most three names near to a misspelt one, nearest first; none when nothing is near.
///
/// Cost: up to 0.3 ms, for it is compared with every name there is.
///
///     nearest_zone_names("Asia/Shangai");   // {"Asia/Shanghai"}
[[nodiscard]] std::vector<std::string_view> nearest_zone_names(std::string_view name);

}  // namespace nextfire::inline v0

/// Zones may be keys of unordered containers.
template <>
struct std::hash<nextfire::zone> {
    /// Hashes the name, which tells nearly all zones apart.
    [[nodiscard]] std::size_t operator()(const nextfire::zone& key) const noexcept {
        return std::hash<std::string_view>{}(key.name());
    }
};
