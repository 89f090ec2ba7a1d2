/// The way from a schedule to its rule and back, for the library's own sources.
#pragma once

#include <nextfire/engine/schedule.hpp>

namespace nextfire::inline v0::detail {

/// Opens a schedule for the rest of the engine.
struct schedule_access {
    /// Gives the schedule of a rule that a builder has made.
    [[nodiscard]] static schedule make(const schedule_rule& rule) noexcept { return schedule{rule}; }

    /// Gives what a schedule computes with.
    ///@{
    [[nodiscard]] static const schedule_rule& rule(const schedule& of) noexcept { return of.rule_; }
    [[nodiscard]] static schedule_rule& rule(schedule& of) noexcept { return of.rule_; }
    ///@}
};

}  // namespace nextfire::inline v0::detail
