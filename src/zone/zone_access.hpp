/// The way from a zone to its table and back, for the library's own sources.
#pragma once

#include "zone/zone_table.hpp"

#include <nextfire/zone/zone.hpp>

namespace nextfire::inline v0::detail {

/// Opens a zone for the rest of the library.
struct zone_access {
    /// Gives the zone of a record, which must live as long as the process.
    [[nodiscard]] static zone make(const zone_record& record) noexcept { return zone{&record}; }

    /// Gives what a zone points at.
    [[nodiscard]] static const zone_record& record(const zone& place) noexcept { return *place.record_; }

    /// Gives the table behind a zone.
    [[nodiscard]] static const zone_table& table(const zone& place) noexcept {
        return static_cast<const zone_table&>(*place.record_->windows);
    }
};

}  // namespace nextfire::inline v0::detail
