/// Tasks in SQLite, write-ahead log, synchronous=NORMAL; a transaction each.
///   api/store/sqlite_replace   compare-and-swap of one task.
///   api/store/bare_update      an UPDATE of a document as long, by the key of its row, and nothing else.
///   api/store/sqlite_load      read one task, its document included.
///   api/handler/sqlite         one PATCH through the handler.
#include "../tests/support/scratch_folder.hpp"
#include "api_workload.hpp"
#include "workload.hpp"

#include <nextfire/tasks/handler.hpp>
#include <nextfire/tasks/sqlite_store.hpp>
#include <nextfire/tasks/task_json.hpp>

#include <sqlite3.h>

#include <memory>
#include <string>

namespace nextfire_bench {
namespace {

namespace api = nextfire::api;

std::shared_ptr<api::sqlite_store> store_of_one(const nextfire_test::scratch_folder& folder,
                                                const api::task& kept) {
    std::shared_ptr<api::sqlite_store> store = *api::sqlite_store::open(folder / "tasks.db");
    (void)store->insert("p1", kept);
    return store;
}

api::stored_task load(api::sqlite_store& store) {
    return std::get<0>(store.load("p1", "42")).value();
}

void replace(benchmark::State& state) {
    const nextfire_test::scratch_folder folder;
    const api::task kept = *api::modify(nightly(), patch_body, now);
    const auto store = store_of_one(folder, kept);
    std::uint64_t version = load(*store).version;
    for (auto _ : state) {
        const auto outcome = store->replace("p1", kept, version++);  // SQLite's versions grow by one
        if (std::get<api::store_outcome>(outcome) != api::store_outcome::done)
            return state.SkipWithError("lost");
    }
    if (load(*store).version != version || !(*load(*store).value == kept))
        return state.SkipWithError("wrong task");
    report_time_each(state, 1);
}

void bare_update(benchmark::State& state) {
    const nextfire_test::scratch_folder folder;
    std::string document;
    append_task_document(document, *api::modify(nightly(), patch_body, now));
    sqlite3* database = nullptr;
    sqlite3_stmt* update = nullptr;
    sqlite3_open((folder / "tasks.db").c_str(), &database);
    sqlite3_exec(
        database,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        "CREATE TABLE task (id INTEGER PRIMARY KEY, document TEXT); INSERT INTO task VALUES (42, '')",
        nullptr, nullptr, nullptr);
    sqlite3_prepare_v2(database, "UPDATE task SET document = ?1 WHERE id = 42", -1, &update, nullptr);
    for (auto _ : state) {
        document.back() ^= 1;  // SQLite writes nothing where the row is the same
        sqlite3_bind_text64(update, 1, document.data(), document.size(), nullptr, SQLITE_UTF8);
        const bool is_done = sqlite3_step(update) == SQLITE_DONE && sqlite3_changes(database) == 1;
        sqlite3_reset(update);
        if (!is_done) {
            state.SkipWithError("lost");
            break;
        }
    }
    sqlite3_finalize(update);
    sqlite3_close(database);
    report_time_each(state, 1);
}

void load_one(benchmark::State& state) {
    const nextfire_test::scratch_folder folder;
    const api::task kept = *api::modify(nightly(), patch_body, now);
    const auto store = store_of_one(folder, kept);
    for (auto _ : state) {
        if (!(*load(*store).value == kept)) return state.SkipWithError("wrong task");
    }
    report_time_each(state, 1);
}

void handle(benchmark::State& state) {
    const nextfire_test::scratch_folder folder;
    const auto store = store_of_one(folder, nightly());
    const open_door door;
    const api::handler handler{door, door, *store, [] { return std::string{"unused"}; }};
    for (auto _ : state) {
        const auto response = handler.handle(
            {.method = "PATCH", .target = patch_target, .headers = patch_headers, .body = patch_body}, now);
        if (response.status != 200 || response.body != patch_answer)
            return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

BENCHMARK(replace)->Name("api/store/sqlite_replace")->UseRealTime();
BENCHMARK(bare_update)->Name("api/store/bare_update")->UseRealTime();
BENCHMARK(load_one)->Name("api/store/sqlite_load")->UseRealTime();
BENCHMARK(handle)->Name("api/handler/sqlite")->UseRealTime();

}  // namespace
}  // namespace nextfire_bench
