// Clause 8: requests that are too late, and stores that others change meanwhile.
#include <future>
#include <string>

#include "handler_fixture.hpp"

using namespace nextfire_test;
using namespace nextfire;
using api::http_response;

namespace {

/// Lets somebody else change the description before each of the first `times` changes.
void let_others_win(handler_fixture& ours, int times) {
    ours.store.before_change = [&ours, times] {
        if (ours.store.changes > times) return;
        api::task theirs = ours.store.get("p1", "ad1e0a6e-1f2c");
        theirs.description = "theirs " + std::to_string(ours.store.changes);
        ours.store.put("p1", theirs);
    };
}

}  // namespace

TEST_CASE("8 a change that lost a race is made again on what the others left") {
    handler_fixture ours;
    let_others_win(ours, 1);
    const http_response response = ours.send("PATCH", the_task, R"({"is_enable":false})");
    CHECK(response.status == 200);
    CHECK(member_text(response.body, "description") == "\"theirs 1\"");
    CHECK(differences(full_task(), ours.store.get("p1", "ad1e0a6e-1f2c")) ==
          lines{"description=theirs 1", "is_enable=false"});
    CHECK(ours.store.loads == 2);
    CHECK(ours.store.changes == 2);
    CHECK(ours.may.asked.size() == 2);  // the task may have become one that they may not change
}

TEST_CASE("8 409 after so many attempts and no more") {
    for (const int most : {1, 2, 8}) {
        CAPTURE(most);
        handler_fixture in_time;
        in_time.options.most_attempts = static_cast<std::size_t>(most);
        let_others_win(in_time, most - 1);
        CHECK(in_time.send("PATCH", the_task, R"({"is_enable":false})").status == 200);
        CHECK(in_time.store.changes == most);

        handler_fixture too_late;
        too_late.options.most_attempts = static_cast<std::size_t>(most);
        let_others_win(too_late, most);
        check_error(too_late.send("PATCH", the_task, R"({"is_enable":false})"), 409, "WKS.00211103",
                    "task ad1e0a6e-1f2c was changed by others " + std::to_string(most) +
                        " times meanwhile; try again");
        CHECK(too_late.store.changes == most);
        CHECK(differences(full_task(), too_late.store.get("p1", "ad1e0a6e-1f2c")) ==
              lines{"description=theirs " + std::to_string(most)});
    }
    CHECK(handler_fixture{}.options.most_attempts == 64);
}

TEST_CASE("8 two PATCHes of different members at the same time both survive") {
    handler_fixture ours;
    ours.store.before_change = [&ours] {
        if (ours.store.changes == 1)
            CHECK(ours.send("PATCH", the_task, R"({"week_list":"3","description":"other"})").status == 200);
    };
    CHECK(ours.send("PATCH", the_task, R"({"task_name":"renamed","is_enable":false})").status == 200);
    CHECK(differences(full_task(), ours.store.get("p1", "ad1e0a6e-1f2c")) ==
          lines{"week_list=3", "task_name=renamed", "description=other", "is_enable=false"});
}

TEST_CASE("8.12 who has stood in line for two seconds is told to come again") {
    handler_fixture ours;
    const api::handler answers{ours.who, ours.may, ours.store, [] { return "x"; }, ours.options};
    const api::http_request patch{
        .method = "PATCH", .target = the_task, .headers = good_headers, .body = R"({"is_enable":false})"};
    std::promise<void> is_changing;
    std::promise<void> may_go_on;
    ours.store.before_change = [&] {
        is_changing.set_value();
        may_go_on.get_future().wait();
    };
    auto first = std::async(std::launch::async, [&] { return answers.handle(patch, now); });
    is_changing.get_future().wait();
    const http_response second = answers.handle(patch, now);
    may_go_on.set_value();
    check_error(second, 503, "WKS.00000503", "the tasks cannot be reached now; try again later");
    CHECK(first.get().status == 200);
    CHECK(ours.failures == lines{"other requests wait for task ad1e0a6e-1f2c already"});
}

TEST_CASE("8 a change that the others made impossible is refused: the merged task must be valid") {
    handler_fixture ours;
    ours.store.before_change = [&ours] {
        if (ours.store.changes != 1) return;
        ours.store.put("p1", good(modify(full_task(), R"({"month_list":null})", now)));
    };
    check_error(ours.send("PATCH", the_task, R"({"scheduled_type":"MONTH"})"), 400, "WKS.00211102",
                "/month_list: expected month_list, which MONTH needs, but found no such field");
}

TEST_CASE("8 a task that others deleted meanwhile is 404, and deleted") {
    handler_fixture ours;
    ours.store.before_change = [&ours] { ours.store.remove("p1", "ad1e0a6e-1f2c"); };
    check_error(ours.send("PATCH", the_task, "{}"), 404, "WKS.00000404", "there is no task ad1e0a6e-1f2c");
    CHECK(ours.store.size() == 0);
    ours.store.put("p1", full_task());
    CHECK(ours.send("DELETE", the_task).status == 204);
    CHECK(ours.store.size() == 0);
}

TEST_CASE("8 a task that became somebody else's meanwhile is 403") {
    handler_fixture ours;
    let_others_win(ours, 1);
    ours.may.denies = [](const api::access_request& asked) {
        return asked.subject != nullptr && asked.subject->description == "theirs 1";
    };
    check_error(ours.send("PATCH", the_task, R"({"is_enable":false})"), 403, "WKS.00081102", "you may not");
}

TEST_CASE("8 DELETE tries again, and no more often than PATCH") {
    handler_fixture in_time;
    let_others_win(in_time, 63);
    CHECK(in_time.send("DELETE", the_task).status == 204);
    handler_fixture too_late;
    let_others_win(too_late, 64);
    check_error(too_late.send("DELETE", the_task), 409, "WKS.00211103",
                "task ad1e0a6e-1f2c was changed by others 64 times meanwhile; try again");
    CHECK(too_late.store.size() == 1);
}

TEST_CASE("8 POST: 409 when every id is taken") {
    handler_fixture ours;
    ours.ids = {"ad1e0a6e-1f2c"};
    check_error(ours.send("POST", collection, new_task_body), 409, "WKS.00211103",
                "every id that was tried is taken; try again");
    CHECK(ours.store.changes == 64);
    CHECK(ours.store.get("p1", "ad1e0a6e-1f2c") == full_task());
}
