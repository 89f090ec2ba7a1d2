/// Where tasks are kept, as the handler sees it.
///
/// A store keeps versions: whoever replaces a task names the version that they changed, and loses where
/// somebody else was faster.  So no change is ever overwritten unseen, whatever the number of writers.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/tasks/task.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace nextfire::inline v0::api {

/// A task as it was at one time, and the version that stands for that time.
struct stored_task {
    std::shared_ptr<const task> value;  ///< Null where the store has it and cannot read it.
    std::uint64_t version;              ///< Another one after every change.
    std::string damage = {};            ///< Why it cannot be read; empty where it can.
};

/// Which tasks of a project are listed.
struct task_query {
    std::size_t offset = 0;                        ///< How many are passed over.
    std::size_t limit = 10;                        ///< How many are given at most.
    std::string name_part = {};                    ///< Only tasks whose name has this in it; empty for all.
    std::optional<task_type> type = std::nullopt;  ///< Only tasks of this type.

    /// Says whether a task is one of them.
    [[nodiscard]] bool matches(const task& given) const {
        return (!type || *type == given.type) && given.name.find(name_part) != std::string::npos;
    }
    /// Says whether every task is one of them.
    [[nodiscard]] bool matches_all() const { return !type && name_part.empty(); }
};

/// Some tasks of a project, in the order in which they were created (then by id), and how many there are in
/// all.
struct task_page {
    std::vector<std::shared_ptr<const task>> tasks;  ///< None of them null.
    std::size_t total;                         ///< Those that match, this page and the unreadable included.
    std::vector<std::string> unreadable = {};  ///< The ids of the page's that the store cannot read.
};

/// How an attempt to change a store ended.
enum class store_outcome : std::uint8_t {
    done,  ///< The change is made, and kept as well as the store keeps anything.
    lost,  ///< The task is gone, has another version by now, or (insert) is there already.  Nothing changed.
};

/// Gives the name of an outcome: `done`, `lost`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(store_outcome outcome) noexcept;

/// Reads the name of an outcome; any other text is one violation `unknown_name` of `field`, with the names
/// there are and the nearest of them.
///
///     parse_store_outcome("lost");   // store_outcome::lost
[[nodiscard]] result<store_outcome> parse_store_outcome(std::string_view text,
                                                        std::string_view field = "store_outcome");

/// The store cannot answer now and may be able to later.
struct store_unavailable {
    std::string reason;  ///< For whoever runs the store; callers of the API never see it.
};

/// An answer of a store, or that it cannot give one.
template <class T>
using store_answer = std::variant<T, store_unavailable>;

/// Keeps tasks by project and id.  Every function may be called from any number of threads at once.
///
/// A store that is broken for good throws; the handler answers 500 and passes nothing of it on.  The tasks that it is
/// given are those that modify(), create_task() and read_task_document() make; of another one it may later give what its
/// document says, or that it cannot be read.
class task_store {
public:
    /// Ends the store; nobody may be asking it.
    virtual ~task_store() = default;

    /// Gives a task, or nullopt where there is none.
    [[nodiscard]] virtual store_answer<std::optional<stored_task>> load(std::string_view project_id,
                                                                        std::string_view id) = 0;

    /// Puts a task in the place of the one of the same id, if that still has this version.
    [[nodiscard]] virtual store_answer<store_outcome> replace(std::string_view project_id, const task& value,
                                                              std::uint64_t expected_version) = 0;

    /// Adds a task, if there is none of its id.
    [[nodiscard]] virtual store_answer<store_outcome> insert(std::string_view project_id,
                                                             const task& value) = 0;

    /// Removes a task, if it still has this version.
    [[nodiscard]] virtual store_answer<store_outcome> erase(std::string_view project_id, std::string_view id,
                                                            std::uint64_t expected_version) = 0;

    /// Gives the tasks of a project that are asked for.  What cannot be read may match by what can still
    /// be told of it.
    [[nodiscard]] virtual store_answer<task_page> list(std::string_view project_id,
                                                       const task_query& asked) = 0;

protected:
    task_store() = default;
    /// For stores that can be copied.
    task_store(const task_store&) = default;
    /// For stores that can be copied.
    task_store& operator=(const task_store&) = default;
};

}  // namespace nextfire::inline v0::api
