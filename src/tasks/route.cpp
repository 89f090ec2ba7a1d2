#include "tasks/route.hpp"

#include "base/message.hpp"
#include "tasks/take_until.hpp"
#include "tasks/task_fields.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <string>
#include <utility>

namespace nextfire::inline v0::api {
namespace {

using detail::expected_found;

constexpr std::array<std::string_view, 2> page_parameters{"limit", "offset"};

/// Reads a number without a sign, if it is at most `highest`.
std::optional<std::size_t> parse_number(std::string_view text, std::size_t highest) noexcept {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number > highest) return std::nullopt;
    return number;
}

}  // namespace

std::optional<route> find_route(std::string_view target) noexcept {
    constexpr std::string_view version = "/v1/";
    constexpr std::string_view collection = "schedule-task";
    std::string_view query = target;
    std::string_view path = take_until(query, '?');
    if (!path.starts_with(version)) return std::nullopt;
    path.remove_prefix(version.size());
    const std::string_view project = take_until(path, '/');
    if (!is_identifier(project)) return std::nullopt;
    if (path == collection) return route{resource::tasks, project, {}, query};
    if (take_until(path, '/') != collection) return std::nullopt;
    if (path == "future-executions") return route{resource::future_executions, project, {}, query};
    if (!is_identifier(path)) return std::nullopt;
    return route{resource::task, project, path, query};
}

std::string_view allowed_methods(resource asked) noexcept {
    switch (asked) {
        case resource::tasks:
            return "GET, HEAD, POST, OPTIONS";
        case resource::task:
            return "GET, HEAD, PATCH, DELETE, OPTIONS";
        case resource::future_executions:
            return "POST, OPTIONS";
    }
    return {};
}

bool allows(resource asked, std::string_view method) noexcept {
    std::string_view rest = allowed_methods(asked);
    while (!rest.empty())
        if (without_blanks(take_until(rest, ',')) == method) return true;
    return false;
}

result<page_request> read_page(std::string_view query) {
    page_request page;
    violations errors;
    std::array<bool, page_parameters.size()> seen{};
    while (!query.empty()) {
        std::string_view value = take_until(query, '&');
        const std::string_view name = take_until(value, '=');
        const auto found = std::find(page_parameters.begin(), page_parameters.end(), name);
        if (found == page_parameters.end()) {
            errors.push_back(expected_found(violation_code::unknown_name, "query", std::nullopt,
                                            "limit or offset", detail::quoted(name)));
            continue;
        }
        const bool is_limit = found == page_parameters.begin();
        if (std::exchange(seen[is_limit ? 0 : 1], true)) {
            errors.push_back(
                expected_found(violation_code::malformed, name, std::nullopt, "it once", "it again"));
            continue;
        }
        constexpr std::size_t most_tasks = 100;
        constexpr std::size_t any = std::numeric_limits<std::int32_t>::max();
        const auto number = parse_number(value, is_limit ? most_tasks : any);
        if (!number || (is_limit && *number == 0)) {
            errors.push_back(
                expected_found(violation_code::out_of_range, name, std::nullopt,
                               is_limit ? "a number from 1 to 100" : "a number from 0 to 2147483647",
                               detail::quoted(value)));
        } else {
            (is_limit ? page.limit : page.offset) = *number;
        }
    }
    if (!errors.empty()) return errors;
    return page;
}

}  // namespace nextfire::inline v0::api
