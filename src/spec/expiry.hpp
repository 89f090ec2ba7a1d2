/// The expiry of a schedule as text: an instant, or what a wall clock shows.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/zone/zone.hpp>

#include <chrono>
#include <string_view>

namespace nextfire::inline v0::detail {

/// Reads the last instant of a schedule: RFC 3339, or `yyyy-MM-dd HH:mm:ss` by the clock of a zone.
///
/// A local time stands for the first instant at which the clock reads that time or a later one.
[[nodiscard]] result<std::chrono::sys_seconds> parse_expiry(std::string_view text, zone clock,
                                                            std::string_view field);

}  // namespace nextfire::inline v0::detail
