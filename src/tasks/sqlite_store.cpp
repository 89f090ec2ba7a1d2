#include <nextfire/tasks/sqlite_store.hpp>

#include "base/enum_text.hpp"
#include "tasks/sqlite_connection.hpp"
#include "tasks/sqlite_task_file.hpp"

#include <fmt/core.h>
#include <nextfire/tasks/task_json.hpp>

#include <algorithm>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace nextfire::inline v0::api {

using std::chrono::milliseconds;

namespace {

constexpr std::string_view load_sql = "SELECT document, version FROM task WHERE project_id = ?1 AND id = ?2";
// Two for one: to name create_time among what is set costs SQLite an entry of the index, changed or not.
constexpr std::string_view replace_sql =
    "UPDATE task SET version = version + 1, document = ?5 "
    "WHERE project_id = ?1 AND id = ?2 AND version = ?3 AND create_time = ?4";
constexpr std::string_view move_sql =
    "UPDATE task SET version = version + 1, document = ?5, create_time = ?4 "
    "WHERE project_id = ?1 AND id = ?2 AND version = ?3 AND create_time <> ?4";
constexpr std::string_view insert_sql =
    "INSERT INTO task (project_id, id, version, create_time, document) "
    "VALUES (?1, ?2, (SELECT version FROM first_version), ?3, ?4) ON CONFLICT (project_id, id) DO NOTHING";
constexpr std::string_view erase_sql = "DELETE FROM task WHERE project_id = ?1 AND id = ?2 AND version = ?3";
// One statement, so that the number and the page are of the same moment; one row even for an empty page.
constexpr std::string_view list_sql =
    "SELECT whole.total, page.id, page.document "
    "FROM (SELECT count(*) AS total FROM task WHERE project_id = ?1) AS whole LEFT JOIN "
    "(SELECT id, create_time, document FROM task WHERE project_id = ?1 ORDER BY create_time, id "
    "LIMIT ?2 OFFSET ?3) AS page ORDER BY page.create_time, page.id";

struct versioned_document {
    std::string document;
    std::int64_t version;
};

struct document_page {
    struct entry {
        std::string id;
        std::string document;
    };
    std::vector<entry> documents;
    std::size_t total = 0;
};

std::int64_t signed_number(std::uint64_t number) {
    constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
    return static_cast<std::int64_t>(std::min(number, most));
}

std::int64_t stamp(const task& value) {
    return value.create_time.time_since_epoch().count();
}

std::string document_of(const task& value) {
    std::string document;
    append_task_document(document, value);
    return document;
}

std::shared_ptr<const task> read_document(std::string_view document, std::string_view id,
                                          const spec_options& options) {
    result<task> value = read_task_document(document, options);
    if (!value)
        throw std::runtime_error(
            fmt::format("task {} has an unreadable document: {}", id, to_string(value.errors())));
    if (value->id != id)
        throw std::runtime_error(fmt::format("task {} has the document of task {}", id, value->id));
    return std::make_shared<const task>(*std::move(value));
}

/// Lets one thread at a time through; the others wait, and not for ever.
class turnstile {
public:
    bool enter(milliseconds patience) {
        std::unique_lock lock{mutex_};
        if (!left_.wait_for(lock, patience, [this] { return !is_taken_; })) return false;
        is_taken_ = true;
        return true;
    }
    void leave() {
        {
            const std::lock_guard lock{mutex_};
            is_taken_ = false;
        }
        left_.notify_one();
    }

private:
    std::mutex mutex_;
    std::condition_variable left_;
    bool is_taken_ = false;
};

/// A thread's turn, if it got one; its end is the next one's begin.
class turn {
public:
    turn(turnstile& at, milliseconds patience) : at_(at), is_mine_(at.enter(patience)) {}
    ~turn() {
        if (is_mine_) at_.leave();
    }
    turn(const turn&) = delete;
    turn& operator=(const turn&) = delete;

    explicit operator bool() const { return is_mine_; }

private:
    turnstile& at_;
    bool is_mine_;
};

}  // namespace

std::string_view to_string(sqlite_durability durability) noexcept {
    switch (durability) {
        case sqlite_durability::process:
            return "process";
        case sqlite_durability::power:
            return "power";
    }
    return {};
}

result<sqlite_durability> parse_sqlite_durability(std::string_view text, std::string_view field) {
    return detail::read_name<sqlite_durability>(text, field);
}

/// The file and its statements, for one thread at a time.
class sqlite_store::database {
public:
    database(std::unique_ptr<sqlite_connection> opened, const sqlite_options& options)
        : schedule_(options.schedule),
          // The thread whose turn it is has all the patience; those behind it have a little more.
          turn_patience_(bounded_patience(options) + milliseconds{500}),
          connection_(std::move(opened)),
          load_(*connection_, load_sql),
          replace_(*connection_, replace_sql),
          move_(*connection_, move_sql),
          insert_(*connection_, insert_sql),
          erase_(*connection_, erase_sql),
          list_(*connection_, list_sql) {}

    store_answer<std::optional<stored_task>> load(std::string_view project_id, std::string_view id);
    store_answer<store_outcome> replace(std::string_view project_id, const task& value,
                                        std::uint64_t expected_version);
    store_answer<store_outcome> insert(std::string_view project_id, const task& value);
    store_answer<store_outcome> erase(std::string_view project_id, std::string_view id,
                                      std::uint64_t expected_version);
    store_answer<task_page> list(std::string_view project_id, std::size_t offset, std::size_t limit);

private:
    /// Uses a statement as soon as it is this thread's turn.  Documents are read and written outside.
    template <class Use>
    auto take_turn(const sqlite_statement& prepared, Use use)
        -> store_answer<std::invoke_result_t<Use, sqlite_run&>>;

