/// Sending a request by libcurl, once.
#pragma once

#include "cli/calling.hpp"

#include <nextfire/calls/call.hpp>

#include <functional>

namespace nextfire::cli {

/// Sends a call and waits for its answer, within the limits.
///
/// The certificate of the other side and its name are verified, always; below TLS 1.2 nothing is spoken.  No redirect
/// is followed, nothing is unpacked, and plain http goes through no proxy: so no token reaches another host.
/// `while_waiting` is called about once a second.
[[nodiscard]] sending_attempt send_once(const api::call& made, const sending_limits& limits,
                                        const std::function<void()>& while_waiting);

}  // namespace nextfire::cli
