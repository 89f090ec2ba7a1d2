/// TZif: zone data as zic compiles it, as in /usr/share/zoneinfo.
///
/// A file holds the instants at which a clock changed, the kinds of local time it changed to, and since
/// version 2 a POSIX rule for the time after.  Version 1 counts in 32 bits; later versions repeat the data
/// in 64 bits and begin with the old block for old readers, which is skipped here.
/// Source: RFC 8536; RFC 9636 for version 4.
#pragma once

#include "zone/zone_history.hpp"

#include <nextfire/base/result.hpp>

#include <cstddef>
#include <span>
#include <string_view>

namespace nextfire::inline v0::detail {

/// Reads the bytes of a TZif file into a settled history.
///
/// Nothing in the bytes is believed: counts are held against the bytes that are there, indices against
/// counts.  Refused with one violation whose column is a byte's place in the file, counted from 1: files
/// cut short, with leap seconds, with changes out of order, with impossible offsets, with an abbreviation
/// that does not end inside its block, and with a footer that is no POSIX rule.
[[nodiscard]] result<zone_history> read_tzif(std::span<const std::byte> bytes, std::string_view field);

}  // namespace nextfire::inline v0::detail
