#include <nextfire/tasks/sqlite_store.hpp>

#include "base/enum_text.hpp"
#include "tasks/known_documents.hpp"
#include "tasks/sqlite_task_file.hpp"
#include "tasks/turnstile.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/core.h>
#include <nextfire/tasks/task_json.hpp>

#include <algorithm>
#include <atomic>
#include <limits>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace nextfire::inline v0::api {

using std::chrono::milliseconds;

namespace {

constexpr const char* load_sql = "SELECT document, version FROM task WHERE project_id = ?1 AND id = ?2";
// Two for one: to name create_time among what is set costs SQLite an entry of the index, changed or not.
constexpr const char* replace_sql =
    "UPDATE task SET version = version + 1, document = ?5 "
    "WHERE project_id = ?1 AND id = ?2 AND version = ?3 AND create_time = ?4";
constexpr const char* move_sql =
    "UPDATE task SET version = version + 1, document = ?5, create_time = ?4 "
    "WHERE project_id = ?1 AND id = ?2 AND version = ?3 AND create_time <> ?4";
constexpr const char* insert_sql =
    "INSERT INTO task (project_id, id, version, create_time, document) "
    "VALUES (?1, ?2, (SELECT version FROM first_version), ?3, ?4) ON CONFLICT (project_id, id) DO NOTHING";
constexpr const char* erase_sql = "DELETE FROM task WHERE project_id = ?1 AND id = ?2 AND version = ?3";
// What a list asks of a document.  CASE, since SQLite takes the conditions of AND in any order, and fails where it looks
// into what is no JSON.
constexpr std::string_view any_document = "TRUE";
constexpr std::string_view matching_document =
    "CASE WHEN json_valid(document) THEN instr(json_extract(document, '$.task_name'), ?4) > 0 "
    "AND (?5 = '' OR json_extract(document, '$.task_type') = ?5) ELSE FALSE END";

// One statement, so that the number and the page are of the same moment; one row even for an empty page.
std::string list_sql(std::string_view condition) {
    return fmt::format(
        "SELECT whole.total, page.id, page.document "
        "FROM (SELECT count(*) AS total FROM task WHERE project_id = ?1 AND {0}) AS whole LEFT JOIN "
        "(SELECT id, create_time, document FROM task WHERE project_id = ?1 AND {0} ORDER BY create_time, id "
        "LIMIT ?2 OFFSET ?3) AS page ORDER BY page.create_time, page.id",
        condition);
}

struct versioned_document {
    std::string document;
    std::int64_t version;
};

struct document_page {
    struct entry {
        std::string id;
        versioned_document document;
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

/// Reads a task from its document; `damage` says why there is none.
stored_task read_document(const versioned_document& kept, std::string_view id, const spec_options& options,
                          known_documents& known) {
    stored_task read{known.find(kept.document), static_cast<std::uint64_t>(kept.version)};
    if (read.value && read.value->id == id) return read;
    read.value = nullptr;
    result<task> value = read_task_document(kept.document, options);
    if (!value) {
        read.damage = fmt::format("task {} has an unreadable document: {}", id, to_string(value.errors()));
    } else if (value->id != id) {
        read.damage = fmt::format("task {} has the document of task {}", id, value->id);
    } else {
        read.value = std::make_shared<const task>(*std::move(value));
        known.keep(kept.document, read.value);
    }
    return read;
}

/// Ends one use of a statement, and the transaction that it began.
class statement_end {
public:
    explicit statement_end(SQLite::Statement& used) : used_(used) {}
    ~statement_end() { used_.tryReset(); }
    statement_end(const statement_end&) = delete;
    statement_end& operator=(const statement_end&) = delete;

private:
    SQLite::Statement& used_;
};

/// Gives a statement its parameters, counted from 1; texts must outlive its use.
template <class... Values>
void bind_values(SQLite::Statement& prepared, const Values&... values) {
    int parameter = 0;
    const auto bind_one = [&](const auto& value) {
        ++parameter;
        if constexpr (std::is_integral_v<std::decay_t<decltype(value)>>)
            prepared.bind(parameter, value);
        else
            prepared.bindNoCopy(parameter, value);
    };
    (bind_one(values), ...);
}

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

/// The file and its statements.  Those that read and those that write have a connection each, for one thread at a time:
/// who reads does not wait for who waits for another process that writes.
class sqlite_store::database {
public:
    database(sqlite_task_file opened, const sqlite_options& options)
        : schedule_(options.schedule),
          // The thread whose turn it is has all the patience; those behind it have a little more.
          turn_patience_(bounded_patience(options) + milliseconds{500}),
          file_(std::move(opened)),
          load_(file_.reader(), load_sql),
          replace_(file_.writer(), replace_sql),
          move_(file_.writer(), move_sql),
          insert_(file_.writer(), insert_sql),
          erase_(file_.writer(), erase_sql),
          list_(file_.reader(), list_sql(any_document)),
          filter_(file_.reader(), list_sql(matching_document)) {}

