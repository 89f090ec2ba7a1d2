// What every store of tasks promises (clause 8.12), asked of each store that ships.
//
// Covers memory_store.cpp, which keeps all that a store promises, as SQLite does.
#include <doctest/doctest.h>

#include <nextfire/tasks/task_json.hpp>

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "support/task_stores.hpp"

using namespace nextfire;
using namespace nextfire_test;
using api::store_outcome;
using api::stored_task;
using api::task;
using api::task_store;

namespace {

stored_task found(task_store& store, std::string_view project, std::string_view id) {
    const auto loaded = given(store.load(project, id));
    REQUIRE(loaded);
    REQUIRE(loaded->value);
    return *loaded;
}

bool is_there(task_store& store, std::string_view project, std::string_view id) {
    return given(store.load(project, id)).has_value();
}

std::uint64_t version(task_store& store, std::string_view id) {
    return found(store, "p", id).version;
}

store_outcome insert(task_store& store, const task& value) {
    return given(store.insert("p", value));
}

/// A page of project `p` as text: its ids, and how many there are in all.
std::string page(task_store& store, std::size_t offset, std::size_t limit) {
    const auto listed = given(store.list("p", {.offset = offset, .limit = limit}));
    std::string text;
    for (const auto& each : listed.tasks) text += each->id + ' ';
    return text + "of " + std::to_string(listed.total);
}

constexpr std::size_t everything = std::numeric_limits<std::size_t>::max();

}  // namespace

TEST_CASE_TEMPLATE("an empty store has nothing", Kind, NEXTFIRE_TEST_STORES) {
    Kind kind;
    task_store& store = kind.store;
    CHECK_FALSE(is_there(store, "p", "t"));
    CHECK_FALSE(is_there(store, "", ""));
    CHECK(given(store.replace("p", made("t"), 1)) == store_outcome::lost);
    CHECK(given(store.erase("p", "t", 1)) == store_outcome::lost);
    CHECK(page(store, 0, everything) == "of 0");
    CHECK_FALSE(is_there(store, "p", "t"));
}

TEST_CASE_TEMPLATE("a task is inserted once", Kind, NEXTFIRE_TEST_STORES) {
    Kind kind;
    task_store& store = kind.store;
    CHECK(insert(store, made("t")) == store_outcome::done);
    const std::uint64_t first = version(store, "t");
    CHECK(insert(store, renamed(made("t"), "other")) == store_outcome::lost);
    CHECK(*found(store, "p", "t").value == made("t"));
    CHECK(version(store, "t") == first);
    CHECK(page(store, 0, everything) == "t of 1");
}

TEST_CASE_TEMPLATE("a task is replaced by whoever knows its version", Kind, NEXTFIRE_TEST_STORES) {
    Kind kind;
    task_store& store = kind.store;
    CHECK(insert(store, made("t")) == store_outcome::done);
    const stored_task before = found(store, "p", "t");
    const task second = renamed(made("t"), "second");
    const task third = renamed(made("t"), "third");
    for (const std::uint64_t wrong : {before.version + 1, before.version - 1, std::uint64_t{0},
                                      std::numeric_limits<std::uint64_t>::max()}) {
        CAPTURE(wrong);
        CHECK(given(store.replace("p", second, wrong)) == store_outcome::lost);
    }
    CHECK(*found(store, "p", "t").value == made("t"));

    CHECK(given(store.replace("p", second, before.version)) == store_outcome::done);
    CHECK(*found(store, "p", "t").value == second);
    CHECK(version(store, "t") != before.version);
    CHECK(given(store.replace("p", third, before.version)) == store_outcome::lost);
    CHECK(*found(store, "p", "t").value == second);
    CHECK(*before.value == made("t"));  // what was loaded stays what it was
    CHECK(given(store.replace("p", renamed(made("u"), "second"), version(store, "t"))) ==
          store_outcome::lost);
}

TEST_CASE_TEMPLATE("the same task again is another version", Kind, NEXTFIRE_TEST_STORES) {
    Kind kind;
    task_store& store = kind.store;
    CHECK(insert(store, made("t")) == store_outcome::done);
    const std::uint64_t first = version(store, "t");
    CHECK(given(store.replace("p", made("t"), first)) == store_outcome::done);
    CHECK(version(store, "t") != first);
    CHECK(given(store.replace("p", made("t"), first)) == store_outcome::lost);
}

