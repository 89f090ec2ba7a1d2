#include "cli/task_stores.hpp"

#include <nextfire/tasks/memory_store.hpp>
#ifdef NEXTFIRE_WITH_SQLITE
#include <nextfire/tasks/sqlite_store.hpp>
#endif

namespace nextfire::cli {
namespace {

using store = std::shared_ptr<api::task_store>;

#ifdef NEXTFIRE_WITH_SQLITE
result<store> open_database(const serve_settings& settings) {
    const result<std::shared_ptr<api::sqlite_store>> opened =
        api::sqlite_store::open(*settings.database, {.durability = settings.kept == durability::power
                                                                       ? api::sqlite_durability::power
                                                                       : api::sqlite_durability::process,
                                                     .schedule = settings.tasks.schedule});
    if (!opened) return opened.errors();
    return store{*opened};
}
#else
result<store> open_database(const serve_settings& /*settings*/) {
    return violation{violation_code::unreadable, "", std::nullopt,
                     "nextfire: this program was built without SQLite (NEXTFIRE_BUILD_SQLITE)"};
}
#endif

}  // namespace

result<std::shared_ptr<api::task_store>> open_store(const serve_settings& settings) {
    if (settings.database) return open_database(settings);
    return store{std::make_shared<api::memory_store>()};
}

}  // namespace nextfire::cli
