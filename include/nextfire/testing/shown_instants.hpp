/// Instants in what rapidcheck prints of a case that fails.
#pragma once

#include <nextfire/base/instant.hpp>

#include <rapidcheck.h>

#include <chrono>
#include <optional>
#include <ostream>

/// @cond Told to rapidcheck.

/// Shows an instant as `2026-03-29T01:00:00Z`; rapidcheck by itself shows `<???>`.  One beyond those that have a text is
/// shown in seconds since 1970.
template <>
inline void rc::show(const std::chrono::sys_seconds& at, std::ostream& out) {
    if (at >= nextfire::min_instant && at <= nextfire::max_instant)
        out << nextfire::format_instant(at);
    else
        out << at.time_since_epoch().count() << " s";
}

/// Shows an answer: an instant, or `none`.
template <>
inline void rc::show(const std::optional<std::chrono::sys_seconds>& answer, std::ostream& out) {
    if (answer)
        rc::show(*answer, out);
    else
        out << "none";
}

/// @endcond
