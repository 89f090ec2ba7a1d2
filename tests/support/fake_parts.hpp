/// The parts that a handler needs, made for tests: what they answer can be set, and what they were asked is
/// kept.
#pragma once

#include <nextfire/tasks/access.hpp>
#include <nextfire/tasks/handler.hpp>
#include <nextfire/tasks/task_store.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace nextfire_test {

/// Knows one token, `secret`, and throws whatever it is told to.
class fake_authenticator final : public nextfire::api::authenticator {
public:
    std::function<void()> fault;

    [[nodiscard]] std::variant<nextfire::api::principal, nextfire::api::refusal> authenticate(
        std::span<const nextfire::api::http_header> headers) const override {
        if (fault) fault();
        if (nextfire::api::find_header(headers, "x-auth-token") == "secret")
            return nextfire::api::principal{"alice"};
        return nextfire::api::refusal{"the token is not valid"};
    }
};

/// What an authorizer was asked, on one line: `alice update p1 task=t-1 targets=s-1,s-2`.
inline std::string question_text(const nextfire::api::access_request& asked) {
    std::string text = asked.sender.name + " " +
                       std::string{asked.action.substr(asked.action.rfind(':') + 1)} + " " +
                       std::string{asked.project_id} + " task=";
    text += asked.subject != nullptr ? asked.subject->id : "none";
    text += " targets=";
    for (const nextfire::api::task_target& target : asked.targets)
        text += (text.back() == '=' ? "" : ",") + target.id;
    return text;
}

/// Allows everything but what `denies` says, and keeps what it was asked.
class fake_authorizer final : public nextfire::api::authorizer {
public:
    std::function<bool(const nextfire::api::access_request&)> denies;
    mutable std::vector<std::string> asked;

    [[nodiscard]] std::optional<nextfire::api::refusal> authorize(
        const nextfire::api::access_request& request) const override {
        asked.push_back(question_text(request));
        if (denies && denies(request)) return nextfire::api::refusal{"you may not"};
        return std::nullopt;
    }
};

/// Keeps tasks in a map, in the order of their ids.  `before_change` is called before each change and can
/// change something itself; `outage` makes it unavailable; `fault` throws.
class fake_store final : public nextfire::api::task_store {
public:
    using task = nextfire::api::task;
    template <class T>
    using answer = nextfire::api::store_answer<T>;
    using outcome = nextfire::api::store_outcome;

    std::function<void()> before_change;
    std::function<void()> fault;
    std::optional<std::string> outage;
    int loads = 0;
    int changes = 0;

    /// Puts a task there, as if somebody else had.
    void put(const std::string& project, const task& value) {
        auto& place = tasks_[{project, value.id}];
        place = {std::make_shared<const task>(value), ++versions_};
    }
    /// Puts something there that nobody can read.
    void damage(const std::string& project, const std::string& id, const std::string& why) {
        tasks_[{project, id}] = {nullptr, ++versions_, why};
    }
    void remove(const std::string& project, const std::string& id) { tasks_.erase({project, id}); }

    /// Gives a task that is known to be there.
    [[nodiscard]] const task& get(const std::string& project, const std::string& id) const {
        return *tasks_.at({project, id}).value;
    }
    [[nodiscard]] bool has(const std::string& project, const std::string& id) const {
        return tasks_.contains({project, id});
    }
    [[nodiscard]] std::size_t size() const { return tasks_.size(); }

    [[nodiscard]] answer<std::optional<nextfire::api::stored_task>> load(std::string_view project,
                                                                         std::string_view id) override {
        ++loads;
        if (fault) fault();
        if (outage) return nextfire::api::store_unavailable{*outage};
        const auto found = tasks_.find({std::string{project}, std::string{id}});
        if (found == tasks_.end()) return std::optional<nextfire::api::stored_task>{};
        return std::optional{found->second};
    }

    [[nodiscard]] answer<outcome> replace(std::string_view project, const task& value,
                                          std::uint64_t expected_version) override {
        return change([&] {
            const auto found = tasks_.find({std::string{project}, value.id});
            if (found == tasks_.end() || found->second.version != expected_version) return outcome::lost;
            found->second = {std::make_shared<const task>(value), ++versions_};
            return outcome::done;
        });
    }

    [[nodiscard]] answer<outcome> insert(std::string_view project, const task& value) override {
        return change([&] {
            const bool is_new =
                tasks_
                    .try_emplace({std::string{project}, value.id},
                                 nextfire::api::stored_task{std::make_shared<const task>(value), ++versions_})
                    .second;
            return is_new ? outcome::done : outcome::lost;
        });
    }

    [[nodiscard]] answer<outcome> erase(std::string_view project, std::string_view id,
                                        std::uint64_t expected_version) override {
        return change([&] {
            const auto found = tasks_.find({std::string{project}, std::string{id}});
            if (found == tasks_.end() || found->second.version != expected_version) return outcome::lost;
            tasks_.erase(found);
            return outcome::done;
        });
    }

    [[nodiscard]] answer<nextfire::api::task_page> list(std::string_view project,
                                                        const nextfire::api::task_query& query) override {
        if (fault) fault();
        if (outage) return nextfire::api::store_unavailable{*outage};
        nextfire::api::task_page page{{}, 0};
        for (const auto& [key, stored] : tasks_) {
            if (key.first != project) continue;
            const bool is_readable = stored.value != nullptr;
            if (is_readable ? !query.matches(*stored.value) : !query.matches_all()) continue;
            if (page.total++ < query.offset || page.tasks.size() + page.unreadable.size() == query.limit)
                continue;
            if (is_readable)
                page.tasks.push_back(stored.value);
            else
                page.unreadable.push_back(key.second);
        }
        return page;
    }

private:
    template <class Change>
    answer<outcome> change(Change attempt) {
        ++changes;
        if (before_change) before_change();
        if (fault) fault();
        if (outage) return nextfire::api::store_unavailable{*outage};
        return attempt();
    }

    std::map<std::pair<std::string, std::string>, nextfire::api::stored_task> tasks_;
    std::uint64_t versions_ = 0;
};

}  // namespace nextfire_test
