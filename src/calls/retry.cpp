#include <nextfire/calls/retry.hpp>

#include "base/ascii.hpp"
#include "calls/http_date.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace nextfire::inline v0::api {

using namespace std::chrono;

namespace {

constexpr milliseconds longest_asked_wait = hours{24};

/// Says whether the outcome of an attempt lets the request be sent again.
bool may_repeat(operation asked, const attempt_outcome& last) noexcept {
    const bool is_always_safe = row_of(asked).repeated == repetition::always;
    switch (last.became) {
        case delivery::answered:
            return is_always_safe && is_passing(last.status);
        case delivery::unsent:
            return true;
        case delivery::uncertain:
            return is_always_safe;
        case delivery::refused:
            return false;
    }
    return false;
}

/// Gives the longest wait after so many attempts: the first one doubled for each attempt after the first.
milliseconds longest_wait_after(unsigned attempts, const retry_limits& limits) noexcept {
    milliseconds wait = std::max(limits.first_wait, milliseconds{0});
    for (unsigned count = 1; count < attempts && wait < limits.longest_wait; ++count) wait += wait;
    return std::clamp(wait, milliseconds{0}, std::max(limits.longest_wait, milliseconds{0}));
}

/// Gives a share of a time: `random` of 2^32 parts.
milliseconds share_of(milliseconds whole, std::uint32_t random) noexcept {
    constexpr unsigned bits = 32;
    constexpr std::int64_t most = std::int64_t{1} << 30;  // 12 days, so that the product fits
    return milliseconds{static_cast<std::int64_t>(
        static_cast<std::uint64_t>(std::min<std::int64_t>(whole.count(), most)) * random >> bits)};
}

}  // namespace

bool is_passing(int status) noexcept {
    constexpr std::array passing{408, 409, 429, 500, 502, 503, 504};
    return std::find(passing.begin(), passing.end(), status) != passing.end();
}

std::optional<milliseconds> wait_before_retry(operation asked, const attempt_outcome& last, unsigned attempts,
                                              milliseconds elapsed, std::uint32_t random,
                                              const retry_limits& limits) noexcept {
    if (attempts == 0 || attempts >= limits.most_attempts || !may_repeat(asked, last)) return std::nullopt;
    const milliseconds left = limits.most_elapsed - elapsed;
    const milliseconds asked_wait = std::max(last.retry_after.value_or(milliseconds{0}), milliseconds{0});
    if (left <= milliseconds{0} || asked_wait > left) return std::nullopt;
    const milliseconds spread = share_of(longest_wait_after(attempts, limits), random);
    if (last.retry_after) return asked_wait + std::min(spread, left - asked_wait);
    if (spread > left) return std::nullopt;
    return spread;
}

std::optional<milliseconds> parse_retry_after(std::string_view text, sys_millis now) noexcept {
    text = detail::trimmed(text);
    if (!text.empty() && std::all_of(text.begin(), text.end(), detail::is_digit)) {
        std::int64_t count = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
        const bool is_short =
            error == std::errc{} && count < duration_cast<seconds>(longest_asked_wait).count();
        return is_short ? milliseconds{seconds{count}} : longest_asked_wait;
    }
    const auto date = parse_http_date(text, floor<seconds>(now));
    if (!date) return std::nullopt;
    return std::clamp(duration_cast<milliseconds>(*date - now), milliseconds{0}, longest_asked_wait);
}

}  // namespace nextfire::inline v0::api
