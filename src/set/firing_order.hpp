/// Putting firings in order: by instant, and by key where several fire at one.
#pragma once

#include <nextfire/set/firing.hpp>

#include <vector>

namespace nextfire::inline v0::detail {

/// Sorts firings; `spare` is room that may be kept for the next time.  Cost: some 10 ns a firing, where as many
/// fire as there are seconds between the first and the last; as a sort by comparison elsewhere.
void put_in_order(std::vector<firing>& firings, std::vector<firing>& spare);

}  // namespace nextfire::inline v0::detail
