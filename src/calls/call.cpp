#include <nextfire/calls/call.hpp>

#include "base/ascii.hpp"
#include "base/message.hpp"
#include "base/utf8.hpp"
#include "calls/body_check.hpp"
#include "request/object_writer.hpp"
#include "request/value_or_collect.hpp"
#include "tasks/batch_delete.hpp"
#include "tasks/route.hpp"
#include "tasks/task_fields.hpp"

#include <fmt/core.h>
#include <nextfire/base/version.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace nextfire::inline v0::api {
namespace {

using detail::expected_found;

constexpr std::size_t longest_token = 32'768;
constexpr std::size_t longest_name = 64;

/// What is asked for, before it has been checked as a whole.
struct question {
    operation asked;
    std::string_view task_id = {};
    std::string query = {};
    std::string body = {};
    violations errors = {};  // of the query and the body
};

void check_id(std::string_view field, std::string_view id, bool is_good, violations& errors) {
    if (is_good) return;
    const std::string_view expected =
        is_identifier(id) ? "another id: this one is the name of a path" : expected_identifier;
    errors.push_back(
        expected_found(violation_code::malformed, field, std::nullopt, expected, detail::quoted(id)));
}

/// Checks a token without ever showing any of it.
void check_token(std::string_view token, violations& errors) {
    constexpr std::string_view expected = "a token of 1 to 32768 visible characters of ASCII";
    if (token.empty() || token.size() > longest_token) {
        errors.push_back(expected_found(violation_code::out_of_range, "token", std::nullopt, expected,
                                        fmt::format("{} bytes", token.size())));
        return;
    }
    const auto wrong = std::find_if(token.begin(), token.end(), [](char c) { return c <= ' ' || c > '~'; });
    if (wrong == token.end()) return;
    const bool is_line_break = *wrong == '\n' || *wrong == '\r';
    errors.push_back(expected_found(violation_code::malformed, "token",
                                    static_cast<std::size_t>(wrong - token.begin()) + 1, expected,
                                    is_line_break ? "a line break" : "another character"));
}

/// Gives the path of an operation with ids in their places.
std::string path_of(const question& wanted, std::string_view project_id) {
    std::string path{row_of(wanted.asked).path};
    const auto put = [&path](std::string_view name, std::string_view id) {
        if (const std::size_t at = path.find(name); at != std::string::npos)
            path.replace(at, name.size(), id);
    };
    put("{task_id}", wanted.task_id);  // first: an id may not bring braces, but who knows the project's
    put("{project_id}", project_id);
    return path;
}

/// Checks who is asked, and makes the call if nothing at all is wrong.
result<call> make_call(const call_settings& settings, question wanted) {
    violations errors;
    auto service = value_or_collect(endpoint::parse(settings.endpoint, settings.plain), errors);
    check_id("project_id", settings.project_id, is_identifier(settings.project_id), errors);
    if (row_of(wanted.asked).is_about_one_task())
        check_id("task_id", wanted.task_id, is_task_id(wanted.task_id), errors);
    if (settings.token) check_token(*settings.token, errors);
    append(errors, wanted.errors);
    if (!errors.empty()) return errors;

    call made{wanted.asked, *std::move(service), {}, {}, std::move(wanted.body)};
    made.target = made.service.base + path_of(wanted, settings.project_id);
    if (!wanted.query.empty()) made.target += '?' + wanted.query;
    made.headers.push_back({"Accept", "application/json"});
    made.headers.push_back({"User-Agent", "nextfire/" NEXTFIRE_VERSION_STRING});
    if (row_of(made.asked).has_body) made.headers.push_back({"Content-Type", "application/json"});
    if (settings.token) made.headers.push_back({"X-Auth-Token", std::string{*settings.token}});
    return made;
}

/// How a body is checked.
using body_check = violations (*)(std::string_view body, const task_options& options);

/// Asks with a body that is there already.
question with_body(operation asked, std::string_view body, body_check check, const call_settings& settings) {
    return {.asked = asked, .body = std::string{body}, .errors = check(body, settings.tasks)};
}

/// Asks with the body of an edit.
question with_edit(operation asked, const task_edit& edit, body_check check, const call_settings& settings) {
    const result<std::string> plain = write_body(edit);
    if (!plain) return {.asked = asked, .errors = plain.errors()};
    question wanted = with_body(asked, *plain, check, settings);
    if (settings.clears_by != clearing::null) wanted.body = *write_body(edit, settings.clears_by);
    return wanted;
}

/// Gives an edit with nothing but its schedule, and nothing cleared: what a question about a schedule has.
task_edit schedule_alone(const task_edit& edit) {
    return {.schedule = edit.schedule, .fields = edit.fields};
}

void append_parameter(std::string& query, std::string_view name, std::string_view value) {
    if (!query.empty()) query += '&';
    query += name;
    query += '=';
    for (const char c : value) {
        if (detail::is_unreserved(c))
            query += c;
        else
            fmt::format_to(std::back_inserter(query), "%{:02X}", static_cast<unsigned char>(c));
    }
}

void append_number(question& wanted, std::string_view name, std::optional<std::size_t> number,
                   std::size_t lowest, std::size_t highest) {
    if (!number) return;
    if (*number < lowest || *number > highest)
        wanted.errors.push_back(expected_found(violation_code::out_of_range, name, std::nullopt,
                                               fmt::format("a number from {} to {}", lowest, highest),
                                               fmt::format("{}", *number)));
    append_parameter(wanted.query, name, fmt::format("{}", *number));
}

/// Writes a text as one word of a POSIX shell: between single quotes, with each of its own between double ones.
std::string shell_word(std::string_view text) {
    std::string word = "'";
    for (const char c : text) {
        if (c == '\'')
            word += R"('"'"')";
        else
            word += c;
    }
    return word + '\'';
}

}  // namespace

