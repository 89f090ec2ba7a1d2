#include <nextfire/tasks/memory_store.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <tuple>
#include <utility>

namespace nextfire::inline v0::api {
namespace {

/// A task's place in a list.
struct place {
    sys_millis create_time;
    std::string_view id;  // the key of the map, which stays where it is

    friend bool operator<(const place& a, const place& b) {
        return std::tie(a.create_time, a.id) < std::tie(b.create_time, b.id);
    }
};

using task_map = std::map<std::string, stored_task, std::less<>>;

struct project {
    task_map tasks;
    std::set<place> order;
};

}  // namespace

/// The projects.  Whatever allocates or frees a task happens outside the lock.
class memory_store::content {
public:
    std::optional<stored_task> load(std::string_view project_id, std::string_view id) const;
    store_outcome replace(std::string_view project_id, std::shared_ptr<const task> value,
                          std::uint64_t expected_version);
    store_outcome insert(std::string_view project_id, const std::shared_ptr<const task>& value);
    store_outcome erase(std::string_view project_id, std::string_view id, std::uint64_t expected_version);
    task_page list(std::string_view project_id, const task_query& asked) const;

private:
    mutable std::shared_mutex mutex_;
    std::map<std::string, project, std::less<>> projects_;
    // One counter for all: a task that is erased and made again never gets a version that it had before.
    std::uint64_t last_version_ = 0;
};

std::optional<stored_task> memory_store::content::load(std::string_view project_id,
                                                       std::string_view id) const {
    const std::shared_lock lock{mutex_};
    const auto owner = projects_.find(project_id);
    if (owner == projects_.end()) return std::nullopt;
    const auto found = owner->second.tasks.find(id);
    if (found == owner->second.tasks.end()) return std::nullopt;
    return found->second;
}

store_outcome memory_store::content::replace(std::string_view project_id, std::shared_ptr<const task> value,
                                             std::uint64_t expected_version) {
    const std::unique_lock lock{mutex_};
    const auto owner = projects_.find(project_id);
    if (owner == projects_.end()) return store_outcome::lost;
    auto& [tasks, order] = owner->second;
    const auto found = tasks.find(value->id);
    if (found == tasks.end() || found->second.version != expected_version) return store_outcome::lost;
    if (value->create_time != found->second.value->create_time) {
        auto moved = order.extract({found->second.value->create_time, found->first});
        moved.value().create_time = value->create_time;
        order.insert(std::move(moved));
    }
    found->second.value.swap(value);  // `value`, made before the lock, takes the old task away after it
    found->second.version = ++last_version_;
    return store_outcome::done;
}

store_outcome memory_store::content::insert(std::string_view project_id,
                                            const std::shared_ptr<const task>& value) {
    task_map tasks;
    std::set<place> order;
    const auto made = tasks.emplace(value->id, stored_task{value, 0}).first;
    order.insert({value->create_time, made->first});
    task_map::node_type task_node = tasks.extract(made);
    auto place_node = order.extract(order.begin());

    const std::unique_lock lock{mutex_};
    const auto found = projects_.find(project_id);
    project& owner = found != projects_.end() ? found->second : projects_[std::string{project_id}];
    task_node.mapped().version = last_version_ + 1;
    auto inserted = owner.tasks.insert(std::move(task_node));
    task_node = std::move(inserted.node);  // refused, it dies after the lock
    if (!inserted.inserted) return store_outcome::lost;
    owner.order.insert(std::move(place_node));
    ++last_version_;
    return store_outcome::done;
}

store_outcome memory_store::content::erase(std::string_view project_id, std::string_view id,
                                           std::uint64_t expected_version) {
    task_map::node_type gone;  // dies after the lock
    const std::unique_lock lock{mutex_};
    const auto owner = projects_.find(project_id);
    if (owner == projects_.end()) return store_outcome::lost;
    auto& [tasks, order] = owner->second;
    const auto found = tasks.find(id);
    if (found == tasks.end() || found->second.version != expected_version) return store_outcome::lost;
    order.erase({found->second.value->create_time, found->first});
    gone = tasks.extract(found);
    if (tasks.empty()) projects_.erase(owner);
    return store_outcome::done;
}

task_page memory_store::content::list(std::string_view project_id, const task_query& asked) const {
    const std::shared_lock lock{mutex_};
    const auto owner = projects_.find(project_id);
    if (owner == projects_.end()) return {{}, 0};
    const auto& [tasks, order] = owner->second;
    task_page page{{}, 0};
    if (asked.matches_all()) {  // whose tasks before the page need not be looked at, nor those behind it
        page.total = order.size();
        auto at = std::next(order.begin(), static_cast<std::ptrdiff_t>(std::min(asked.offset, order.size())));
        for (; at != order.end() && page.tasks.size() < asked.limit; ++at)
            page.tasks.push_back(tasks.find(at->id)->second.value);
        return page;
    }
    for (const place& at : order) {
        const auto& value = tasks.find(at.id)->second.value;
        if (!asked.matches(*value)) continue;
        if (page.total++ >= asked.offset && page.tasks.size() < asked.limit) page.tasks.push_back(value);
    }
    return page;
}

memory_store::memory_store() : content_(std::make_unique<content>()) {}
memory_store::~memory_store() = default;

store_answer<std::optional<stored_task>> memory_store::load(std::string_view project_id,
                                                            std::string_view id) {
    return content_->load(project_id, id);
}

store_answer<store_outcome> memory_store::replace(std::string_view project_id, const task& value,
                                                  std::uint64_t expected_version) {
    return content_->replace(project_id, std::make_shared<const task>(value), expected_version);
}

store_answer<store_outcome> memory_store::insert(std::string_view project_id, const task& value) {
    return content_->insert(project_id, std::make_shared<const task>(value));
}

store_answer<store_outcome> memory_store::erase(std::string_view project_id, std::string_view id,
                                                std::uint64_t expected_version) {
    return content_->erase(project_id, id, expected_version);
}

store_answer<task_page> memory_store::list(std::string_view project_id, const task_query& asked) {
    return content_->list(project_id, asked);
}

}  // namespace nextfire::inline v0::api
