// Clause 8: parts that are unavailable or throw.  Nothing of what they say reaches whoever asked.
#include <new>
#include <stdexcept>
#include <string>

#include "handler_fixture.hpp"

using namespace nextfire_test;
using namespace nextfire;
using api::http_response;

namespace {

struct operation {
    const char* method;
    std::string target;
    std::string body;
};

const std::vector<operation>& all_operations() {
    static const std::vector<operation> all{{"PATCH", the_task, R"({"is_enable":false})"},
                                            {"GET", the_task, ""},
                                            {"DELETE", the_task, ""},
                                            {"POST", collection, new_task_body},
                                            {"GET", collection, ""}};
    return all;
}

/// What a part may throw, and what on_failure is told of it.
struct fault_row {
    std::function<void()> fault;
    std::string told;
};

const fault_row faults[] = {
    {[] { throw std::runtime_error("disk /var/db is on fire"); }, "disk /var/db is on fire"},
    {[] { throw std::bad_alloc{}; }, std::bad_alloc{}.what()},
    {[] { throw 42; }, "something was thrown that is no std::exception"},
    {[] { throw std::string{"password"}; }, "something was thrown that is no std::exception"},
};

void check_internal(handler_fixture& ours, const http_response& response, const std::string& told) {
    check_error(response, 500, "WKS.00211401", "something went wrong on our side");
    CHECK(ours.failures == lines{told});
}

}  // namespace

TEST_CASE("8 503: a store that is unavailable") {
    for (const operation& asked : all_operations()) {
        CAPTURE(std::string{asked.method});
        handler_fixture ours;
        ours.store.outage = "cannot lock /var/db: host db-7 is busy";
        const http_response response = ours.send(asked.method, asked.target, asked.body);
        check_error(response, 503, "WKS.00000503", "the tasks cannot be reached now; try again later");
        CHECK(field(response, "Retry-After") == "1");
        CHECK(ours.failures == lines{"cannot lock /var/db: host db-7 is busy"});
    }
}

TEST_CASE("8 503: a store that becomes unavailable after the task was loaded") {
    for (const char* method : {"PATCH", "DELETE"}) {
        handler_fixture ours;
        ours.store.before_change = [&ours] { ours.store.outage = "gone"; };
        check_error(ours.send(method, the_task, "{}"), 503, "WKS.00000503",
                    "the tasks cannot be reached now; try again later");
        CHECK(ours.failures == lines{"gone"});
        CHECK(ours.store.get("p1", "ad1e0a6e-1f2c") == full_task());
    }
}

TEST_CASE("8 500: whatever a store throws") {
    for (const fault_row& row : faults) {
        for (const operation& asked : all_operations()) {
            CAPTURE(row.told);
            CAPTURE(std::string{asked.method});
            handler_fixture ours;
            ours.store.fault = row.fault;
            check_internal(ours, ours.send(asked.method, asked.target, asked.body), row.told);
        }
        handler_fixture late;
        late.store.before_change = row.fault;
        check_internal(late, late.send("PATCH", the_task, "{}"), row.told);
        CHECK(late.store.get("p1", "ad1e0a6e-1f2c") == full_task());
    }
}

TEST_CASE("8 500: whatever an authenticator, an authorizer, a maker of ids throws") {
    for (const fault_row& row : faults) {
        CAPTURE(row.told);
        handler_fixture who;
        who.who.fault = row.fault;
        check_internal(who, who.send("PATCH", the_task, "{}"), row.told);

        handler_fixture may;
        may.may.denies = [&row](const api::access_request&) {
            row.fault();
            return false;
        };
        check_internal(may, may.send("PATCH", the_task, "{}"), row.told);

        handler_fixture id;
        id.id_fault = row.fault;
        check_internal(id, id.send("POST", collection, new_task_body), row.told);
        CHECK(id.store.size() == 1);
    }
}

TEST_CASE("8 500: an embedder's zones that throw") {
    handler_fixture ours;
    ours.options.tasks.schedule.find_zone = [](std::string_view) -> result<zone> {
        throw std::runtime_error("no zone data");
    };
    check_internal(ours, ours.send("PATCH", the_task, "{}"), "no zone data");
}

TEST_CASE("8 failures need nobody to be told") {
    handler_fixture ours;
    ours.options.on_failure = nullptr;
    ours.store.fault = faults[0].fault;
    check_error(ours.send("PATCH", the_task, "{}"), 500, "WKS.00211401", "something went wrong on our side");
    ours.store.fault = nullptr;
    ours.store.outage = "x";
    CHECK(ours.send("PATCH", the_task, "{}").status == 503);
}

TEST_CASE("8 500: whoever is told of a failure may fail as well, and the answer keeps its form") {
    handler_fixture ours;
    ours.options.on_failure = [](std::string_view) { throw std::runtime_error("log is full"); };
    ours.store.fault = faults[0].fault;
    check_error(ours.send("PATCH", the_task, "{}"), 500, "WKS.00211401", "something went wrong on our side");
}

TEST_CASE("8 reasons are passed on as JSON, whatever bytes they have") {
    class odd_authenticator final : public api::authenticator {
        [[nodiscard]] std::variant<api::principal, api::refusal> authenticate(
            std::span<const api::http_header>) const override {
            return api::refusal{"say \"please\"\n\xff"};
        }
    };
    handler_fixture ours;
    const odd_authenticator odd;
    const api::handler refusing{odd, ours.may, ours.store, [] { return "x"; }, ours.options};
    check_error(refusing.handle({.method = "GET", .target = the_task, .headers = {}, .body = {}}, now), 401,
                "WKS.00000401", "say \\\"please\\\"\\n\uFFFD");
}

// An id that is none used to be told as a violation of /id, which no client can send.
TEST_CASE("8.11 500: an id that is none is the embedder's mistake and not the client's") {
    for (const char* id : {"", "a b", "a\r\nX: y", "future-executions"}) {
        handler_fixture ours;
        ours.ids = {id};
        check_error(ours.send("POST", collection, new_task_body), 500, "WKS.00211401",
                    "something went wrong on our side");
        CHECK(ours.failures.size() == 1);
        CHECK(ours.store.size() == 1);
    }
}
