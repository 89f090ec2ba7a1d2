// What is SQLite's alone: the file, who else uses it, and what is wrong with it.
//
// Covers sqlite_task_file.cpp by files that are new, of another program, of another version, or broken, locked, full,
// deleted or replaced.
#include <doctest/doctest.h>

#include <nextfire/tasks/sqlite_store.hpp>
#include <nextfire/tasks/task_json.hpp>

#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/scratch_folder.hpp"
#include "support/task_stores.hpp"

using namespace nextfire;
using namespace nextfire_test;
using namespace std::chrono_literals;
using api::sqlite_store;
using api::store_outcome;
using api::store_unavailable;
using api::task;

namespace {

using store_pointer = std::shared_ptr<sqlite_store>;

/// Another program's connection to a file.
class other_connection {
public:
    explicit other_connection(const std::string& path) { REQUIRE(sqlite3_open(path.c_str(), &handle_) == 0); }
    ~other_connection() { sqlite3_close(handle_); }
    other_connection(const other_connection&) = delete;
    other_connection& operator=(const other_connection&) = delete;

    void run(const std::string& sql) {
        char* reason = nullptr;
        const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &reason);
        const std::string why = reason == nullptr ? "" : reason;
        sqlite3_free(reason);
        if (code != SQLITE_OK) FAIL(sql << ": " << why);
    }

private:
    sqlite3* handle_ = nullptr;
};

store_pointer open(const std::string& path, const api::sqlite_options& options = {}) {
    const auto opened = sqlite_store::open(path, options);
    if (!opened) FAIL(opened.errors().front().message);
    return *opened;
}

/// The one violation of a file that cannot be opened.
std::string refusal_of(const std::string& path) {
    const auto opened = sqlite_store::open(path, {.patience = 50ms});
    if (opened) return "it can be opened";
    REQUIRE(opened.errors().size() == 1);
    const violation& why = opened.errors().front();
    CHECK(why.code == violation_code::unreadable);
    CHECK(why.field.empty());
    CHECK_FALSE(why.column);
    return why.message;
}

void write_file(const std::string& path, const std::string& bytes) {
    std::ofstream file{path, std::ios::binary};
    file << bytes;
    REQUIRE(file.flush());
}

std::string read_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// All files of a folder and their bytes.
std::map<std::string, std::string> content_of(const scratch_folder& folder) {
    std::map<std::string, std::string> content;
    for (const auto& each : std::filesystem::directory_iterator{folder.path()})
        content[each.path().filename().string()] = each.is_regular_file() ? read_file(each.path()) : "";
    return content;
}

std::string name_of(sqlite_store& store, const std::string& id) {
    const auto loaded = given(store.load("p", id));
    return loaded ? loaded->value->name : "none";
}

std::uint64_t version_of(sqlite_store& store, const std::string& id) {
    const auto loaded = given(store.load("p", id));
    REQUIRE(loaded);
    return loaded->version;
}

store_outcome rename(sqlite_store& store, const std::string& id, const std::string& name) {
    const auto before = given(store.load("p", id)).value();
    return given(store.replace("p", renamed(*before.value, name), before.version));
}

std::string reason_of(const api::store_answer<store_outcome>& answer) {
    const auto* why = std::get_if<store_unavailable>(&answer);
    return why == nullptr ? "it is available" : why->reason;
}

/// Waits for the child of this process, and says whether it ended well.
bool ended_well(pid_t child) {
    int status = 0;
    return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// Counts the name of a task up, so many times, and starts over where another process was faster; ends this
/// process.
[[noreturn]] void count_up(const std::string& path, int times) noexcept {
    const auto opened = sqlite_store::open(path, {.patience = 60s});
    if (!opened) ::_exit(1);
    sqlite_store& store = **opened;
    (void)store.insert("p", renamed(made("t"), "0"));
    while (times > 0) {
        const auto loaded = std::get<0>(store.load("p", "t")).value();
        const std::string next = std::to_string(std::stoi(loaded.value->name) + 1);
        const auto outcome = store.replace("p", renamed(*loaded.value, next), loaded.version);
        if (std::get<store_outcome>(outcome) == store_outcome::done) --times;
    }
    ::_exit(0);
}

}  // namespace

