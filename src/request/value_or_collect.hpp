/// Reading many things and telling all that is wrong with them at once.
#pragma once

#include <nextfire/base/result.hpp>

#include <optional>
#include <utility>

namespace nextfire::inline v0::api {

/// Adds violations to those that were found before.
inline void append(violations& errors, const violations& more) {
    errors.insert(errors.end(), more.begin(), more.end());
}

/// Gives the value of a result, or adds its violations to those that were found before.
template <class T>
[[nodiscard]] std::optional<T> value_or_collect(result<T> read, violations& errors) {
    if (read) return *std::move(read);
    append(errors, read.errors());
    return std::nullopt;
}

}  // namespace nextfire::inline v0::api
