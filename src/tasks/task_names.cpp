#include "base/enum_text.hpp"

#include <nextfire/tasks/api_error.hpp>
#include <nextfire/tasks/modify.hpp>
#include <nextfire/tasks/task.hpp>
#include <nextfire/tasks/task_json.hpp>
#include <nextfire/tasks/task_store.hpp>

namespace nextfire::inline v0::api {

std::string_view to_string(task_type type) noexcept {
    switch (type) {
        case task_type::restart_server:
            return "RESTART_SERVER";
        case task_type::start_server:
            return "START_SERVER";
        case task_type::stop_server:
            return "STOP_SERVER";
        case task_type::reinstall_os:
            return "REINSTALL_OS";
    }
    return {};
}

result<task_type> parse_task_type(std::string_view text, std::string_view field) {
    return detail::read_name<task_type>(text, field, detail::name_spelling::exact);
}

std::string_view to_string(target_type type) noexcept {
    switch (type) {
        case target_type::server:
            return "SERVER";
        case target_type::server_group:
            return "SERVER_GROUP";
    }
    return {};
}

result<target_type> parse_target_type(std::string_view text, std::string_view field) {
    return detail::read_name<target_type>(text, field, detail::name_spelling::exact);
}

std::string_view to_string(api_error error) noexcept {
    switch (error) {
        case api_error::bad_request:
            return "bad_request";
        case api_error::unauthenticated:
            return "unauthenticated";
        case api_error::forbidden:
            return "forbidden";
        case api_error::not_found:
            return "not_found";
        case api_error::method_not_allowed:
            return "method_not_allowed";
        case api_error::request_timeout:
            return "request_timeout";
        case api_error::conflict:
            return "conflict";
        case api_error::too_large:
            return "too_large";
        case api_error::target_too_long:
            return "target_too_long";
        case api_error::unsupported_media_type:
            return "unsupported_media_type";
        case api_error::headers_too_large:
            return "headers_too_large";
        case api_error::internal:
            return "internal";
        case api_error::unavailable:
            return "unavailable";
        case api_error::version_not_supported:
            return "version_not_supported";
    }
    return {};
}

result<api_error> parse_api_error(std::string_view text, std::string_view field) {
    return detail::read_name<api_error>(text, field);
}

std::string_view to_string(store_outcome outcome) noexcept {
    switch (outcome) {
        case store_outcome::done:
            return "done";
        case store_outcome::lost:
            return "lost";
    }
    return {};
}

result<store_outcome> parse_store_outcome(std::string_view text, std::string_view field) {
    return detail::read_name<store_outcome>(text, field);
}

std::string_view to_string(task_view view) noexcept {
    switch (view) {
        case task_view::answer:
            return "answer";
        case task_view::with_targets:
            return "with_targets";
    }
    return {};
}

result<task_view> parse_task_view(std::string_view text, std::string_view field) {
    return detail::read_name<task_view>(text, field);
}

std::string_view to_string(name_alphabet alphabet) noexcept {
    switch (alphabet) {
        case name_alphabet::ascii:
            return "ascii";
        case name_alphabet::ascii_and_cjk:
            return "ascii_and_cjk";
    }
    return {};
}

result<name_alphabet> parse_name_alphabet(std::string_view text, std::string_view field) {
    return detail::read_name<name_alphabet>(text, field);
}

}  // namespace nextfire::inline v0::api
