#include "cli/option_text.hpp"

#include "base/message.hpp"

#include <fmt/core.h>

#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <system_error>

namespace nextfire::cli {
namespace {

template <class Choice>
struct named_choice {
    std::string_view name;
    Choice choice;
};

constexpr std::array gap_names{named_choice<gap_policy>{"at_transition", gap_policy::at_transition},
                               named_choice<gap_policy>{"skip", gap_policy::skip},
                               named_choice<gap_policy>{"shift", gap_policy::shift}};
constexpr std::array overlap_names{named_choice<overlap_policy>{"first", overlap_policy::first},
                                   named_choice<overlap_policy>{"second", overlap_policy::second},
                                   named_choice<overlap_policy>{"both", overlap_policy::both}};
constexpr std::array counting_names{
    named_choice<day_counting>{"from-anchor", day_counting::from_anchor},
    named_choice<day_counting>{"restart-each-month", day_counting::restart_each_month}};
constexpr std::array elapsed_names{named_choice<elapsed_policy>{"as_written", elapsed_policy::as_written},
                                   named_choice<elapsed_policy>{"never", elapsed_policy::never},
                                   named_choice<elapsed_policy>{"always", elapsed_policy::always}};
constexpr std::array both_days_names{
    named_choice<both_days_policy>{"as_dialect", both_days_policy::as_dialect},
    named_choice<both_days_policy>{"both", both_days_policy::both}};
constexpr std::array language_names{named_choice<language>{"en", language::english},
                                    named_choice<language>{"zh", language::chinese}};

template <class Choice>
result<Choice> choose(std::span<const named_choice<Choice>> known, std::string_view text,
                      std::string_view field, std::string_view expected) {
    for (const named_choice<Choice>& candidate : known)
        if (candidate.name == text) return candidate.choice;
    return detail::expected_found(violation_code::unknown_name, field, std::nullopt, expected,
                                  detail::quoted(text));
}

}  // namespace

result<gap_policy> parse_gap_policy(std::string_view text, std::string_view field) {
    return choose<gap_policy>(gap_names, text, field, "at_transition, skip or shift");
}

result<overlap_policy> parse_overlap_policy(std::string_view text, std::string_view field) {
    return choose<overlap_policy>(overlap_names, text, field, "first, second or both");
}

result<elapsed_policy> parse_elapsed_policy(std::string_view text, std::string_view field) {
    return choose<elapsed_policy>(elapsed_names, text, field, "as_written, never or always");
}

result<preset> parse_preset(std::string_view text, std::string_view field) {
    for (const preset scheduler :
         {preset::vixie, preset::quartz, preset::kubernetes, preset::systemd, preset::aws, preset::rfc5545})
        if (to_string(scheduler) == text) return scheduler;
    return detail::expected_found(violation_code::unknown_name, field, std::nullopt,
                                  "vixie, quartz, kubernetes, systemd, aws or rfc5545", detail::quoted(text));
}

result<both_days_policy> parse_both_days_policy(std::string_view text, std::string_view field) {
    return choose<both_days_policy>(both_days_names, text, field, "as_dialect or both");
}

result<language> parse_language(std::string_view text, std::string_view field) {
    return choose<language>(language_names, text, field, "en or zh");
}

result<day_counting> parse_day_counting(std::string_view text, std::string_view field) {
    return choose<day_counting>(counting_names, text, field, "from-anchor or restart-each-month");
}

result<std::uint64_t> parse_count(std::string_view text, std::uint64_t most, std::string_view field) {
    const std::string expected = fmt::format("a whole number from 0 to {}", most);
    std::uint64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error == std::errc::invalid_argument || end != text.data() + text.size())
        return detail::expected_found(violation_code::malformed, field, std::nullopt, expected,
                                      detail::quoted(text));
    if (error == std::errc::result_out_of_range || count > most)
        return detail::expected_found(violation_code::out_of_range, field, std::nullopt, expected,
                                      detail::quoted(text));
    return count;
}

}  // namespace nextfire::cli
