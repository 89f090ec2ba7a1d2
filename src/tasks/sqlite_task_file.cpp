#include "tasks/sqlite_task_file.hpp"

#include <SQLiteCpp/Column.h>
#include <fcntl.h>
#include <fmt/core.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace nextfire::inline v0::api {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// "NxFr"; SQLite keeps it in the file's header, and file(1) shows it.
constexpr std::int64_t our_application = 0x4E784672;
constexpr std::int64_t our_version = 1;

constexpr int how_to_open = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

// The version of a task grows with each change.  That of an erased task and all before it stay below
// first_version, where every task made later begins: so no id ever has the same version twice, and only
// erasing pays for it.  The documents are the tasks; create_time is there once more for the order of lists.
constexpr const char* make_tables = R"(
    CREATE TABLE task (
        project_id TEXT NOT NULL,
        id TEXT NOT NULL,
        version INTEGER NOT NULL,
        create_time INTEGER NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (project_id, id));
    CREATE INDEX task_order ON task (project_id, create_time, id);
    CREATE TABLE first_version (version INTEGER NOT NULL);
    INSERT INTO first_version VALUES (1);
    CREATE TRIGGER task_erased AFTER DELETE ON task BEGIN
        UPDATE first_version SET version = max(version, OLD.version + 1);
    END;
)";

/// The general code that the code of a failure is a kind of.
int general(const SQLite::Exception& failure) noexcept {
    return failure.getErrorCode() & 0xFF;
}

/// Why a file cannot be used, where it cannot.
using objection = std::optional<std::string>;

/// Whose file it is.
struct signature {
    std::int64_t application;
    std::int64_t version;
};

objection objection_to(const signature& found) {
    if (found.application != our_application) return "it is a database of another program";
    if (found.version != our_version)
        return fmt::format("expected tables of version {}, but found version {}", our_version, found.version);
    return std::nullopt;
}

/// Gives the path of the file itself, where SQLite found it: the log lies beside it, and not beside a link to it.
std::string path_without_links(const SQLite::Database& file) {
    return sqlite3_db_filename(file.getHandle(), "main");
}

file_identity identity_found(int looked, const struct ::stat& found) noexcept {
    return looked == 0 ? file_identity{found.st_dev, found.st_ino} : file_identity{};
}

/// Tells which file lies at a path; a link is one by itself.
file_identity identity_of(const std::string& path) noexcept {
    struct ::stat found {};
    return identity_found(::lstat(path.c_str(), &found), found);
}

/// Tells to which file a path leads.
file_identity identity_behind(const std::string& path) noexcept {
    struct ::stat found {};
    return identity_found(::stat(path.c_str(), &found), found);
}

/// Says whether a connection has another file open than the one that lies at its path.
bool has_moved(SQLite::Database& file) {
    int moved = 0;
    const int code = sqlite3_file_control(file.getHandle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return code != SQLITE_OK || moved != 0;
}

std::int64_t big_endian_word(std::string_view bytes) {
    std::uint32_t word = 0;
    for (const char c : bytes.substr(0, 4)) word = word << 8 | static_cast<std::uint8_t>(c);
    return word;
}

/// Gives the first bytes of the file as they are on the disk, at most `bytes`, without locks and without SQLite's help:
/// that could change the file of others.
///
/// Not by a descriptor of our own: to close it would end the locks that other connections of this process hold.
std::string file_begin(SQLite::Database& file, std::size_t bytes) {
    sqlite3_file* opened = nullptr;
    sqlite3_int64 size = 0;
    int code = sqlite3_file_control(file.getHandle(), "main", SQLITE_FCNTL_FILE_POINTER, &opened);
    if (code == SQLITE_OK) code = opened->pMethods->xFileSize(opened, &size);
    std::string begin(static_cast<std::size_t>(std::clamp<sqlite3_int64>(size, 0, 1024)), '\0');
    begin.resize(std::min(begin.size(), bytes));
    if (code == SQLITE_OK && !begin.empty())
        code = opened->pMethods->xRead(opened, begin.data(), static_cast<int>(begin.size()), 0);
    if (code != SQLITE_OK) throw SQLite::Exception{sqlite3_errstr(code), code};
    return begin;
}

/// Looks whose file it is.  Our own files have their signature there from their first byte on, since it is written in
/// one transaction with the tables, before there is a log.
objection objection_to_header(SQLite::Database& file) {
    constexpr std::size_t header_bytes = 100;  // https://www.sqlite.org/fileformat.html
    constexpr std::string_view magic{"SQLite format 3\0", 16};
    const std::string header = file_begin(file, header_bytes);
    if (header.empty()) return std::nullopt;  // it is new
    if (header.size() < header_bytes || !header.starts_with(magic)) return "it is no SQLite database";
    const std::string_view bytes{header};
    return objection_to(
        {.application = big_endian_word(bytes.substr(68)), .version = big_endian_word(bytes.substr(60))});
}

signature signature_of(SQLite::Database& file) {
    return {file.execAndGet("PRAGMA application_id").getInt64(),
            file.execAndGet("PRAGMA user_version").getInt64()};
}

bool is_empty(SQLite::Database& file) {
    const auto [application, version] = signature_of(file);
    return application == 0 && version == 0 &&
           file.execAndGet("SELECT count(*) FROM sqlite_master").getInt64() == 0;
}

/// Makes the tables unless somebody has.  Where several want to, one does and the others wait for it.
void make_tables_once(SQLite::Database& file) {
    if (!is_empty(file)) return;
    file.exec("BEGIN IMMEDIATE");
    if (is_empty(file)) {
        file.exec(make_tables);
        file.exec(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", our_application,
                              our_version));
    }
    file.exec("COMMIT");
}

