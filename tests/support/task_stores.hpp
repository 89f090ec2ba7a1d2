/// The stores that ship, each behind the same interface, and tasks to put into them.
#pragma once

#include <doctest/doctest.h>

#include <nextfire/tasks/memory_store.hpp>
#include <nextfire/tasks/modify.hpp>
#include <nextfire/tasks/sqlite_store.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "support/scratch_folder.hpp"

namespace nextfire_test {

namespace api = nextfire::api;

/// A store in memory.
struct in_memory {
    api::memory_store store;
};

#ifdef NEXTFIRE_TEST_SQLITE
/// A store in a new file.
struct in_sqlite {
    scratch_folder folder;
    std::shared_ptr<api::sqlite_store> opened = *api::sqlite_store::open(folder / "tasks.db");
    api::sqlite_store& store = *opened;
};
#define NEXTFIRE_TEST_STORES nextfire_test::in_memory, nextfire_test::in_sqlite
#else
#define NEXTFIRE_TEST_STORES nextfire_test::in_memory
#endif

/// Midnight of 23 November 2026, and some milliseconds.
constexpr api::sys_millis at(std::int64_t milliseconds) {
    using namespace std::chrono;
    return api::sys_millis{sys_days{2026y / November / 23}} + std::chrono::milliseconds{milliseconds};
}

/// A task of every day at 09:00, created so many milliseconds after midnight.
inline api::task made(const std::string& id, std::int64_t created = 0) {
    const auto created_task = api::create_task(
        id,
        R"({"task_name":"nightly","task_type":"RESTART_SERVER","scheduled_type":"DAY","day_interval":1,
            "scheduled_time":"09:00:00","target_infos":[{"target_type":"SERVER","target_id":"s-1"}]})",
        at(created));
    if (!created_task) FAIL(created_task.errors().front().message);
    return *created_task;
}

/// The same with another name.
inline api::task renamed(api::task before, const std::string& name) {
    before.name = name;
    return before;
}

/// An answer that must have been given.
template <class T>
T given(api::store_answer<T> answer) {
    if (const auto* why = std::get_if<api::store_unavailable>(&answer)) FAIL(why->reason);
    return std::get<T>(std::move(answer));
}

}  // namespace nextfire_test
