/// Time stamps as written, before it is known what they mean: with an offset, or in some zone.
#pragma once

#include <nextfire/base/result.hpp>

#include <chrono>
#include <optional>
#include <string_view>

namespace nextfire::inline v0::detail {

/// A time stamp as written: the date and time of day, and the offset if one was given.
struct timestamp {
    std::chrono::local_seconds local;
    std::optional<std::chrono::seconds> offset;
};

/// Reads RFC 3339, or `yyyy-MM-dd HH:mm:ss` without an offset.  A fraction is cut off.
[[nodiscard]] result<timestamp> parse_timestamp(std::string_view text, std::string_view field);

/// Checks that an instant lies in [min_instant, max_instant]; `text` is what it was read from.
[[nodiscard]] result<std::chrono::sys_seconds> checked_instant(std::chrono::sys_seconds instant,
                                                               std::string_view text, std::string_view field);

}  // namespace nextfire::inline v0::detail
