/// Zones from other data than what nextfire carries: TZif files, a zoneinfo directory, a list of changes.
///
/// Everything here is asked for explicitly; nextfire never looks for such data by itself.  A zone built
/// here is as good as a bundled one: the same type, the same speed, life as long as the process.  Building
/// the same name with the same content again gives the same zone, so memory does not grow by repetition.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/zone/zone.hpp>

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace nextfire::inline v0 {

/// A change of a zone's clock: from `at` on, `offset` and `abbreviation` hold.
struct zone_change {
    std::chrono::sys_seconds at;  ///< The first instant at which the clock reads otherwise.
    std::chrono::seconds offset;  ///< Local time less UTC: 3,600 s for CET.
    std::string abbreviation;     ///< What the time is called: `CET`.
};

/// Builds a zone from its changes, in order of time, and the POSIX rule that goes on after the last.
///
/// The first change tells what holds from the beginning of time to the second; changes before 1970 are
/// folded into it.  An empty rule keeps the last offset for ever; another one goes on after the last change, also
/// where that lies before 1970.  Violations (`field` is `zone`): no
/// change at all, changes out of order, an offset not between -25 and +26 hours (RFC 8536, section 3.2), a
/// rule that is no POSIX TZ string.  Cost: some 10 µs, thread-safe.
///
///     make_zone("Acme/Moon", {{{min_instant, 0h, "MOT"}}}, "MOT0MOST,M3.5.0,M10.5.0");
[[nodiscard]] result<zone> make_zone(std::string_view name, std::span<const zone_change> changes,
                                     std::string_view posix_rule);

/// Builds a zone from the bytes of a TZif file, versions 1 to 4.
///
/// The bytes may come from anywhere: every count is checked against the bytes that are there before it is
/// believed.  A file with leap seconds (the `right/` kind) is refused, for its seconds are not POSIX time.
/// Violations carry the field `zone` and say at which byte the file stops making sense.
/// Cost: linear in the bytes.  Source: RFC 8536, with the version 4 of RFC 9636.
[[nodiscard]] result<zone> parse_tzif(std::string_view name, std::span<const std::byte> bytes);

/// Loads a zone from a zoneinfo directory such as `/usr/share/zoneinfo`.
///
/// The name is matched letter for letter, as file names are; it may not be absolute, contain `..` or an
/// empty part, or begin with `right/` or `posix/`.  The file is read at each call, so that a fresh update
/// of the directory is seen; at most 1 MiB is read.  Violations as in parse_tzif, and `unreadable` where
/// there is no such file.  Cost: 10 to 30 µs, 0.1 to 0.3 ms for data that are new to the
/// process, and what the disk takes.
///
///     load_zone("/usr/share/zoneinfo", "Europe/Berlin");
[[nodiscard]] result<zone> load_zone(const std::string& directory, std::string_view name);

}  // namespace nextfire::inline v0
