/// The documents read or written last, and their tasks.
#pragma once

#include <nextfire/tasks/task.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace nextfire::inline v0::api {

/// Remembers which task a document says, for some: whoever shows a task, changes it and shows it again has it read once,
/// and reading costs more than to find it in a database.  A document always says the same task, so what somebody else
/// writes into the database is seen at once.  Any number of threads may use it.
class known_documents {
public:
    /// Gives the task of a document, or null where it is not known.
    [[nodiscard]] std::shared_ptr<const task> find(std::string_view document) const {
        const std::lock_guard lock{mutex_};
        const entry& kept = entries_[place_of(document)];
        return kept.document == document ? kept.value : nullptr;
    }

    /// Keeps the task of a document, in the place of another one.  A long document is not kept: all that are take some
    /// 15 MB at most.
    void keep(std::string_view document, std::shared_ptr<const task> value) {
        if (document.size() > longest_kept) return;
        entry kept{std::string{document}, std::move(value)};
        const std::size_t place = place_of(kept.document);
        const std::lock_guard lock{mutex_};
        std::swap(entries_[place], kept);  // the other one ends outside of the lock
    }

private:
    struct entry {
        std::string document;
        std::shared_ptr<const task> value;
    };

    static constexpr std::size_t longest_kept = 2048;

    [[nodiscard]] std::size_t place_of(std::string_view document) const {
        return std::hash<std::string_view>{}(document) % entries_.size();
    }

    mutable std::mutex mutex_;
    std::array<entry, 1024> entries_;
};

}  // namespace nextfire::inline v0::api
