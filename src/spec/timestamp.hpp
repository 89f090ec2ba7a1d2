/// Time stamps as written, before it is known what they mean: with an offset, or in some zone.
#pragma once

#include <nextfire/base/result.hpp>

#include <chrono>
#include <optional>
#include <string_view>

namespace nextfire::inline v0::detail {

/// A time stamp as written: the date and time of day, and the offset and the fraction of a second if they were given.
struct timestamp {
    std::chrono::local_seconds local;
    std::optional<std::chrono::seconds> offset;
    std::optional<std::chrono::milliseconds> fraction;  ///< What is finer is cut off.
    bool is_between_seconds = false;  ///< Whether the fraction is more than nought, however little.

    /// Gives the second in which it lies, by its offset, which must be there.
    [[nodiscard]] std::chrono::sys_seconds second() const {
        return std::chrono::sys_seconds{local.time_since_epoch() - *offset};
    }
    /// Gives the first second that is not before it.
    [[nodiscard]] std::chrono::sys_seconds second_up() const {
        return second() + std::chrono::seconds{is_between_seconds ? 1 : 0};
    }
};

/// Reads RFC 3339, whose offset may be missing (a local time) or have no colon, with a `T` or a blank between date
/// and time: `2026-12-31T23:59:59.999Z`, `2026-12-31 23:59:59`, `2026-12-31T23:59:59+0800`.
[[nodiscard]] result<timestamp> parse_timestamp(std::string_view text, std::string_view field);

/// Reads an instant with which something begins, or before which it ends: as parse_instant() does, but for one between two
/// seconds the later one, which may be a second beyond max_instant.
///
///     parse_beginning("2026-03-29T01:30:00.75Z", "not_before");   // 2026-03-29T01:30:01Z
[[nodiscard]] result<std::chrono::sys_seconds> parse_beginning(std::string_view text, std::string_view field);

/// Checks that an instant lies in [min_instant, max_instant]; `text` is what it was read from.
[[nodiscard]] result<std::chrono::sys_seconds> checked_instant(std::chrono::sys_seconds instant,
                                                               std::string_view text, std::string_view field);

}  // namespace nextfire::inline v0::detail