TEST_CASE_TEMPLATE("a task is erased by whoever knows its version", Kind, NEXTFIRE_TEST_STORES) {
    Kind kind;
    task_store& store = kind.store;
    CHECK(insert(store, made("t")) == store_outcome::done);
    CHECK(insert(store, made("u", 1)) == store_outcome::done);
    const std::uint64_t first = version(store, "t");
    CHECK(given(store.erase("p", "t", first + 100)) == store_outcome::lost);
    CHECK(is_there(store, "p", "t"));
    CHECK(given(store.erase("p", "t", first)) == store_outcome::done);
    CHECK_FALSE(is_there(store, "p", "t"));
    CHECK(page(store, 0, everything) == "u of 1");
    CHECK(given(store.erase("p", "t", first)) == store_outcome::lost);
    CHECK(given(store.replace("p", made("t"), first)) == store_outcome::lost);
    CHECK_FALSE(is_there(store, "p", "t"));
}

// Whoever loaded a task that was erased and made again meanwhile must not take the new one for the old.
TEST_CASE_TEMPLATE("a task made again never has a version that it had before", Kind, NEXTFIRE_TEST_STORES) {
    Kind kind;
    task_store& store = kind.store;
    std::vector<std::uint64_t> versions;
    for (int life = 0; life < 5; ++life) {
        CHECK(insert(store, made("t")) == store_outcome::done);
        for (int change = 0; change < life; ++change) {
            versions.push_back(version(store, "t"));
            CHECK(given(store.replace("p", made("t"), versions.back())) == store_outcome::done);
        }
        versions.push_back(version(store, "t"));
        CHECK(given(store.erase("p", "t", versions.back())) == store_outcome::done);
        CHECK(insert(store, made("u")) == store_outcome::done);  // one of few changes in between
        CHECK(given(store.erase("p", "u", version(store, "u"))) == store_outcome::done);
    }
    CHECK(insert(store, made("t")) == store_outcome::done);
    for (const std::uint64_t old : versions) {
        CAPTURE(old);
        CHECK(version(store, "t") != old);
        CHECK(given(store.replace("p", made("t"), old)) == store_outcome::lost);
        CHECK(given(store.erase("p", "t", old)) == store_outcome::lost);
    }
}

TEST_CASE_TEMPLATE("lists are in the order of creation, then of ids", Kind, NEXTFIRE_TEST_STORES) {
    Kind kind;
    task_store& store = kind.store;
    for (const auto& [id, created] : std::vector<std::pair<std::string, int>>{
             {"d", 20}, {"b", 10}, {"c", 10}, {"a", 30}, {"B", 10}, {"e", -5}, {"-", 10}})
        CHECK(insert(store, made(id, created)) == store_outcome::done);

    struct row {
        std::size_t offset;
        std::size_t limit;
        const char* expected;
    };
    for (const row& each : {
             row{0, 100, "e - B b c d a of 7"},
             row{0, everything, "e - B b c d a of 7"},
             row{0, 7, "e - B b c d a of 7"},
             row{0, 3, "e - B of 7"},
             row{3, 3, "b c d of 7"},
             row{6, 3, "a of 7"},
             row{6, everything, "a of 7"},
             row{7, 3, "of 7"},
             row{1000, 3, "of 7"},
             row{everything, 3, "of 7"},
             row{everything, everything, "of 7"},
             row{0, 0, "of 7"},
             row{2, 0, "of 7"},
         }) {
        CAPTURE(each.offset);
        CAPTURE(each.limit);
        CHECK(page(store, each.offset, each.limit) == each.expected);
    }

    CHECK(given(store.replace("p", renamed(made("b", 10), "other"), version(store, "b"))) ==
          store_outcome::done);
    CHECK(page(store, 2, 3) == "B b c of 7");
    CHECK(given(store.replace("p", made("b", 40), version(store, "b"))) == store_outcome::done);
    CHECK(page(store, 0, 100) == "e - B c d a b of 7");
    CHECK(given(store.erase("p", "c", version(store, "c"))) == store_outcome::done);
    CHECK(page(store, 0, 100) == "e - B d a b of 6");
    CHECK(given(store.erase("p", "b", version(store, "b"))) == store_outcome::done);
    CHECK(page(store, 0, 100) == "e - B d a of 5");
}