TEST_CASE("what was kept is there when the file is opened again") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    std::uint64_t erased_version = 0;
    std::uint64_t kept_version = 0;
    {
        const store_pointer store = open(path);
        for (const char* id : {"a", "b", "c"})
            CHECK(given(store->insert("p", made(id, 100 - id[0]))) == store_outcome::done);
        CHECK(rename(*store, "a", "again") == store_outcome::done);
        CHECK(rename(*store, "b", "second") == store_outcome::done);
        erased_version = version_of(*store, "b");
        CHECK(given(store->erase("p", "b", erased_version)) == store_outcome::done);
        kept_version = version_of(*store, "a");
    }
    const store_pointer store = open(path, {.durability = api::sqlite_durability::power});
    CHECK(name_of(*store, "a") == "again");
    CHECK(version_of(*store, "a") == kept_version);
    const auto listed = given(store->list("p", {.limit = 10}));
    REQUIRE(listed.tasks.size() == 2);
    CHECK(*listed.tasks[0] == made("c", 100 - 'c'));
    CHECK(listed.tasks[1]->id == "a");

    CHECK(given(store->insert("p", made("b"))) == store_outcome::done);
    CHECK(version_of(*store, "b") > erased_version);
}

TEST_CASE("the file says what it is") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    open(path);
    const std::string header = read_file(path).substr(0, 100);
    CHECK(header.substr(0, 15) == "SQLite format 3");
    CHECK(header.substr(68, 4) == "NxFr");
    CHECK(header.substr(60, 4) == std::string("\0\0\0\1", 4));
    CHECK(header.substr(18, 2) == "\2\2");  // a write-ahead log
}

TEST_CASE("a path is taken literally") {
    const scratch_folder folder;
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    const std::vector<std::string> names{"tasks.db",
                                         ":memory:",
                                         "file:tasks.db",
                                         "file:memory?mode=memory",
                                         " ",
                                         "a b'\"%00?#&.db",
                                         "-x",
                                         "\xD1\x97\xE4\xB8\x80.db",
                                         "\xFF\xFE\x01.db",
                                         "line\nbreak\t.db",
                                         "..db"};
    for (const std::string& name : names) {
        CAPTURE(name);
        CHECK(given(open(name)->insert("p", renamed(made("t"), "in-a-file"))) == store_outcome::done);
        CHECK(std::filesystem::is_regular_file(folder / name));
        CHECK(name_of(*open(folder / name), "t") == "in-a-file");
        CHECK(name_of(*open("./" + name), "t") == "in-a-file");
    }
    const auto files = std::distance(std::filesystem::directory_iterator{folder.path()}, {});
    CHECK(static_cast<std::size_t>(files) == names.size());  // and no logs beside them
    std::filesystem::current_path(before);
}

