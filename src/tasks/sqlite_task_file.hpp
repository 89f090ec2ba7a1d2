/// The file in which an sqlite_store keeps its tasks: what makes it ours, and its tables.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/tasks/sqlite_store.hpp>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sys/types.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace nextfire::inline v0::api {

/// Says whether what failed may succeed later, for the store's owner can mend it: the file is busy or damaged, the disk full,
/// the folder away.
[[nodiscard]] bool may_pass(const SQLite::Exception& failure) noexcept;

/// Says what failed, in SQLite's words.
[[nodiscard]] std::string reason_of(const SQLite::Exception& failure);

/// Which file it is, whatever it is called; that of no file is `file_identity{}`.
struct file_identity {
    ::dev_t device = 0;
    ::ino_t number = 0;

    friend bool operator==(const file_identity&, const file_identity&) = default;
};

/// How long a connection waits for others that write.
class connection_patience {
public:
    explicit connection_patience(std::chrono::milliseconds longest) : longest_(longest) {}

    /// Waits a moment, as SQLite's busy handlers do, after so many pauses; says whether it did, for the patience may be at
    /// its end.  (SQLite's own pauses grow to 100 ms: who has waited for long hardly ever meets the moment between two
    /// changes of others.)
    [[nodiscard]] bool pause(int pauses);

private:
    std::chrono::milliseconds longest_;
    std::chrono::steady_clock::time_point begin_ = {};
};

/// A database of tasks that is open, and where it lies.
class sqlite_task_file {
public:
    /// Opens a file of tasks and makes it where there is none or an empty one, or gives the violation `unreadable`.
    /// Any number of processes may open a new file at once.  A new file is for its owner alone (mode 0600).
    ///
    /// A file of another program or a later version is not touched: not its content, and not a log or a journal
    /// that lies beside it and that to read it through SQLite would bring home.
    [[nodiscard]] static result<sqlite_task_file> open(const std::string& path,
                                                       const sqlite_options& options);

    /// Gives the connection for what changes tasks, for one thread at a time.
    [[nodiscard]] SQLite::Database& writer() noexcept { return writer_; }

    /// Gives the connection for what only reads them, for one thread at a time.
    [[nodiscard]] SQLite::Database& reader() noexcept { return reader_; }

    /// Says whether the file still lies where it was opened: one that was deleted or replaced still takes changes,
    /// and all of them are lost when it is closed.
    /// The same of its log, which holds the last changes, of the index of that, by which processes know of each other's, and
    /// of a link through which the file was opened: all of them must lead to one place.
    /// Any number of threads may ask.
    [[nodiscard]] bool is_in_place() const noexcept;

private:
    sqlite_task_file(std::string path, std::chrono::milliseconds patience);

    /// Keeps in mind which log it is.
    void know_log();

    std::string path_;
    std::unique_ptr<connection_patience> writer_patience_;  // in places that the connections know
    std::unique_ptr<connection_patience> reader_patience_;
    SQLite::Database writer_;
    std::string own_path_;  // without links
    SQLite::Database reader_;
    std::string log_path_;
    std::string log_index_path_;
    file_identity file_;
    file_identity log_;
    file_identity log_index_;
};

/// Gives the violation `unreadable`, "cannot open the database tasks.db: …".
[[nodiscard]] violation cannot_open(const std::string& path, std::string_view reason);

/// Gives the patience within the bounds that clocks and SQLite can work with: none to one hour.
[[nodiscard]] std::chrono::milliseconds bounded_patience(const sqlite_options& options) noexcept;

}  // namespace nextfire::inline v0::api
