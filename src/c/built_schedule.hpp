/// A schedule from the bytes of its definition.
#pragma once

#include "c/boundary.hpp"

#include <nextfire/definition/definition.hpp>
#include <nextfire/engine/schedule.hpp>

#include <cstddef>
#include <cstdint>

namespace nextfire::c {

/// Reads bytes and builds the schedule, or tells why there is none.  Allocates nothing where all is well, but for a
/// zone on its first use.
[[nodiscard]] inline result<schedule> built_schedule(const std::uint8_t* bytes, std::size_t size) {
    return definition::from_bytes(bytes_at(bytes, size)).and_then([](const definition& what) {
        return schedule::build(what);
    });
}

}  // namespace nextfire::c