TEST_CASE("what cannot be a database is refused") {
    const scratch_folder folder;
    std::filesystem::create_directory(folder / "folder");
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    std::filesystem::create_symlink(folder / "none/at/all", folder / "dangling");
    write_file(folder / "text", "id,task_name\n42,nightly\n");
    write_file(folder / "long_text", std::string(10'000, 'x'));
    write_file(folder / "begin", std::string("SQLite format 3\0", 16));
    const auto before = content_of(folder);

    struct row {
        std::string name;
        const char* reason;
    };
    for (const row& each : std::vector<row>{
             {"folder", "it is a directory"},
             {"pipe", "it is no file"},
             {"none/tasks.db", "No such file or directory"},
             {"dangling", "unable to open database file"},
             {"text/tasks.db", "Not a directory"},
             {std::string(300, 'x'), "File name too long"},
             {"text", "it is no SQLite database"},
             {"long_text", "it is no SQLite database"},
             {"begin", "it is no SQLite database"},
         }) {
        CAPTURE(each.name);
        const std::string path = folder / each.name;
        CHECK(refusal_of(path) == "cannot open the database " + path + ": " + each.reason);
    }
    CHECK(refusal_of("") == "cannot open the database : its path is empty");
    CHECK(refusal_of(std::string("a\0b", 3)) == "cannot open the database a: its path has a NUL");
    CHECK(refusal_of("/dev/null") == "cannot open the database /dev/null: it is no file");
    CHECK(content_of(folder) == before);
}

TEST_CASE("a file can be reached by a symbolic link, beside which no log lies") {
    const scratch_folder folder;
    const scratch_folder links;
    const std::string path = folder / "tasks.db";
    const std::string link = links / "link.db";
    const store_pointer direct = open(path);
    std::filesystem::create_symlink(path, link);
    const store_pointer store = open(link);
    CHECK(given(store->insert("p", made("t"))) == store_outcome::done);
    CHECK(name_of(*direct, "t") == "nightly");
    CHECK(content_of(links).size() == 1);

    SUBCASE("the link then leads to another file") {
        std::filesystem::remove(link);
        open(folder / "other.db");
        std::filesystem::create_symlink(folder / "other.db", link);
        CHECK(name_of(*direct, "t") == "nightly");
    }
    SUBCASE("the file is put in the place of the link") {
        std::filesystem::rename(path, link);
        CHECK(std::holds_alternative<store_unavailable>(direct->load("p", "t")));
    }
    SUBCASE("the file is put elsewhere, and the link leads there") {
        std::filesystem::rename(path, links / "moved.db");
        std::filesystem::remove(link);
        std::filesystem::create_symlink(links / "moved.db", link);
    }
    SUBCASE("the file is put elsewhere, and a link is left in its place") {
        std::filesystem::rename(path, links / "moved.db");
        std::filesystem::create_symlink(links / "moved.db", path);
        CHECK(std::holds_alternative<store_unavailable>(direct->load("p", "t")));
    }
    SUBCASE("the log of the file is deleted") {
        std::filesystem::remove(path + "-wal");
    }
    CHECK(reason_of(store->insert("p", made("u"))) == "the database file was deleted or replaced");
}

// SQLite keeps a log for each name, and two of one file would write over each other.
TEST_CASE("a file of several names is refused") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    open(path);
    std::filesystem::create_hard_link(path, folder / "other.db");
    for (const std::string& name : {path, folder / "other.db"})
        CHECK(refusal_of(name) ==
              "cannot open the database " + name +
                  ": it has several names (hard links), each of which would have a log of its own");
    std::filesystem::remove(folder / "other.db");
    CHECK(given(open(path)->insert("p", made("t"))) == store_outcome::done);
}

TEST_CASE("a link that changes while it is opened leads to one file or to none") {
    const scratch_folder folder;
    const std::string link = folder / "link.db";
    for (const char* name : {"a.db", "b.db"}) open(folder / name);
    std::filesystem::create_symlink("a.db", link);
    std::atomic<bool> is_over = false;
    std::thread changing{[&] {
        for (int i = 0; !is_over; ++i) {
            std::filesystem::create_symlink(i % 2 == 0 ? "b.db" : "a.db", folder / "next");
            std::filesystem::rename(folder / "next", link);
        }
    }};
    for (int i = 0; i < 100; ++i) {
        const auto store = sqlite_store::open(link);
        if (!store) continue;
        const std::string id = "t" + std::to_string(i);
        const auto inserted = (*store)->insert("p", made(id));
        const auto loaded = (*store)->load("p", id);
        if (std::holds_alternative<store_unavailable>(loaded)) continue;
        CHECK(std::get<0>(loaded).has_value() == std::holds_alternative<store_outcome>(inserted));
    }
    is_over = true;
    changing.join();
}

TEST_CASE("a store stays where it was opened when the process changes its folder") {
    const scratch_folder folder;
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    const store_pointer store = open("tasks.db");
    std::filesystem::current_path("/");
    CHECK(given(store->insert("p", made("t"))) == store_outcome::done);
    CHECK(name_of(*open(folder / "tasks.db"), "t") == "nightly");
    std::filesystem::current_path(before);
}

TEST_CASE("an empty file becomes a database") {
    const scratch_folder folder;
    write_file(folder / "empty", "");
    CHECK(given(open(folder / "empty")->insert("p", made("t"))) == store_outcome::done);
    CHECK(name_of(*open(folder / "empty"), "t") == "nightly");
}

TEST_CASE("a database of another program is refused and stays as it is") {
    const scratch_folder folder;
    const scratch_folder copies;
    const std::string path = folder / "theirs.db";
    const auto refused = [](const std::string& file) {
        return "cannot open the database " + file + ": it is a database of another program";
    };
    other_connection theirs{path};
    theirs.run("PRAGMA application_id = 7; PRAGMA user_version = 1");
    SUBCASE("with nothing in it") {}
    SUBCASE("with a table of the same name") {
        theirs.run("CREATE TABLE task (id TEXT)");
    }
    SUBCASE("that never said whose it is") {
        theirs.run("PRAGMA application_id = 0; CREATE TABLE cake (id TEXT); INSERT INTO cake VALUES (1)");
    }
    SUBCASE("with a log that is not brought home") {
        theirs.run("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0");
        theirs.run("CREATE TABLE cake (id TEXT); INSERT INTO cake VALUES (1)");
        REQUIRE(std::filesystem::file_size(path + "-wal") > 0);
    }
    const auto before = content_of(folder);
    CHECK(refusal_of(path) == refused(path));
    CHECK(content_of(folder) == before);

    // The same as their program left it when it was killed: nobody has the file open.
    for (const auto& [name, bytes] : before)
        if (!name.ends_with("-shm")) write_file(copies / name, bytes);
    const auto copied = content_of(copies);
    CHECK(refusal_of(copies / "theirs.db") == refused(copies / "theirs.db"));
    CHECK(content_of(copies) == copied);
}

TEST_CASE("a file of another version is refused") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    open(path);
    const auto refused = [&path](int version) {
        return "cannot open the database " + path + ": expected tables of version 1, but found version " +
               std::to_string(version);
    };
    other_connection other{path};
    for (const int version : {2, 0, 1'000'000}) {
        other.run("PRAGMA user_version = 1; PRAGMA wal_checkpoint(TRUNCATE)");
        other.run("PRAGMA user_version = " + std::to_string(version));
        CHECK(refusal_of(path) == refused(version));  // the log has it
        other.run("PRAGMA wal_checkpoint(TRUNCATE)");
        const std::string before = read_file(path);
        CHECK(refusal_of(path) == refused(version));  // the file has it
        CHECK(read_file(path) == before);
    }
    other.run("PRAGMA user_version = 1; PRAGMA wal_checkpoint(TRUNCATE)");
    open(path);
}

