#include "tasks/sqlite_task_file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <thread>

namespace nextfire::inline v0::api {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// "NxFr"; SQLite keeps it in the file's header, and file(1) shows it.
constexpr std::int64_t our_application = 0x4E784672;
constexpr std::int64_t our_version = 1;

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

std::int64_t big_endian_word(std::string_view bytes) {
    std::uint32_t word = 0;
    for (const char c : bytes.substr(0, 4)) word = word << 8 | static_cast<std::uint8_t>(c);
    return word;
}

/// Looks at the file as it is on the disk, without SQLite's help: that could change the file of others.
/// Our own files have their signature there from their first byte on, since it is written in one transaction
/// with the tables, before there is a log.
objection objection_to_header(sqlite_connection& file) {
    constexpr std::size_t header_bytes = 100;  // https://www.sqlite.org/fileformat.html
    constexpr std::string_view magic{"SQLite format 3\0", 16};
    const std::string header = file.file_begin(header_bytes);
    if (header.empty()) return std::nullopt;  // it is new
    if (header.size() < header_bytes || !header.starts_with(magic)) return "it is no SQLite database";
    const std::string_view bytes{header};
    return objection_to(
        {.application = big_endian_word(bytes.substr(68)), .version = big_endian_word(bytes.substr(60))});
}

signature signature_of(sqlite_connection& file) {
    return {file.ask_integer("PRAGMA application_id"), file.ask_integer("PRAGMA user_version")};
}

bool is_empty(sqlite_connection& file) {
    const auto [application, version] = signature_of(file);
    return application == 0 && version == 0 && file.ask_integer("SELECT count(*) FROM sqlite_master") == 0;
}

/// Makes the tables unless somebody has.  Where several want to, one does and the others wait for it.
void make_tables_once(sqlite_connection& file) {
    if (!is_empty(file)) return;
    file.execute("BEGIN IMMEDIATE");
    if (is_empty(file)) {
        file.execute(make_tables);
        file.execute(
            fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", our_application, our_version)
                .c_str());
    }
    file.execute("COMMIT");
}

/// Turns on the write-ahead log; the file remembers it.  SQLite does not wait for others by itself here.
objection start_log(sqlite_connection& file, milliseconds patience) {
    const auto deadline = steady_clock::now() + patience;
    for (;;) {
        try {
            const std::string mode = file.ask_text("PRAGMA journal_mode = WAL");
            if (mode == "wal") return std::nullopt;
            return fmt::format("expected a write-ahead log, but found a journal of the kind {}", mode);
        } catch (const sqlite_failure& failure) {
            if (!failure.is_busy() || steady_clock::now() >= deadline) throw;
        }
        std::this_thread::sleep_for(milliseconds{1});
    }
}

objection prepare(sqlite_connection& file, const sqlite_options& options) {
    if (file.is_read_only()) return "it cannot be written";
    if (auto reason = objection_to_header(file)) return reason;
    const milliseconds patience = bounded_patience(options);
    file.set_patience(patience);
    make_tables_once(file);
    if (auto reason = objection_to(signature_of(file))) return reason;
    if (auto reason = start_log(file, patience)) return reason;
    file.execute(options.durability == sqlite_durability::power ? "PRAGMA synchronous = FULL"
                                                                : "PRAGMA synchronous = NORMAL");
    return std::nullopt;
}

bool may_write(const std::filesystem::path& folder) {
    return ::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) == 0;
}

/// Objects to what cannot even be opened as a file, and where SQLite's own reason would be vague or wrong.
objection objection_to_path(const std::string& path) {
    namespace fs = std::filesystem;
    if (path.empty()) return "its path is empty";
    if (path.find('\0') != std::string::npos) return "its path has a NUL";
    std::error_code none;
    const fs::file_status found = fs::status(path, none);
    if (fs::is_directory(found)) return "it is a directory";
    if (fs::exists(found)) return fs::is_regular_file(found) ? std::nullopt : objection{"it is no file"};
    const fs::path named = fs::path{path}.parent_path();
    const fs::path folder = named.empty() ? fs::path{"."} : named;
    if (fs::is_directory(folder, none) && !may_write(folder)) return "its folder cannot be written";
    return std::nullopt;
}

}  // namespace

milliseconds bounded_patience(const sqlite_options& options) noexcept {
    return std::clamp(options.patience, milliseconds{0}, milliseconds{std::chrono::hours{1}});
}

violation cannot_open(const std::string& path, std::string_view reason) {
    return {violation_code::unreadable, "", std::nullopt,
            fmt::format("cannot open the database {}: {}", path.c_str(), reason)};
}

result<std::unique_ptr<sqlite_connection>> open_task_file(const std::string& path,
                                                          const sqlite_options& options) {
    if (const auto reason = objection_to_path(path)) return cannot_open(path, *reason);
    try {
        auto file = std::make_unique<sqlite_connection>(path);
        if (const auto reason = prepare(*file, options)) return cannot_open(path, *reason);
        return file;
    } catch (const sqlite_failure& failure) {
        return cannot_open(path, failure.what());
    }
}

}  // namespace nextfire::inline v0::api