TEST_CASE_TEMPLATE("a list has whole tasks", Kind, NEXTFIRE_TEST_STORES) {
    Kind kind;
    task_store& store = kind.store;
    const task first = renamed(made("t", 1), "first");
    const task second = renamed(made("a", 2), "second");
    CHECK(insert(store, second) == store_outcome::done);
    CHECK(insert(store, first) == store_outcome::done);
    const auto listed = given(store.list("p", {.limit = 10}));
    REQUIRE(listed.tasks.size() == 2);
    CHECK(*listed.tasks[0] == first);
    CHECK(*listed.tasks[1] == second);
}

TEST_CASE_TEMPLATE("projects know nothing of each other", Kind, NEXTFIRE_TEST_STORES) {
    Kind kind;
    task_store& store = kind.store;
    const std::vector<std::string> projects{"p", "P", "pp", "", "p ", "p'; DROP TABLE task; --", "%"};
    for (const std::string& project : projects) {
        task value = made("t");
        value.description = "of " + project;
        CHECK(given(store.insert(project, value)) == store_outcome::done);
    }
    CHECK(given(store.insert("P", made("u", 1))) == store_outcome::done);

    for (const std::string& project : projects) {
        CAPTURE(project);
        CHECK(found(store, project, "t").value->description == "of " + project);
        CHECK(given(store.list(project, {.limit = 10})).total == (project == "P" ? 2 : 1));
        CHECK(is_there(store, project, "u") == (project == "P"));
    }
    CHECK_FALSE(is_there(store, "unknown", "t"));

    const std::uint64_t first = version(store, "t");
    CHECK(given(store.replace("p", renamed(made("t"), "changed"), first)) == store_outcome::done);
    CHECK(found(store, "P", "t").value->description == "of P");
    CHECK(given(store.erase("p", "t", version(store, "t"))) == store_outcome::done);
    CHECK_FALSE(is_there(store, "p", "t"));
    CHECK(is_there(store, "P", "t"));
    CHECK(given(store.list("p", {.limit = 10})).total == 0);
    CHECK(given(store.list("P", {.limit = 10})).total == 2);
}

TEST_CASE_TEMPLATE("tasks at their limits come back as they were", Kind, NEXTFIRE_TEST_STORES) {
    Kind kind;
    task_store& store = kind.store;

    // Every ASCII character but NUL, and the first and the last of each length in UTF-8.
    std::string awkward;
    for (char c = 1; c != 127; ++c) awkward += c;
    awkward += "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF\xF0\x90\x80\x80";
    awkward += "\xF4\x8F\xBF\xBF\xE2\x80\xA8\xE2\x80\xA9\xEF\xBB\xBF";

    task largest = made(std::string(64, 'Z'));
    largest.name.clear();
    for (int i = 0; i < 64; ++i) largest.name += "\xE4\xB8\x80";  // U+4E00
    largest.last_status = awkward;
    largest.description = awkward + std::string(255 - 127 - 11, '\\');
    largest.enforcement_enable = true;
    largest.is_enable = false;
    largest.update_time = at(86'399'999);
    largest.targets.clear();
    for (int i = 1000; i < 2000; ++i)
        largest.targets.push_back({i % 2 == 0 ? api::target_type::server : api::target_type::server_group,
                                   std::to_string(i) + std::string(124, '"')});
    largest.targets[7].id = awkward.substr(0, 127) + "\xF4\x8F\xBF\xBF";

    CHECK(insert(store, largest) == store_outcome::done);
    CHECK(*found(store, "p", largest.id).value == largest);
    CHECK(*given(store.list("p", {.limit = 1})).tasks.at(0) == largest);
    const task small = made(largest.id);
    CHECK(given(store.replace("p", small, version(store, largest.id))) == store_outcome::done);
    CHECK(*found(store, "p", largest.id).value == small);
    CHECK(given(store.replace("p", largest, version(store, largest.id))) == store_outcome::done);
    CHECK(*found(store, "p", largest.id).value == largest);
}