TEST_CASE("a file of ours that somebody broke is refused") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    const std::string refused = "cannot open the database " + path + ": ";
    open(path);
    SUBCASE("its table is gone") {
        other_connection{path}.run("DROP TABLE task");
        CHECK(refusal_of(path) == refused + "no such table: task");
    }
    SUBCASE("its table is another") {
        other_connection{path}.run("ALTER TABLE task RENAME COLUMN document TO cake");
        CHECK(refusal_of(path) == refused + "no such column: document");
    }
    SUBCASE("its bytes are others") {
        std::string bytes = read_file(path);
        std::fill(bytes.begin() + 100, bytes.end(), 'x');
        write_file(path, bytes);
        CHECK(refusal_of(path) == refused + "database disk image is malformed");
    }
}

TEST_CASE("a file that may not be written is refused") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    open(path);
    std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
    std::filesystem::permissions(path, std::filesystem::perms{0644});
    const bool is_root = ::geteuid() == 0;  // who may write everything, and so goes by another name here
    if (is_root) {
        REQUIRE(::seteuid(65534) == 0);
    } else {
        std::filesystem::permissions(path, std::filesystem::perms{0444});
        std::filesystem::permissions(folder.path(), std::filesystem::perms{0555});
    }
    const std::string existing = refusal_of(path);
    const std::string missing = refusal_of(folder / "new.db");
    if (is_root) {
        REQUIRE(::seteuid(0) == 0);
    } else {
        std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
    }
    CHECK(existing == "cannot open the database " + path + ": it cannot be written");
    CHECK(missing == "cannot open the database " + (folder / "new.db") + ": its folder cannot be written");
}

