/// A store in an SQLite database: one file, safe against the process being killed at any moment.
///
/// It is a target of its own, nextfire::sqlite (option NEXTFIRE_BUILD_SQLITE), so that nobody else needs
/// SQLite.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/tasks/task_store.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace nextfire::inline v0::api {

/// When a change counts as kept.
enum class sqlite_durability : std::uint8_t {
    process,  ///< It survives the end of the process, not a loss of power (synchronous=NORMAL).  The default.
    power,    ///< It survives a loss of power too, at the cost of an fsync each (synchronous=FULL).
};

/// Gives the name of a durability: `process`, `power`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(sqlite_durability durability) noexcept;

/// Reads the name of a durability; any other text is one violation `unknown_name` of `field`, with the names
/// there are and the nearest of them.
///
///     parse_sqlite_durability("power");   // sqlite_durability::power
[[nodiscard]] result<sqlite_durability> parse_sqlite_durability(std::string_view text,
                                                                std::string_view field = "durability");

/// How a database is used.
struct sqlite_options {
    sqlite_durability durability = sqlite_durability::process;  ///< When a change counts as kept.
    /// How long to wait for another process that writes, before the store is unavailable; before that, a thread waits as long,
    /// and half a second more, for those of this process that came first.
    std::chrono::milliseconds patience{2000};
    /// Where the zones of the tasks come from.  A default zone is a view: the text must outlive the store.
    spec_options schedule = {};
};

/// Keeps tasks in an SQLite database with a write-ahead log; each change is one transaction.
///
/// Threads of one process take turns, those that change tasks and those that read them each among themselves: while one
/// waits for another process that writes, those with changes wait behind it, and readers do not.  Several processes may
/// share the file, which may be reached by a symbolic link.  Busy, full, locked and unreadable databases make it
/// unavailable, and so does a file that was deleted or replaced: nothing is acknowledged that would be lost with it, and
/// only a store that is opened anew answers again.  A document that it cannot read (somebody else wrote it) is given as
/// damaged.  A new file is for its owner alone (mode 0600).
class sqlite_store final : public task_store {
public:
    /// Opens a database file, and makes it where there is none; or gives the violation `unreadable` where the
    /// file cannot be opened, is no database, or is one of another program or a later version.
    [[nodiscard]] static result<std::shared_ptr<sqlite_store>> open(const std::string& path,
                                                                    const sqlite_options& options = {});

    ~sqlite_store() override;
    sqlite_store(const sqlite_store&) = delete;
    sqlite_store& operator=(const sqlite_store&) = delete;

    [[nodiscard]] store_answer<std::optional<stored_task>> load(std::string_view project_id,
                                                                std::string_view id) override;
    [[nodiscard]] store_answer<store_outcome> replace(std::string_view project_id, const task& value,
                                                      std::uint64_t expected_version) override;
    [[nodiscard]] store_answer<store_outcome> insert(std::string_view project_id, const task& value) override;
    [[nodiscard]] store_answer<store_outcome> erase(std::string_view project_id, std::string_view id,
                                                    std::uint64_t expected_version) override;
    [[nodiscard]] store_answer<task_page> list(std::string_view project_id, const task_query& asked) override;

private:
    class database;
    explicit sqlite_store(std::unique_ptr<database> opened);

    std::unique_ptr<database> database_;
};

}  // namespace nextfire::inline v0::api
