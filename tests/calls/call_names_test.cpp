#include <nextfire/calls/answer.hpp>
#include <nextfire/calls/endpoint.hpp>
#include <nextfire/calls/operation.hpp>
#include <nextfire/calls/retry.hpp>
#include <nextfire/calls/task_edit.hpp>

#include <doctest/doctest.h>

#include "../support/enum_names.hpp"

using namespace nextfire::api;
using nextfire_test::check_names;

TEST_CASE("the enums of calls have names") {
    check_names<operation>(
        {"modify", "create", "show", "list", "delete", "batch_delete", "future_executions"}, &parse_operation,
        "operation");
    check_names<repetition>({"always", "when_unsent"}, &parse_repetition, "repetition");
    check_names<url_scheme>({"https", "http"}, &parse_url_scheme, "scheme");
    check_names<plain_http>({"loopback", "anywhere"}, &parse_plain_http, "plain_http");
    check_names<clearing>({"null", "empty_text"}, &parse_clearing, "clearing");
    check_names<trying_again>({"useless", "may_help"}, &parse_trying_again, "trying_again");
    check_names<delivery>({"answered", "unsent", "uncertain", "refused"}, &parse_delivery, "delivery");
}