TEST_CASE("while another connection writes, there are answers and no changes") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    const store_pointer store = open(path, {.patience = 20ms});
    CHECK(given(store->insert("p", made("t"))) == store_outcome::done);
    const std::uint64_t version = version_of(*store, "t");

    other_connection other{path};
    other.run("BEGIN IMMEDIATE");
    CHECK(reason_of(store->replace("p", made("t"), version)) == "database is locked");
    CHECK(reason_of(store->insert("p", made("u"))) == "database is locked");
    CHECK(reason_of(store->erase("p", "t", version)) == "database is locked");
    CHECK(name_of(*store, "t") == "nightly");
    CHECK(given(store->list("p", {.limit = 10})).total == 1);
    other.run("ROLLBACK");

    CHECK(given(store->replace("p", renamed(made("t"), "later"), version)) == store_outcome::done);
    CHECK(given(store->insert("p", made("u"))) == store_outcome::done);
    CHECK(name_of(*store, "t") == "later");
}

TEST_CASE("who reads does not wait for who waits to write") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    const store_pointer store = open(path, {.patience = 60s});
    CHECK(given(store->insert("p", made("t"))) == store_outcome::done);
    other_connection other{path};
    other.run("BEGIN IMMEDIATE");
    std::atomic<bool> has_begun = false;
    std::thread writing{[&] {
        has_begun = true;
        CHECK(given(store->insert("p", made("u"))) == store_outcome::done);
    }};
    while (!has_begun) std::this_thread::yield();
    std::this_thread::sleep_for(20ms);
    CHECK(name_of(*store, "t") ==
          "nightly");  // in the writer's turn it would not come before the end of this test
    CHECK(given(store->list("p", {.limit = 10})).total == 1);
    other.run("ROLLBACK");
    writing.join();
    CHECK(given(store->list("p", {.limit = 10})).total == 2);
}

TEST_CASE("what another program writes into a known task is seen, though its version stays") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    const store_pointer store = open(path);
    CHECK(given(store->insert("p", made("t"))) == store_outcome::done);
    CHECK(name_of(*store, "t") == "nightly");
    CHECK(rename(*store, "t", "known") == store_outcome::done);
    const std::uint64_t version = version_of(*store, "t");
    other_connection other{path};
    other.run("UPDATE task SET document = replace(document, 'known', 'edited')");
    CHECK(name_of(*store, "t") == "edited");
    CHECK(version_of(*store, "t") == version);
    other.run("INSERT INTO task SELECT project_id, 'copy', version, create_time, document FROM task");
    CHECK(given(store->load("p", "copy"))->damage == "task copy has the document of task t");
}

TEST_CASE("more tasks than are remembered, and longer ones, are each themselves") {
    const scratch_folder folder;
    const store_pointer store = open(folder / "tasks.db");
    constexpr int number = 2500;
    const auto id = [](int i) { return "t" + std::to_string(i); };
    for (int i = 0; i < number; ++i) {
        task each = renamed(made(id(i)), "name-" + std::to_string(i));
        if (i % 10 == 0) each.targets.resize(50, each.targets.front());
        CHECK(given(store->insert("p", each)) == store_outcome::done);
    }
    for (int round = 0; round < 2; ++round)
        for (int i = 0; i < number; ++i) {
            const auto found = given(store->load("p", id(i)));
            REQUIRE(found->value);
            CHECK(found->value->id == id(i));
            CHECK(found->value->name == "name-" + std::to_string(i));
        }
}

