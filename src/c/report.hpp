/// Violations, written into the caller's arrays.
#pragma once

#include <nextfire/nextfire.h>
#include <nextfire/base/result.hpp>

#include <optional>
#include <string_view>

namespace nextfire::c {

/// A report that was begun; or none, where the caller asks for none.
class report_writer {
public:
    /// Begins a report anew; nullopt where what it says of itself cannot be.
    [[nodiscard]] static std::optional<report_writer> begin(nextfire_report* report) noexcept;

    /// Adds a violation: written where it and all before it fit, and counted in any case.
    void add(const violation& error) noexcept { add(error, error.field); }

    /// Adds a violation under the name of another field.
    void add(const violation& error, std::string_view field) noexcept;

    /// Adds all violations, and gives the status of what has such.
    [[nodiscard]] nextfire_status refuse(const violations& errors) noexcept;

private:
    explicit report_writer(nextfire_report* report) noexcept : report_(report) {}
    [[nodiscard]] const char* put_text(std::string_view text) noexcept;

    nextfire_report* report_;
};

}  // namespace nextfire::c
