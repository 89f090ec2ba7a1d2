#include "tasks/sqlite_connection.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <climits>
#include <new>
#include <system_error>

namespace nextfire::inline v0::api {
namespace {

/// The general code that an extended one is a kind of.
constexpr int general(int code) noexcept {
    return code & 0xFF;
}

/// SQLite reads `:memory:`, an empty name and, depending on how it was built, `file:…` as something else than
/// a path.  No path that starts with `/` or `./` is any of these.
std::string literal_path(const std::string& path) {
    return path.starts_with('/') ? path : "./" + path;
}

}  // namespace

bool sqlite_failure::may_pass() const noexcept {
    switch (general(code_)) {
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
            return true;
        default:
            return false;
    }
}

bool sqlite_failure::is_busy() const noexcept {
    return general(code_) == SQLITE_BUSY || general(code_) == SQLITE_LOCKED;
}

sqlite_connection::sqlite_connection(const std::string& path) {
    constexpr int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(literal_path(path).c_str(), &handle, flags, nullptr);
    handle_.reset(handle);  // it may be there after a failure too, to say why
    if (handle == nullptr) throw std::bad_alloc{};
    if (code == SQLITE_OK) return;
    const int system = sqlite3_system_errno(handle);
    throw sqlite_failure{code, system == 0 ? std::string{sqlite3_errmsg(handle)}
                                           : fmt::format("{}: {}", sqlite3_errmsg(handle),
                                                         std::generic_category().message(system))};
}

void sqlite_connection::set_patience(std::chrono::milliseconds patience) {
    const auto most = std::chrono::milliseconds{INT_MAX};
    const auto bounded = std::clamp(patience, std::chrono::milliseconds{0}, most);
    sqlite3_busy_timeout(get(), static_cast<int>(bounded.count()));
}

void sqlite_connection::execute(const char* sql) {
    const int code = sqlite3_exec(get(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code);
}

std::int64_t sqlite_connection::ask_integer(std::string_view sql) {
    const sqlite_statement prepared{*this, sql};
    sqlite_run asked{prepared};
    return asked.next_row() ? asked.integer(0) : 0;
}

std::string sqlite_connection::ask_text(std::string_view sql) {
    const sqlite_statement prepared{*this, sql};
    sqlite_run asked{prepared};
    return asked.next_row() ? asked.text(0) : std::string{};
}

std::string sqlite_connection::file_begin(std::size_t bytes) {
    // Not by a descriptor of our own: to close it would end the locks that other connections of this process
    // hold on the file.
    sqlite3_file* file = nullptr;
    const int found = sqlite3_file_control(get(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (found != SQLITE_OK) fail(found);
    sqlite3_int64 size = 0;
    const int sized = file->pMethods->xFileSize(file, &size);
    if (sized != SQLITE_OK) fail(sized);
    std::string begin(static_cast<std::size_t>(std::clamp<sqlite3_int64>(size, 0, 1024)), '\0');
    begin.resize(std::min(begin.size(), bytes));
    if (begin.empty()) return begin;
    const int read = file->pMethods->xRead(file, begin.data(), static_cast<int>(begin.size()), 0);
    if (read != SQLITE_OK) fail(read);
    return begin;
}

bool sqlite_connection::is_read_only() const noexcept {
    return sqlite3_db_readonly(get(), "main") == 1;
}

void sqlite_connection::fail(int code) const {
    // The message of the connection is about its last call, which need not be the one that gave the code.
    const char* reason =
        sqlite3_extended_errcode(get()) == code ? sqlite3_errmsg(get()) : sqlite3_errstr(code);
    // There are some thirty kinds of this one, and all have one message.
    if (general(code) == SQLITE_IOERR) throw sqlite_failure{code, fmt::format("{} ({})", reason, code)};
    throw sqlite_failure{code, reason};
}

sqlite_statement::sqlite_statement(const sqlite_connection& on, std::string_view sql) : on_(on) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(on.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    statement_.reset(statement);
    if (code != SQLITE_OK) on.fail(code);
}

sqlite_run::~sqlite_run() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

sqlite_run& sqlite_run::bind(int parameter, std::string_view text) {
    const char* bytes = text.data() == nullptr ? "" : text.data();  // a null pointer would be NULL
    const int code = sqlite3_bind_text64(statement_, parameter, bytes, text.size(), nullptr, SQLITE_UTF8);
    if (code != SQLITE_OK) on_.fail(code);
    return *this;
}

sqlite_run& sqlite_run::bind(int parameter, std::int64_t number) {
    const int code = sqlite3_bind_int64(statement_, parameter, number);
    if (code != SQLITE_OK) on_.fail(code);
    return *this;
}

bool sqlite_run::next_row() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) on_.fail(code);
    return false;
}

std::int64_t sqlite_run::change() {
    while (next_row()) {}
    return sqlite3_changes64(on_.get());
}

std::int64_t sqlite_run::integer(int column) {
    return sqlite3_column_int64(statement_, column);
}

std::string sqlite_run::text(int column) {
    const void* bytes = sqlite3_column_blob(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    if (bytes == nullptr) return {};
    return {static_cast<const char*>(bytes), size};
}

bool sqlite_run::is_null(int column) {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

}  // namespace nextfire::inline v0::api