    store_answer<std::optional<stored_task>> load(const std::string& project_id, const std::string& id);
    store_answer<store_outcome> replace(const std::string& project_id, const task& value,
                                        std::uint64_t expected_version);
    store_answer<store_outcome> insert(const std::string& project_id, const task& value);
    store_answer<store_outcome> erase(const std::string& project_id, const std::string& id,
                                      std::uint64_t expected_version);
    store_answer<task_page> list(const std::string& project_id, const task_query& asked);

private:
    /// Uses a statement as soon as it is this thread's turn.  Documents are read and written outside.
    template <class Use>
    auto take_turn(turnstile& turns, SQLite::Statement& prepared, Use use)
        -> store_answer<std::invoke_result_t<Use>>;
    /// The same, without a look whether the file is in place.
    template <class Use>
    auto in_turn(turnstile& turns, SQLite::Statement& prepared, Use use)
        -> store_answer<std::invoke_result_t<Use>>;

    /// Runs a change of one task.
    template <class... Values>
    store_answer<store_outcome> change(SQLite::Statement& prepared, const Values&... values);

    spec_options schedule_;
    known_documents known_;
    turnstile reads_;
    turnstile writes_;
    milliseconds turn_patience_;
    sqlite_task_file file_;
    std::atomic<bool> is_lost_ = false;  // then it stays so, whatever lies there later
    SQLite::Statement load_;
    SQLite::Statement replace_;
    SQLite::Statement move_;
    SQLite::Statement insert_;
    SQLite::Statement erase_;
    SQLite::Statement list_;
    SQLite::Statement filter_;
};

template <class Use>
auto sqlite_store::database::take_turn(turnstile& turns, SQLite::Statement& prepared, Use use)
    -> store_answer<std::invoke_result_t<Use>> {
    constexpr const char* lost = "the database file was deleted or replaced";
    if (is_lost_) return store_unavailable{lost};
    auto answer = in_turn(turns, prepared, use);
    // Asked last, and in nobody's turn: whatever happened to the file before now makes the answer void.
    if (std::holds_alternative<store_unavailable>(answer) || file_.is_in_place()) return answer;
    is_lost_ = true;
    return store_unavailable{lost};
}

template <class Use>
auto sqlite_store::database::in_turn(turnstile& turns, SQLite::Statement& prepared, Use use)
    -> store_answer<std::invoke_result_t<Use>> {
    const turn mine{turns, turn_patience_};
    if (!mine) return store_unavailable{"other threads wait for the database already"};
    try {
        const statement_end at_last{prepared};
        return use();
    } catch (const SQLite::Exception& failure) {
        if (!may_pass(failure)) throw;
        return store_unavailable{reason_of(failure)};
    }
}

template <class... Values>
store_answer<store_outcome> sqlite_store::database::change(SQLite::Statement& prepared,
                                                           const Values&... values) {
    return take_turn(writes_, prepared, [&] {
        bind_values(prepared, values...);
        return prepared.exec() == 1 ? store_outcome::done : store_outcome::lost;
    });
}

store_answer<std::optional<stored_task>> sqlite_store::database::load(const std::string& project_id,
                                                                      const std::string& id) {
    const auto read = take_turn(reads_, load_, [&]() -> std::optional<versioned_document> {
        bind_values(load_, project_id, id);
        if (!load_.executeStep()) return std::nullopt;
        return versioned_document{load_.getColumn(0).getString(), load_.getColumn(1).getInt64()};
    });
    if (const auto* outage = std::get_if<store_unavailable>(&read)) return *outage;
    const auto& found = std::get<0>(read);
    if (!found) return std::optional<stored_task>{};
    return read_document(*found, id, schedule_, known_);
}

store_answer<store_outcome> sqlite_store::database::replace(const std::string& project_id, const task& value,
                                                            std::uint64_t expected_version) {
    const std::string document = document_of(value);
    const auto put = [&](SQLite::Statement& prepared) {
        return change(prepared, project_id, value.id, static_cast<std::int64_t>(expected_version),
                      stamp(value), document);
    };
    const auto is = [](const store_answer<store_outcome>& answer, store_outcome which) {
        const auto* ended = std::get_if<store_outcome>(&answer);
        return ended != nullptr && *ended == which;
    };
    auto outcome = put(replace_);
    if (is(outcome, store_outcome::lost)) outcome = put(move_);
    if (is(outcome, store_outcome::done)) known_.keep(document, std::make_shared<const task>(value));
    return outcome;
}

store_answer<store_outcome> sqlite_store::database::insert(const std::string& project_id, const task& value) {
    return change(insert_, project_id, value.id, stamp(value), document_of(value));
}

store_answer<store_outcome> sqlite_store::database::erase(const std::string& project_id,
                                                          const std::string& id,
                                                          std::uint64_t expected_version) {
    return change(erase_, project_id, id, static_cast<std::int64_t>(expected_version));
}

store_answer<task_page> sqlite_store::database::list(const std::string& project_id, const task_query& asked) {
    SQLite::Statement& prepared = asked.matches_all() ? list_ : filter_;
    const std::string type{asked.type ? to_string(*asked.type) : std::string_view{}};
    const auto read = take_turn(reads_, prepared, [&] {
        const std::int64_t limit = signed_number(asked.limit);
        const std::int64_t offset = signed_number(asked.offset);
        if (asked.matches_all())
            bind_values(prepared, project_id, limit, offset);
        else
            bind_values(prepared, project_id, limit, offset, asked.name_part, type);
        document_page listed;
        while (prepared.executeStep()) {
            listed.total = static_cast<std::size_t>(prepared.getColumn(0).getInt64());
            if (prepared.getColumn(1).isNull()) continue;
            listed.documents.push_back(
                {prepared.getColumn(1).getString(), {prepared.getColumn(2).getString(), 0}});
        }
        return listed;
    });
    if (const auto* outage = std::get_if<store_unavailable>(&read)) return *outage;
    const auto& listed = std::get<0>(read);
    task_page page{{}, listed.total};
    page.tasks.reserve(listed.documents.size());
    for (const auto& [id, document] : listed.documents) {
        stored_task found = read_document(document, id, schedule_, known_);
        if (found.value)
            page.tasks.push_back(std::move(found.value));
        else
            page.unreadable.push_back(id);
    }
    return page;
}

result<std::shared_ptr<sqlite_store>> sqlite_store::open(const std::string& path,
                                                         const sqlite_options& options) {
    auto opened = sqlite_task_file::open(path, options);
    if (!opened) return opened.errors();
    try {
        return std::shared_ptr<sqlite_store>{
            new sqlite_store{std::make_unique<database>(*std::move(opened), options)}};
    } catch (const SQLite::Exception& failure) {  // the tables are not those that were made
        return cannot_open(path, failure.what());
    }
}

sqlite_store::sqlite_store(std::unique_ptr<database> opened) : database_(std::move(opened)) {}
sqlite_store::~sqlite_store() = default;

store_answer<std::optional<stored_task>> sqlite_store::load(std::string_view project_id,
                                                            std::string_view id) {
    return database_->load(std::string{project_id}, std::string{id});
}

store_answer<store_outcome> sqlite_store::replace(std::string_view project_id, const task& value,
                                                  std::uint64_t expected_version) {
    return database_->replace(std::string{project_id}, value, expected_version);
}

store_answer<store_outcome> sqlite_store::insert(std::string_view project_id, const task& value) {
    return database_->insert(std::string{project_id}, value);
}

store_answer<store_outcome> sqlite_store::erase(std::string_view project_id, std::string_view id,
                                                std::uint64_t expected_version) {
    return database_->erase(std::string{project_id}, std::string{id}, expected_version);
}

store_answer<task_page> sqlite_store::list(std::string_view project_id, const task_query& asked) {
    return database_->list(std::string{project_id}, asked);
}

}  // namespace nextfire::inline v0::api
