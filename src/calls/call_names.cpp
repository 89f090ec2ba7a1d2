#include "base/enum_text.hpp"

#include <nextfire/calls/answer.hpp>
#include <nextfire/calls/endpoint.hpp>
#include <nextfire/calls/operation.hpp>
#include <nextfire/calls/retry.hpp>
#include <nextfire/calls/task_edit.hpp>

namespace nextfire::inline v0::api {

std::string_view to_string(operation asked) noexcept {
    switch (asked) {
        case operation::modify:
            return "modify";
        case operation::create:
            return "create";
        case operation::show:
            return "show";
        case operation::list:
            return "list";
        case operation::remove:
            return "delete";
        case operation::batch_delete:
            return "batch_delete";
        case operation::future_executions:
            return "future_executions";
    }
    return {};
}

result<operation> parse_operation(std::string_view text, std::string_view field) {
    return detail::read_name<operation>(text, field);
}

std::string_view to_string(repetition choice) noexcept {
    switch (choice) {
        case repetition::always:
            return "always";
        case repetition::when_unsent:
            return "when_unsent";
    }
    return {};
}

result<repetition> parse_repetition(std::string_view text, std::string_view field) {
    return detail::read_name<repetition>(text, field);
}

std::string_view to_string(url_scheme scheme) noexcept {
    switch (scheme) {
        case url_scheme::https:
            return "https";
        case url_scheme::http:
            return "http";
    }
    return {};
}

result<url_scheme> parse_url_scheme(std::string_view text, std::string_view field) {
    return detail::read_name<url_scheme>(text, field, detail::name_spelling::any_case);
}

std::string_view to_string(plain_http choice) noexcept {
    switch (choice) {
        case plain_http::loopback:
            return "loopback";
        case plain_http::anywhere:
            return "anywhere";
    }
    return {};
}

result<plain_http> parse_plain_http(std::string_view text, std::string_view field) {
    return detail::read_name<plain_http>(text, field);
}

std::string_view to_string(clearing choice) noexcept {
    switch (choice) {
        case clearing::null:
            return "null";
        case clearing::empty_text:
            return "empty_text";
    }
    return {};
}

result<clearing> parse_clearing(std::string_view text, std::string_view field) {
    return detail::read_name<clearing>(text, field);
}

std::string_view to_string(trying_again choice) noexcept {
    switch (choice) {
        case trying_again::useless:
            return "useless";
        case trying_again::may_help:
            return "may_help";
    }
    return {};
}

result<trying_again> parse_trying_again(std::string_view text, std::string_view field) {
    return detail::read_name<trying_again>(text, field);
}

std::string_view to_string(delivery became) noexcept {
    switch (became) {
        case delivery::answered:
            return "answered";
        case delivery::unsent:
            return "unsent";
        case delivery::uncertain:
            return "uncertain";
        case delivery::refused:
            return "refused";
    }
    return {};
}

result<delivery> parse_delivery(std::string_view text, std::string_view field) {
    return detail::read_name<delivery>(text, field);
}

}  // namespace nextfire::inline v0::api