std::string call::url() const {
    return service.url() + target.substr(service.base.size());
}

result<call> modify_call(const call_settings& settings, std::string_view task_id, const task_edit& change) {
    question wanted = with_edit(operation::modify, change, wrong_with_change, settings);
    wanted.task_id = task_id;
    return make_call(settings, std::move(wanted));
}

result<call> modify_call(const call_settings& settings, std::string_view task_id, std::string_view body) {
    question wanted = with_body(operation::modify, body, wrong_with_change, settings);
    wanted.task_id = task_id;
    return make_call(settings, std::move(wanted));
}

result<call> create_call(const call_settings& settings, const task_edit& wanted) {
    return make_call(settings, with_edit(operation::create, wanted, wrong_with_new_task, settings));
}

result<call> create_call(const call_settings& settings, std::string_view body) {
    return make_call(settings, with_body(operation::create, body, wrong_with_new_task, settings));
}

result<call> show_call(const call_settings& settings, std::string_view task_id) {
    return make_call(settings, {.asked = operation::show, .task_id = task_id});
}

result<call> list_call(const call_settings& settings, const list_filter& filter) {
    question wanted{.asked = operation::list};
    append_number(wanted, "limit", filter.limit, 1, most_listed);
    append_number(wanted, "offset", filter.offset, 0, greatest_offset);
    if (const auto name = filter.task_name) {
        const bool is_text = detail::is_well_formed(*name);
        const std::size_t length = is_text ? detail::character_count(*name) : 0;
        if (length < 1 || length > longest_name)
            wanted.errors.push_back(expected_found(violation_code::out_of_range, "task_name", std::nullopt,
                                                   "1 to 64 characters of UTF-8", detail::quoted(*name)));
        append_parameter(wanted.query, "task_name", *name);
    }
    if (filter.type) append_parameter(wanted.query, "task_type", to_string(*filter.type));
    return make_call(settings, std::move(wanted));
}

result<call> delete_call(const call_settings& settings, std::string_view task_id) {
    return make_call(settings, {.asked = operation::remove, .task_id = task_id});
}

result<call> batch_delete_call(const call_settings& settings, std::span<const std::string> ids) {
    question wanted{.asked = operation::batch_delete};
    if (ids.empty() || ids.size() > most_items)
        wanted.errors.push_back(expected_found(violation_code::out_of_range, "/items", std::nullopt,
                                               "1 to 20 ids of tasks", fmt::format("{}", ids.size())));
    std::string items = "[";
    for (std::size_t index = 0; index < std::min(ids.size(), most_items); ++index) {
        check_id(fmt::format("/items/{}", index), ids[index], is_task_id(ids[index]), wanted.errors);
        if (index > 0) items += ',';
        append_json_string(items, ids[index]);
    }
    items += ']';
    object_writer out{wanted.body};
    out.add_json("items", items);
    out.finish();
    return make_call(settings, std::move(wanted));
}

result<call> future_executions_call(const call_settings& settings, const task_edit& wanted) {
    return make_call(settings, with_edit(operation::future_executions, schedule_alone(wanted),
                                         wrong_with_schedule, settings));
}

result<call> future_executions_call(const call_settings& settings, std::string_view body) {
    return make_call(settings, with_body(operation::future_executions, body, wrong_with_schedule, settings));
}

std::string to_curl(const call& made) {
    std::string command = fmt::format("curl -X {}", made.method());
    if (made.service.host.starts_with('[')) command += " --globoff";
    for (const http_field& header : made.headers) {
        if (header.name == "X-Auth-Token")
            command += " \\\n     -H \"X-Auth-Token: $NEXTFIRE_TOKEN\"";
        else
            command += " \\\n     -H " + shell_word(header.name + ": " + header.value);
    }
    if (row_of(made.asked).has_body) command += " \\\n     --data-raw " + shell_word(made.body);
    return command + " \\\n     " + shell_word(made.url()) + '\n';
}

}  // namespace nextfire::inline v0::api
