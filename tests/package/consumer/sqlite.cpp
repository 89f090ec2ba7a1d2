// Keeps a task in a database and finds it again.
#include <nextfire/tasks/modify.hpp>
#include <nextfire/tasks/sqlite_store.hpp>

#include <cstdio>
#include <string>
#include <variant>

namespace api = nextfire::api;

int main(int, char** arguments) {
    const std::string file = std::string{arguments[0]} + ".db";
    for (const char* rest : {"", "-wal", "-shm"}) std::remove((file + rest).c_str());  // of a run before
    const auto store = api::sqlite_store::open(file);
    if (!store) return std::fprintf(stderr, "%s\n", store.errors().front().message.c_str()), 1;
    const auto nightly = api::create_task("42", R"({"task_name":"nightly","task_type":"RESTART_SERVER",
        "scheduled_type":"DAY","day_interval":1,"scheduled_time":"02:30:00",
        "target_infos":[{"target_type":"SERVER","target_id":"web-1"}]})",
                                          {});
    if (!nightly) return std::fprintf(stderr, "%s\n", nightly.errors().front().message.c_str()), 1;
    const auto kept = (*store)->insert("project", *nightly);
    const auto found = (*store)->load("project", "42");
    const bool is_same = std::get<api::store_outcome>(kept) == api::store_outcome::done &&
                         *std::get<0>(found).value().value == *nightly;
    return is_same ? 0 : 1;
}
