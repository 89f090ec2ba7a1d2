#include "tasks/route.hpp"

#include "base/joined.hpp"
#include "base/message.hpp"
#include "base/utf8.hpp"
#include "request/value_or_collect.hpp"
#include "tasks/take_until.hpp"
#include "tasks/task_fields.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

namespace nextfire::inline v0::api {
namespace {

using detail::expected_found;

constexpr std::array<std::string_view, 4> query_parameters{"limit", "offset", "task_name", "task_type"};

/// Reads a number without a sign between two bounds.
void read_number(std::string_view name, std::string_view text, std::size_t lowest, std::size_t highest,
                 std::size_t& number, violations& errors) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size() && number >= lowest && number <= highest)
        return;
    errors.push_back(expected_found(violation_code::out_of_range, name, std::nullopt,
                                    fmt::format("a number from {} to {}", lowest, highest),
                                    detail::quoted(text)));
}

/// Gives a text with the bytes that its percent signs stand for; nullopt where two digits are missing.
std::optional<std::string> without_percent_signs(std::string_view text) {
    std::string bytes;
    while (!text.empty()) {
        const bool is_escape = text.front() == '%';
        unsigned byte = static_cast<unsigned char>(text.front());
        if (is_escape) {
            if (text.size() < 3) return std::nullopt;
            const auto [end, error] = std::from_chars(text.data() + 1, text.data() + 3, byte, 16);
            if (error != std::errc{} || end != text.data() + 3) return std::nullopt;
        }
        bytes += static_cast<char>(byte);
        text.remove_prefix(is_escape ? 3 : 1);
    }
    return bytes;
}

/// Reads the value of the parameter at `index` of query_parameters.
void read_parameter(std::size_t index, std::string_view value, task_query& asked, violations& errors) {
    const std::string_view name = query_parameters[index];
    if (name == "limit") return read_number(name, value, 1, most_listed, asked.limit, errors);
    if (name == "offset") return read_number(name, value, 0, greatest_offset, asked.offset, errors);
    if (name == "task_type" && value.empty()) return;
    if (name == "task_type") {
        const auto type = value_or_collect(parse_task_type(value, name), errors);
        if (type) asked.type = *type;
        return;
    }
    auto part = without_percent_signs(value);
    if (part && detail::is_well_formed(*part)) {
        asked.name_part = *std::move(part);
    } else {
        errors.push_back(expected_found(violation_code::malformed, name, std::nullopt, "a text in UTF-8",
                                        detail::quoted(value)));
    }
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
    if (path == "actions/batch-delete") return route{resource::batch_delete, project, {}, query};
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
        case resource::batch_delete:
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

result<task_query> read_query(std::string_view query) {
    task_query asked;
    violations errors;
    std::array<bool, query_parameters.size()> seen{};
    while (!query.empty()) {
        std::string_view value = take_until(query, '&');
        const std::string_view name = take_until(value, '=');
        const auto found = static_cast<std::size_t>(
            std::find(query_parameters.begin(), query_parameters.end(), name) - query_parameters.begin());
        if (found == query_parameters.size()) {
            errors.push_back(expected_found(violation_code::unknown_name, "query", std::nullopt,
                                            detail::joined(query_parameters, ", "), detail::quoted(name)));
        } else if (std::exchange(seen[found], true)) {
            errors.push_back(
                expected_found(violation_code::malformed, name, std::nullopt, "it once", "it again"));
        } else {
            read_parameter(found, value, asked, errors);
        }
    }
    if (!errors.empty()) return errors;
    return asked;
}

}  // namespace nextfire::inline v0::api