// With 20 ms for each in turn, the last of 64 would wait for more than a second; it need not.
TEST_CASE("threads do not wait for the patience of all that came before") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    const store_pointer store = open(path, {.patience = 20ms});
    other_connection other{path};
    other.run("BEGIN IMMEDIATE");
    std::array<std::string, 64> reasons;
    std::vector<std::thread> threads;
    for (std::string& reason : reasons)
        threads.emplace_back([&] { reason = reason_of(store->insert("p", made("t"))); });
    for (std::thread& each : threads) each.join();
    other.run("ROLLBACK");
    const auto number_of = [&reasons](const char* reason) {
        return std::count(reasons.begin(), reasons.end(), reason);
    };
    const auto tried = number_of("database is locked");
    const auto gave_up = number_of("other threads wait for the database already");
    CHECK(tried > 0);
    CHECK(gave_up > 0);
    CHECK(tried + gave_up == 64);
    CHECK(given(store->insert("p", made("t"))) == store_outcome::done);
}

TEST_CASE("a change waits for another connection with patience") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    const store_pointer store = open(path, {.patience = 60s});
    other_connection other{path};
    other.run("BEGIN IMMEDIATE");
    std::thread releasing{[&other] {
        std::this_thread::sleep_for(100ms);
        other.run("COMMIT");
    }};
    CHECK(given(store->insert("p", made("t"))) == store_outcome::done);
    releasing.join();
}

TEST_CASE("a new file that is being made by somebody else is waited for, with patience") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    other_connection other{path};
    other.run("BEGIN EXCLUSIVE");
    CHECK(refusal_of(path) == "cannot open the database " + path + ": database is locked");
    other.run("ROLLBACK");
    open(path);
}

TEST_CASE("a full disk makes a store unavailable, and nothing that was acknowledged is lost") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    const store_pointer store = open(path);
    task large = made("t");
    large.targets.clear();
    for (int i = 0; i < 1000; ++i)
        large.targets.push_back({api::target_type::server, std::to_string(i) + std::string(100, 'x')});
    CHECK(given(store->insert("p", large)) == store_outcome::done);

    // No file may grow beyond 2 MiB; the signal that would end the process becomes an error.
    const auto before = std::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &old) == 0);
    const rlimit small{.rlim_cur = 2 * 1024 * 1024, .rlim_max = old.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    std::string reason;
    int acknowledged = 0;
    for (int change = 1; change < 100 && reason.empty(); ++change) {
        large.id = std::to_string(change);
        const auto answer = store->insert("p", large);
        if (std::holds_alternative<store_unavailable>(answer)) {
            reason = reason_of(answer);
        } else {
            acknowledged = change;
        }
    }
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &old) == 0);
    std::signal(SIGXFSZ, before);

    CHECK(reason == "disk I/O error (778)");
    CHECK(acknowledged > 5);
    CHECK(given(store->list("p", {.limit = 0})).total == static_cast<std::size_t>(acknowledged) + 1);
    CHECK(given(store->insert("p", large)) == store_outcome::done);
    CHECK(given(open(path)->list("p", {.limit = 0})).total == static_cast<std::size_t>(acknowledged) + 2);
}

