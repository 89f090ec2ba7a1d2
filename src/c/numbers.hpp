/// The numbers that stand for names on the other side.
#pragma once

#include <nextfire/nextfire.h>
#include <nextfire/base/result.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/words/describe.hpp>

#include <optional>

namespace nextfire::c {

/// Gives the number of a code.
[[nodiscard]] nextfire_code number_of(violation_code code) noexcept;

/// Gives the number of a fidelity.
[[nodiscard]] nextfire_fidelity number_of(cron_fidelity fidelity) noexcept;

/// Gives the dialect of a notation; nullopt for JSON and for a number that is none.
[[nodiscard]] std::optional<cron_dialect> dialect_of(nextfire_notation number) noexcept;

/// Gives the language of a number; nullopt for one that is none.
[[nodiscard]] std::optional<language> language_of(nextfire_language number) noexcept;

}  // namespace nextfire::c
