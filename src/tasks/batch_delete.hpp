/// The body of a request that deletes several tasks.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/tasks/modify.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace nextfire::inline v0::api {

/// The most tasks that one request deletes.
inline constexpr std::size_t most_items = 20;

/// Reads `{"items":["id",…]}`, 1 to 20 ids, or gives every violation there is.
[[nodiscard]] result<std::vector<std::string>> read_batch_delete(std::string_view body,
                                                                 const task_options& options);

}  // namespace nextfire::inline v0::api
