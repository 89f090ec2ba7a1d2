/// Cron expressions past what their interface checks, for the library's own sources.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/cron/cron_expression.hpp>

#include <string_view>

namespace nextfire::inline v0::detail {

/// Opens cron expressions for the rest of the library.
struct cron_access {
    /// Gives the expression of sets that are normal (cron_sets.hpp) and known to fire.
    [[nodiscard]] static cron_expression make(const cron_fields& fields) noexcept {
        cron_expression made;
        made.fields_ = fields;
        return made;
    }

    /// Reads a text of any length.
    [[nodiscard]] static result<cron_expression> parse(std::string_view text, const cron_options& options);
};

}  // namespace nextfire::inline v0::detail
