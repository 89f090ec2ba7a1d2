#include <nextfire/calls/answer.hpp>

#include "base/utf8.hpp"
#include "calls/answered_members.hpp"
#include "request/json_violation.hpp"
#include "request/value_or_collect.hpp"

#include <fmt/core.h>
#include <nextfire/calls/retry.hpp>

#include <algorithm>
#include <utility>

namespace nextfire::inline v0::api {
namespace {

constexpr json_limits answer_limits{.bytes = most_answer_bytes, .depth = deepest_answer};
constexpr std::size_t longest_code = 128;
constexpr std::size_t most_tasks_of_a_page = 10'000;

/// Cuts a text between two characters, so that at most `most_bytes` are left; `…` says so.
std::string cut(std::string text, std::size_t most_bytes) {
    if (text.size() <= most_bytes) return text;
    while (most_bytes > 0 && (static_cast<unsigned char>(text[most_bytes]) & 0xC0U) == 0x80U) --most_bytes;
    text.resize(most_bytes);
    return text + "…";
}

/// Gives bytes that may be no UTF-8 as text: what is none becomes a question mark.
std::string as_text(std::string_view bytes) {
    if (detail::is_well_formed(bytes)) return std::string{bytes};
    std::string text{bytes};
    std::replace_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; }, '?');
    return text;
}

bool is_success(int status) noexcept {
    return status >= 200 && status <= 299;
}

call_failure unreadable(int status, const violations& errors) {
    return {status, "",
            cut(fmt::format("the answer cannot be read: {}", to_string(errors)), most_message_bytes),
            trying_again::useless};
}

/// Gives what the service says is wrong, or else what its status says.
call_failure failure_of(const http_response& response) {
    const int status = response.status;
    call_failure failure{status, "", "", is_passing(status) ? trying_again::may_help : trying_again::useless};
    const auto place = find_field(response.headers, "Location");
    if (place && status >= 300 && status <= 399) {
        failure.error_msg =
            cut(fmt::format("the service points to {}; no redirect is followed", as_text(*place)),
                most_message_bytes);
        return failure;
    }
    violations ignored;
    if (const auto json = read_json_object(response.body, answer_limits)) {
        const answered_members members{*json, "", ignored};
        failure.error_code = cut(members.text("error_code").value_or(""), longest_code);
        failure.error_msg = cut(members.text("error_msg").value_or(""), most_message_bytes);
    }
    if (failure.error_msg.empty()) failure.error_msg = "the service answered with no error_msg";
    return failure;
}

/// Reads the JSON of a success by `read`, which collects what is wrong with it.
template <class T, class Read>
answer<T> read_answer(const http_response& response, Read read) {
    if (!is_success(response.status)) return failure_of(response);
    const result<json_value> json = read_json_object(response.body, answer_limits);
    if (!json) return unreadable(response.status, json.errors());
    violations errors;
    T found = read(*json, errors);
    if (!errors.empty()) return unreadable(response.status, errors);
    return found;
}

answered_page read_page(const json_value& json, violations& errors) {
    const answered_members members{json, "", errors};
    answered_page page;
    const auto count = members.integer("count");
    if (!count && members.any("count") == nullptr) members.complain_missing("count", "an integer");
    if (count && *count < 0) members.complain("count", "an integer from 0", *members.any("count"));
    page.count = count && *count > 0 ? static_cast<std::uint64_t>(*count) : 0;
    const json_value* items = members.any("items");
    const json_array* elements = items != nullptr ? items->as_array() : nullptr;
    if (elements == nullptr || elements->size() > most_tasks_of_a_page) {
        if (items == nullptr)
            members.complain_missing("items", "an array of tasks");
        else
            members.complain("items", "an array of at most 10000 tasks", *items);
        return page;
    }
    page.items.reserve(elements->size());
    for (std::size_t index = 0; index < elements->size() && errors.empty(); ++index)
        page.items.push_back(read_answered_task((*elements)[index], fmt::format("/items/{}", index), errors));
    return page;
}

answered_executions read_executions(const json_value& json, violations& errors) {
    const answered_members members{json, "", errors};
    answered_executions found;
    found.time_zone = members.text("time_zone");
    const json_value* times = members.any("future_executions");
    if (times == nullptr) {
        members.complain_missing("future_executions", "an array of strings");
        return found;
    }
    const json_array* elements = times->as_array();
    if (elements == nullptr) {
        members.complain("future_executions", "an array of strings", *times);
        return found;
    }
    for (const json_value& element : *elements) {
        const std::string* text = element.as_string();
        if (text == nullptr) {
            members.complain("future_executions", "an array of strings", element);
            break;
        }
        found.times.push_back(*text);
    }
    return found;
}

}  // namespace

answer<answered_task> read_task_answer(const http_response& response) {
    return read_answer<answered_task>(response, [](const json_value& json, violations& errors) {
        return read_answered_task(json, "", errors);
    });
}

answer<answered_page> read_page_answer(const http_response& response) {
    return read_answer<answered_page>(response, read_page);
}

answer<answered_executions> read_executions_answer(const http_response& response) {
    return read_answer<answered_executions>(response, read_executions);
}

answer<answered_done> read_done_answer(const http_response& response) {
    if (is_success(response.status)) return answered_done{};
    return failure_of(response);
}

}  // namespace nextfire::inline v0::api
