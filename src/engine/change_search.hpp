/// The same questions straight from the contract, for instants within reach of a clock change and for all of
/// time.
#pragma once

#include "engine/rule_visitor.hpp"

#include <nextfire/engine/schedule_rule.hpp>

#include <cstdint>

namespace nextfire::inline v0::detail {

/// Finds the first local time after `local`, or the last one at or before it, that the rule asks for; nullopt
/// where it lies beyond every local time of the supported range.  Not for since_anchor, which asks for none.
template <direction Way>
[[nodiscard]] std::int64_t nearest_local(const schedule_rule& rule, std::int64_t local) noexcept;

/// Finds the first instant after `t`, or the last one at or before it, however near a change is.  Cost: about
/// 0.1 µs.
template <direction Way>
[[nodiscard]] std::int64_t search_near_change(const schedule_rule& rule, std::int64_t t) noexcept;

/// Finds the first local time at or after `local` that the rule asks for.
[[nodiscard]] inline std::int64_t local_on_or_after(const schedule_rule& rule, std::int64_t local) noexcept {
    return nearest_local<direction::forward>(rule, local - 1);
}

/// Finds the last local time at or before `local` that the rule asks for.
[[nodiscard]] inline std::int64_t local_on_or_before(const schedule_rule& rule, std::int64_t local) noexcept {
    return nearest_local<direction::backward>(rule, local);
}

}  // namespace nextfire::inline v0::detail