/// Turns on the write-ahead log; the file remembers it.  SQLite does not wait for others by itself here.
objection start_log(SQLite::Database& file, connection_patience patience) {
    for (int pauses = 0;; ++pauses) {
        try {
            const std::string mode = file.execAndGet("PRAGMA journal_mode = WAL").getString();
            if (mode == "wal") return std::nullopt;
            return fmt::format("expected a write-ahead log, but found a journal of the kind {}", mode);
        } catch (const SQLite::Exception& failure) {
            const int code = general(failure);
            const bool is_busy = code == SQLITE_BUSY || code == SQLITE_LOCKED;
            if (!is_busy || !patience.pause(pauses)) throw;
        }
    }
}

objection prepare(SQLite::Database& file, const sqlite_options& options) {
    if (sqlite3_db_readonly(file.getHandle(), "main") == 1) return "it cannot be written";
    if (auto reason = objection_to_header(file)) return reason;
    // Of new files.  A change of a task writes a page, and most tasks fit into this one.
    file.exec("PRAGMA page_size = 2048");
    // The log grows to 16 MiB before it is written back, and waited for: of tasks that change often, once for many changes.
    file.exec("PRAGMA wal_autocheckpoint = 8000");
    make_tables_once(file);
    if (auto reason = objection_to(signature_of(file))) return reason;
    if (auto reason = start_log(file, connection_patience{bounded_patience(options)})) return reason;
    file.exec(options.durability == sqlite_durability::power ? "PRAGMA synchronous = FULL"
                                                             : "PRAGMA synchronous = NORMAL");
    return std::nullopt;
}

bool may(const std::filesystem::path& path, int uses) {
    return ::faccessat(AT_FDCWD, path.c_str(), uses, AT_EACCESS) == 0;
}

std::string system_reason() {
    return std::generic_category().message(errno);
}

/// Makes an empty file for its owner alone, where there is none: SQLite would let all the world read it.
objection make_file(const std::string& path) {
    const int made = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (made < 0) return errno == EEXIST ? std::nullopt : objection{system_reason()};
    ::close(made);
    return std::nullopt;
}

/// SQLite reads `:memory:`, an empty name and, depending on how it was built, `file:…` as something else than
/// a path.  No path that starts with `/` is any of these; and it stays the same when the process changes its folder.
std::string literal_path(const std::string& path) {
    return std::filesystem::absolute(path).string();
}

