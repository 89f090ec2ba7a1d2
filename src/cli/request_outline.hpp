/// A request of `nextfire filter`, cut apart without being read.
///
/// Requests come by the million and differ, but for a few thousand schedules, in their id and instant alone.
/// Whoever has read one line knows what another says that has the same bytes everywhere else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nextfire::cli {

/// What differs between requests for one schedule.  The views are into the line.
struct request_outline {
    std::string_view id;      ///< As it stands: `7`, `"a"`, `null`; empty where there is none.
    std::string_view after;   ///< The text between its quotes; perhaps no instant.
    std::uint64_t count = 1;  ///< At most most_instants.
};

/// Cuts a line into what differs and `rest`: all other bytes, with a mark where something was taken out.
///
/// Two lines with equal rests, one of which breaks no rule, are the same request but for their outlines; the
/// other breaks none either if its `after` is an instant.  Nothing is given for a line that is not plain: one
/// with a backslash, a control character, an id beyond ASCII or 18 digits, and whatever looks like no request.
/// Cost: some 0.5 ns a byte.
///
///     outline_of(R"({"id":7,"schedule":{…},"after":"2026-11-24T02:00:00Z"})", rest);
///     // id 7, after 2026-11-24T02:00:00Z, count 1; rest {"id":␁,"schedule":{…},"after":␁}
[[nodiscard]] std::optional<request_outline> outline_of(std::string_view line, std::string& rest);

}  // namespace nextfire::cli
