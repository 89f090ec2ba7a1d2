/// From what a definition says to the schedule.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/definition/definition_parts.hpp>
#include <nextfire/engine/schedule.hpp>

#include <string_view>

namespace nextfire::inline v0::detail {

/// Builds a schedule of parts, canonical or not; the field of its violations is `subject`.
[[nodiscard]] result<schedule> build_from(const definition_parts& parts, std::string_view subject);

}  // namespace nextfire::inline v0::detail