/// Objects to what cannot even be opened as a file, and where SQLite's own reason would be vague or wrong.
objection objection_to_path(const std::string& path) {
    namespace fs = std::filesystem;
    if (path.empty()) return "its path is empty";
    if (path.find('\0') != std::string::npos) return "its path has a NUL";
    std::error_code none;
    const fs::file_status found = fs::status(path, none);
    if (fs::is_directory(found)) return "it is a directory";
    if (fs::exists(found)) {
        if (!fs::is_regular_file(found)) return "it is no file";
        if (fs::hard_link_count(path, none) != 1)
            return "it has several names (hard links), each of which would have a log of its own";
        return may(path, R_OK) ? std::nullopt : objection{system_reason()};
    }
    const fs::path named = fs::path{path}.parent_path();
    const fs::path folder = named.empty() ? fs::path{"."} : named;
    if (fs::is_directory(folder, none) && !may(folder, W_OK | X_OK)) return "its folder cannot be written";
    return make_file(path);
}

}  // namespace

milliseconds bounded_patience(const sqlite_options& options) noexcept {
    return std::clamp(options.patience, milliseconds{0}, milliseconds{std::chrono::hours{1}});
}

violation cannot_open(const std::string& path, std::string_view reason) {
    return {violation_code::unreadable, "", std::nullopt,
            fmt::format("cannot open the database {}: {}", path.c_str(), reason)};
}

bool may_pass(const SQLite::Exception& failure) noexcept {
    switch (general(failure)) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_PROTOCOL:
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_NOMEM:
        case SQLITE_INTERRUPT:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return true;
        default:
            return false;
    }
}

std::string reason_of(const SQLite::Exception& failure) {
    // There are some thirty kinds of this one, and all have one message.
    if (general(failure) == SQLITE_IOERR)
        return fmt::format("{} ({})", failure.what(), failure.getErrorCode());
    return failure.what();
}

bool connection_patience::pause(int pauses) {
    const auto now = steady_clock::now();
    if (pauses == 0) begin_ = now;
    if (now - begin_ >= longest_) return false;
    std::this_thread::sleep_for(milliseconds{1});
    return true;
}

sqlite_task_file::sqlite_task_file(std::string path, milliseconds patience)
    : path_(std::move(path)),
      writer_patience_(std::make_unique<connection_patience>(patience)),
      reader_patience_(std::make_unique<connection_patience>(patience)),
      writer_(path_, how_to_open),
      own_path_(path_without_links(writer_)),
      reader_(own_path_, how_to_open),
      log_path_(own_path_ + "-wal"),
      log_index_path_(own_path_ + "-shm"),
      file_(identity_of(own_path_)) {
    if (file_ == file_identity{}) throw std::system_error{errno, std::generic_category()};
    const auto pause = [](void* patience_of_connection, int pauses) {
        return static_cast<connection_patience*>(patience_of_connection)->pause(pauses) ? 1 : 0;
    };
    sqlite3_busy_handler(writer_.getHandle(), pause, writer_patience_.get());
    sqlite3_busy_handler(reader_.getHandle(), pause, reader_patience_.get());
}

bool sqlite_task_file::is_in_place() const noexcept {
    return identity_of(own_path_) == file_ && identity_of(log_path_) == log_ &&
           identity_of(log_index_path_) == log_index_ &&
           (path_ == own_path_ || identity_behind(path_) == file_);
}

void sqlite_task_file::know_log() {
    (void)is_empty(writer_);  // whoever reads has a log, and it stays until the last connection ends
    log_ = identity_of(log_path_);
    log_index_ = identity_of(log_index_path_);
    if (log_ == file_identity{} || log_index_ == file_identity{})
        throw std::system_error{errno, std::generic_category()};
}

result<sqlite_task_file> sqlite_task_file::open(const std::string& path, const sqlite_options& options) {
    if (const auto reason = objection_to_path(path)) return cannot_open(path, *reason);
    try {
        sqlite_task_file opened{literal_path(path), bounded_patience(options)};
        if (const auto reason = objection_to_header(opened.reader())) return cannot_open(path, *reason);
        if (const auto reason = prepare(opened.writer(), options)) return cannot_open(path, *reason);
        opened.know_log();
        // Between one look and the next the path may have come to mean another file.
        if (has_moved(opened.writer()) || has_moved(opened.reader()) || !opened.is_in_place())
            return cannot_open(path, "it is being replaced");
        return opened;
    } catch (const std::runtime_error& failure) {  // SQLite's, or the system's
        return cannot_open(path, failure.what());
    }
}

}  // namespace nextfire::inline v0::api