    /// Runs a change of one task.
    template <class Bind>
    store_answer<store_outcome> change(const sqlite_statement& prepared, Bind bind);

    spec_options schedule_;
    turnstile turns_;
    milliseconds turn_patience_;
    std::unique_ptr<sqlite_connection> connection_;
    sqlite_statement load_;
    sqlite_statement replace_;
    sqlite_statement move_;
    sqlite_statement insert_;
    sqlite_statement erase_;
    sqlite_statement list_;
};

template <class Use>
auto sqlite_store::database::take_turn(const sqlite_statement& prepared, Use use)
    -> store_answer<std::invoke_result_t<Use, sqlite_run&>> {
    const turn mine{turns_, turn_patience_};
    if (!mine) return store_unavailable{"other threads wait for the database already"};
    try {
        sqlite_run run{prepared};
        return use(run);
    } catch (const sqlite_failure& failure) {
        if (!failure.may_pass()) throw;
        return store_unavailable{failure.what()};
    }
}

template <class Bind>
store_answer<store_outcome> sqlite_store::database::change(const sqlite_statement& prepared, Bind bind) {
    return take_turn(prepared, [&](sqlite_run& run) {
        bind(run);
        return run.change() == 1 ? store_outcome::done : store_outcome::lost;
    });
}

store_answer<std::optional<stored_task>> sqlite_store::database::load(std::string_view project_id,
                                                                      std::string_view id) {
    const auto read = take_turn(load_, [&](sqlite_run& run) -> std::optional<versioned_document> {
        run.bind(1, project_id).bind(2, id);
        if (!run.next_row()) return std::nullopt;
        return versioned_document{run.text(0), run.integer(1)};
    });
    if (const auto* outage = std::get_if<store_unavailable>(&read)) return *outage;
    const auto& found = std::get<0>(read);
    if (!found) return std::optional<stored_task>{};
    return stored_task{read_document(found->document, id, schedule_),
                       static_cast<std::uint64_t>(found->version)};
}

store_answer<store_outcome> sqlite_store::database::replace(std::string_view project_id, const task& value,
                                                            std::uint64_t expected_version) {
    const std::string document = document_of(value);
    const auto bind = [&](sqlite_run& run) {
        run.bind(1, project_id).bind(2, value.id).bind(3, signed_number(expected_version));
        run.bind(4, stamp(value)).bind(5, document);
    };
    const auto outcome = change(replace_, bind);
    const auto* ended = std::get_if<store_outcome>(&outcome);
    return ended != nullptr && *ended == store_outcome::lost ? change(move_, bind) : outcome;
}

store_answer<store_outcome> sqlite_store::database::insert(std::string_view project_id, const task& value) {
    const std::string document = document_of(value);
    return change(insert_, [&](sqlite_run& run) {
        run.bind(1, project_id).bind(2, value.id).bind(3, stamp(value)).bind(4, document);
    });
}

store_answer<store_outcome> sqlite_store::database::erase(std::string_view project_id, std::string_view id,
                                                          std::uint64_t expected_version) {
    return change(erase_, [&](sqlite_run& run) {
        run.bind(1, project_id).bind(2, id).bind(3, signed_number(expected_version));
    });
}

store_answer<task_page> sqlite_store::database::list(std::string_view project_id, std::size_t offset,
                                                     std::size_t limit) {
    const auto read = take_turn(list_, [&](sqlite_run& run) {
        run.bind(1, project_id).bind(2, signed_number(limit)).bind(3, signed_number(offset));
        document_page listed;
        while (run.next_row()) {
            listed.total = static_cast<std::size_t>(run.integer(0));
            if (!run.is_null(1)) listed.documents.push_back({run.text(1), run.text(2)});
        }
        return listed;
    });
    if (const auto* outage = std::get_if<store_unavailable>(&read)) return *outage;
    const auto& listed = std::get<0>(read);
    task_page page{{}, listed.total};
    page.tasks.reserve(listed.documents.size());
    for (const auto& [id, document] : listed.documents)
        page.tasks.push_back(read_document(document, id, schedule_));
    return page;
}

result<std::shared_ptr<sqlite_store>> sqlite_store::open(const std::string& path,
                                                         const sqlite_options& options) {
    auto opened = open_task_file(path, options);
    if (!opened) return opened.errors();
    try {
        return std::shared_ptr<sqlite_store>{
            new sqlite_store{std::make_unique<database>(*std::move(opened), options)}};
    } catch (const sqlite_failure& failure) {  // the tables are not those that were made
        return cannot_open(path, failure.what());
    }
}

sqlite_store::sqlite_store(std::unique_ptr<database> opened) : database_(std::move(opened)) {}
sqlite_store::~sqlite_store() = default;

store_answer<std::optional<stored_task>> sqlite_store::load(std::string_view project_id,
                                                            std::string_view id) {
    return database_->load(project_id, id);
}

store_answer<store_outcome> sqlite_store::replace(std::string_view project_id, const task& value,
                                                  std::uint64_t expected_version) {
    return database_->replace(project_id, value, expected_version);
}

store_answer<store_outcome> sqlite_store::insert(std::string_view project_id, const task& value) {
    return database_->insert(project_id, value);
}

store_answer<store_outcome> sqlite_store::erase(std::string_view project_id, std::string_view id,
                                                std::uint64_t expected_version) {
    return database_->erase(project_id, id, expected_version);
}

store_answer<task_page> sqlite_store::list(std::string_view project_id, std::size_t offset,
                                           std::size_t limit) {
    return database_->list(project_id, offset, limit);
}

}  // namespace nextfire::inline v0::api