TEST_CASE("a document that nobody can read is told, can be deleted, and stands in nobody's way") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    const store_pointer store = open(path);
    for (const char* id : {"t", "u"}) CHECK(given(store->insert("p", made(id))) == store_outcome::done);
    other_connection other{path};

    struct row {
        const char* document;
        const char* message;
    };
    for (const row& each : {
             row{"'none'", R"(line 1, column 2: expected a JSON value, but found "o")"},
             row{"''", "line 1, column 1: expected a JSON value, but found the end of the text"},
             row{"x'00FF'", "line 1, column 1: expected text without NUL, but found one"},
             row{"json_remove(document, '$.id')",
                 "/id: expected 1 to 64 letters, digits, _ or -, but found no such member"},
             row{"json_set(document, '$.scheduled_time', '9 am')",
                 R"(/scheduled_time, column 2: expected a time of day as HH:mm:ss, but found "9 am")"},
         }) {
        CAPTURE(each.document);
        other.run(std::string{"UPDATE task SET document = "} + each.document + " WHERE id = 't'");
        const std::string message = std::string{"task t has an unreadable document: "} + each.message;
        const auto found = given(store->load("p", "t")).value();
        CHECK(found.value == nullptr);
        CHECK(found.damage == message);
        const auto listed = given(store->list("p", {.limit = 10}));
        CHECK(listed.total == 2);
        CHECK(listed.tasks.size() == 1);
        CHECK(listed.unreadable == std::vector<std::string>{"t"});
        CHECK(given(store->list("p", {.name_part = "ight"})).tasks.size() == 1);
        other.run("UPDATE task SET document = (SELECT document FROM task WHERE id = 'u') WHERE id = 't'");
        CHECK(given(store->load("p", "t")).value().damage == "task t has the document of task u");
    }
    other.run("UPDATE task SET document = json_set(document, '$.id', 't') WHERE id = 't'");
    CHECK(name_of(*store, "t") == "nightly");
    CHECK(name_of(*store, "u") == "nightly");
    CHECK(rename(*store, "u", "changed") == store_outcome::done);
    other.run("UPDATE task SET document = 'none' WHERE id = 't'");
    CHECK(given(store->erase("p", "t", version_of(*store, "t"))) == store_outcome::done);
    CHECK(given(store->list("p", {})).unreadable.empty());
}

TEST_CASE("a new file is for its owner alone, and one that is there stays as it is") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    const auto mode = [](const std::string& file) {
        struct stat found {};
        REQUIRE(::stat(file.c_str(), &found) == 0);
        return found.st_mode & 0777U;
    };
    const store_pointer store = open(path);
    CHECK(given(store->insert("p", made("t"))) == store_outcome::done);
    CHECK(mode(path) == 0600);
    CHECK(mode(path + "-wal") == 0600);
    write_file(folder / "empty.db", "");
    REQUIRE(::chmod((folder / "empty.db").c_str(), 0640) == 0);
    open(folder / "empty.db");
    CHECK(mode(folder / "empty.db") == 0640);
}

TEST_CASE("a file that is deleted or replaced makes a store unavailable for good") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    const std::string gone = "the database file was deleted or replaced";
    for (const bool is_replaced : {false, true}) {
        CAPTURE(is_replaced);
        const store_pointer store = open(path);
        CHECK(given(store->insert("p", made("t"))) == store_outcome::done);
        std::filesystem::rename(path, folder / "elsewhere.db");
        if (is_replaced) open(path);
        CHECK(reason_of(store->insert("p", made("u"))) == gone);
        CHECK(reason_of(store->replace("p", made("t"), 1)) == gone);
        CHECK(reason_of(store->erase("p", "t", 1)) == gone);
        CHECK(std::holds_alternative<store_unavailable>(store->load("p", "t")));
        CHECK(std::holds_alternative<store_unavailable>(store->list("p", {})));
        std::filesystem::remove(folder / "elsewhere.db");
    }
}

TEST_CASE(
    "8.12 a log that is deleted makes a store unavailable: the last changes were in it; and so does its "
    "index") {
    for (const char* ending : {"-wal", "-shm"}) {
        CAPTURE(ending);
        const scratch_folder folder;
        const std::string path = folder / "tasks.db";
        const store_pointer store = open(path);
        CHECK(given(store->insert("p", made("t"))) == store_outcome::done);
        std::filesystem::remove(path + ending);
        CHECK(reason_of(store->insert("p", made("u"))) == "the database file was deleted or replaced");
    }
}

