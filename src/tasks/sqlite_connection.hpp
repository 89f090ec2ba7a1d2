/// SQLite with owners: a connection, a statement, one use of a statement, and what goes wrong with them.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace nextfire::inline v0::api {

/// What SQLite could not do, in its own words.
class sqlite_failure : public std::runtime_error {
public:
    sqlite_failure(int code, const std::string& reason) : std::runtime_error(reason), code_(code) {}

    /// Says whether the same may succeed later: the file is busy, the disk full, the folder away.
    [[nodiscard]] bool may_pass() const noexcept;

    /// Says whether somebody else holds the lock that was needed.
    [[nodiscard]] bool is_busy() const noexcept;

private:
    int code_;
};

/// An open database file.  Not safe for two threads at once.  What fails throws sqlite_failure.
class sqlite_connection {
public:
    /// Opens a file for reading and writing, and makes it where there is none.  The path is taken literally,
    /// whatever SQLite would make of `:memory:` and `file:`; nothing in the file is read or changed yet.
    explicit sqlite_connection(const std::string& path);

    /// How long to wait for a lock that another connection holds.
    void set_patience(std::chrono::milliseconds patience);

    /// Runs statements that answer nothing.
    void execute(const char* sql);

    /// Runs a statement and gives the first column of its first row.
    [[nodiscard]] std::int64_t ask_integer(std::string_view sql);
    [[nodiscard]] std::string ask_text(std::string_view sql);

    /// Gives the first bytes of the file as they are on the disk, at most `bytes`.  It takes no lock, and
    /// does not look into a log or a journal beside the file.
    [[nodiscard]] std::string file_begin(std::size_t bytes);

    /// Says whether the file can be read and not written.
    [[nodiscard]] bool is_read_only() const noexcept;

    /// Throws for a code that a function of SQLite gave.
    [[noreturn]] void fail(int code) const;

    [[nodiscard]] sqlite3* get() const noexcept { return handle_.get(); }

private:
    struct closer {
        void operator()(sqlite3* handle) const noexcept { sqlite3_close_v2(handle); }
    };

    std::unique_ptr<sqlite3, closer> handle_;
};

/// A statement that is prepared once and used often.  The connection must outlive it.
class sqlite_statement {
public:
    sqlite_statement(const sqlite_connection& on, std::string_view sql);

private:
    friend class sqlite_run;

    struct finalizer {
        void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
    };

    const sqlite_connection& on_;
    std::unique_ptr<sqlite3_stmt, finalizer> statement_;
};

/// One use of a statement: values in, rows out.  Its end ends the transaction that the statement began.
class sqlite_run {
public:
    explicit sqlite_run(const sqlite_statement& prepared)
        : on_(prepared.on_), statement_(prepared.statement_.get()) {}
    ~sqlite_run();
    sqlite_run(const sqlite_run&) = delete;
    sqlite_run& operator=(const sqlite_run&) = delete;

    /// Gives a parameter, counted from 1, its value; a text must outlive this object.
    sqlite_run& bind(int parameter, std::string_view text);
    sqlite_run& bind(int parameter, std::int64_t number);

    /// Goes to the next row and says whether there is one.
    [[nodiscard]] bool next_row();

    /// Runs a change to its end and gives how many rows it changed, those that triggers changed not counted.
    std::int64_t change();

    /// Gives a column, counted from 0, of the row.
    [[nodiscard]] std::int64_t integer(int column);
    [[nodiscard]] std::string text(int column);
    [[nodiscard]] bool is_null(int column);

private:
    const sqlite_connection& on_;
    sqlite3_stmt* statement_;
};

}  // namespace nextfire::inline v0::api