TEST_CASE(
    "8.12 a file that somebody writes over makes a store unavailable where that shows, and breaks nothing "
    "else") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    const store_pointer store = open(path);
    // More tasks than SQLite keeps pages of, and none of them in the log.
    other_connection other{path};
    for (int count = 0; count < 40; ++count) {
        task each = made("t" + std::to_string(count));
        each.description = std::string(100'000, 'x');
        CHECK(given(store->insert("p", each)) == store_outcome::done);
    }
    other.run("PRAGMA wal_checkpoint(TRUNCATE)");
    SUBCASE("by text") {
        write_file(path, std::string(std::filesystem::file_size(path), 'x'));
    }
    SUBCASE("and cuts it off") {
        write_file(path, read_file(path).substr(0, 4096));
    }
    int unavailable = 0;
    for (int count = 0; count < 40; ++count)
        unavailable +=
            std::holds_alternative<store_unavailable>(store->load("p", "t" + std::to_string(count))) ? 1 : 0;
    CHECK(unavailable > 20);
    CHECK(std::holds_alternative<store_unavailable>(store->list("p", {.limit = 100})));
}

TEST_CASE("8.12 a file that went away and came back stays unavailable, and takes no more changes") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    {
        const store_pointer store = open(path);
        CHECK(given(store->insert("p", made("t"))) == store_outcome::done);
        std::filesystem::rename(path, folder / "elsewhere.db");
        CHECK(std::holds_alternative<store_unavailable>(store->load("p", "t")));
        std::filesystem::rename(folder / "elsewhere.db", path);
        CHECK(reason_of(store->insert("p", made("u"))) == "the database file was deleted or replaced");
    }
    CHECK(given(open(path)->list("p", {})).total == 1);
}

TEST_CASE("a version that only another program can have written is one like any other") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    const store_pointer store = open(path);
    CHECK(given(store->insert("p", made("t"))) == store_outcome::done);
    other_connection{path}.run("UPDATE task SET version = -1");
    CHECK(rename(*store, "t", "changed") == store_outcome::done);
    CHECK(given(store->erase("p", "t", version_of(*store, "t"))) == store_outcome::done);
}

TEST_CASE("zones come from the options") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    CHECK(given(open(path)->insert("p", made("t"))) == store_outcome::done);
    api::sqlite_options options;
    options.schedule.find_zone = [](std::string_view) -> result<zone> {
        return violation{violation_code::unknown_name, "time_zone", std::nullopt, "no zones today"};
    };
    CHECK(given(open(path, options)->load("p", "t")).value().damage ==
          "task t has an unreadable document: /time_zone: no zones today");
}

TEST_CASE("many threads may open a new file at once") {
    const scratch_folder folder;
    for (int round = 0; round < 10; ++round) {
        const std::string path = folder / (std::to_string(round) + ".db");
        constexpr int thread_count = 8;
        std::array<std::string, thread_count> failures;
        std::vector<std::thread> threads;
        for (int index = 0; index < thread_count; ++index) {
            threads.emplace_back([&, index] {
                const auto opened = sqlite_store::open(path, {.patience = 60s});
                if (!opened) {
                    failures.at(static_cast<std::size_t>(index)) = opened.errors().front().message;
                    return;
                }
                const auto kept = (*opened)->insert("p", made(std::to_string(index)));
                if (std::holds_alternative<store_unavailable>(kept))
                    failures.at(static_cast<std::size_t>(index)) = reason_of(kept);
            });
        }
        for (std::thread& each : threads) each.join();
        for (const std::string& failure : failures) CHECK(failure == "");
        CHECK(given(open(path)->list("p", {.limit = 100})).total == thread_count);
    }
}

TEST_CASE("several processes may open a new file at once and change one task") {
    const scratch_folder folder;
    const std::string path = folder / "tasks.db";
    constexpr int process_count = 4;
    constexpr int changes = 50;
    std::vector<pid_t> children;
    for (int index = 0; index < process_count; ++index) {
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child > 0) {
            children.push_back(child);
            continue;
        }
        count_up(path, changes);
    }
    for (const pid_t child : children) CHECK(ended_well(child));
    CHECK(name_of(*open(path), "t") == std::to_string(process_count * changes));
}
