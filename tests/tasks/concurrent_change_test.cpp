// Clause 8.12: eight threads change one task at once, each another member of it, and nothing is lost.
#include <doctest/doctest.h>

#include <nextfire/tasks/handler.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/task_stores.hpp"

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
#define NEXTFIRE_TEST_IS_SLOW 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define NEXTFIRE_TEST_IS_SLOW 1
#endif
#endif

using namespace nextfire;
using namespace nextfire_test;
using api::store_answer;
using api::store_outcome;
using api::task;

namespace {

constexpr std::size_t thread_count = 8;
// Three of four changes are to the first.
constexpr std::array<std::string_view, 2> tasks{"shared", "other"};

/// How often each thread changes something; SQLite itself is slow under the sanitizers, and so has less to
/// do.
template <class Kind>
constexpr int changes_each() {
#ifdef NEXTFIRE_TEST_IS_SLOW
    if (!std::is_same_v<Kind, in_memory>) return 500;
#endif
    return 10'000;
}

std::string two_digits(int number) {
    return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

std::string quoted(const std::string& text) {
    return '"' + text + '"';
}

std::string weekdays(int number) {
    const int bits = number % 127 + 1;
    std::string list;
    for (int day = 1; day <= 7; ++day) {
        if ((bits >> (day - 1) & 1) == 0) continue;
        if (!list.empty()) list += ',';
        list += std::to_string(day);
    }
    return list;
}

std::string time_of_day(int number) {
    return two_digits(number / 3600 % 24) + ':' + two_digits(number / 60 % 60) + ':' +
           two_digits(number % 60);
}

/// A member of a task: what a thread sets it to in its `number`th change, and how to tell that it is so.
struct member {
    const char* name;
    std::string (*json)(int number);
    bool (*is_set)(const task& given, int number);
};

constexpr std::array<member, thread_count> members{{
    {"task_name", [](int number) { return quoted("n-" + std::to_string(number)); },
     [](const task& given, int number) { return given.name == "n-" + std::to_string(number); }},
    {"description", [](int number) { return quoted("change " + std::to_string(number)); },
     [](const task& given, int number) { return given.description == "change " + std::to_string(number); }},
    {"is_enable", [](int number) { return std::string{number % 3 == 0 ? "false" : "true"}; },
     [](const task& given, int number) { return given.is_enable == (number % 3 != 0); }},
    {"schedule_task_policy",
     [](int number) {
         return std::string{number % 3 == 0 ? R"({"enforcement_enable":true})"
                                            : R"({"enforcement_enable":false})"};
     },
     [](const task& given, int number) { return given.enforcement_enable == (number % 3 == 0); }},
    {"week_list", [](int number) { return quoted(weekdays(number)); },
     [](const task& given, int number) { return given.schedule.fields().week_list == weekdays(number); }},
    {"day_interval", [](int number) { return std::to_string(number % 31 + 1); },
     [](const task& given, int number) {
         return given.schedule.fields().day_interval == std::to_string(number % 31 + 1);
     }},
    {"scheduled_time", [](int number) { return quoted(time_of_day(number)); },
     [](const task& given, int number) {
         return given.schedule.fields().scheduled_time == time_of_day(number);
     }},
    {"expire_time", [](int number) { return quoted("2030-01-01T" + time_of_day(number) + "Z"); },
     [](const task& given, int number) {
         return given.schedule.fields().expire_time == "2030-01-01T" + time_of_day(number) + "Z";
     }},
}};

/// What one thread did.
struct record {
    std::array<int, tasks.size()> last_change{-1, -1};
    int acknowledged = 0;
    int lost_races = 0;
    std::vector<std::string> surprises;
    // Of each task, the versions that this thread took the place of.
    std::array<std::vector<std::uint64_t>, tasks.size()> replaced;
};

// Each thread has its own, so that writing it down brings no order into what is under test.
thread_local record* own_record = nullptr;

/// Passes everything on, and writes down which versions were replaced.
class recording_store final : public api::task_store {
public:
    explicit recording_store(api::task_store& kept) : kept_(kept) {}

    store_answer<std::optional<api::stored_task>> load(std::string_view project,
                                                       std::string_view id) override {
        return kept_.load(project, id);
    }
    store_answer<store_outcome> replace(std::string_view project, const task& value,
                                        std::uint64_t expected_version) override {
        auto outcome = kept_.replace(project, value, expected_version);
        const auto* ended = std::get_if<store_outcome>(&outcome);
        if (ended == nullptr) return outcome;
        if (*ended == store_outcome::lost) {
            ++own_record->lost_races;
        } else {
            own_record->replaced.at(value.id == tasks[0] ? 0 : 1).push_back(expected_version);
        }
        return outcome;
    }
    store_answer<store_outcome> insert(std::string_view project, const task& value) override {
        return kept_.insert(project, value);
    }
    store_answer<store_outcome> erase(std::string_view project, std::string_view id,
                                      std::uint64_t expected_version) override {
        return kept_.erase(project, id, expected_version);
    }
    store_answer<api::task_page> list(std::string_view project, const api::task_query& asked) override {
        return kept_.list(project, asked);
    }

private:
    api::task_store& kept_;
};

class open_door final : public api::authenticator, public api::authorizer {
public:
    std::variant<api::principal, api::refusal> authenticate(
        std::span<const api::http_header>) const override {
        return api::principal{"somebody"};
    }
    std::optional<api::refusal> authorize(const api::access_request&) const override { return std::nullopt; }
};

/// Makes one change.
void change(const api::handler& handler, const member& which, int number, record& done) {
    const std::size_t place = number % 4 == 3 ? 1 : 0;
    const std::string target = "/v1/p/schedule-task/" + std::string{tasks.at(place)};
    const std::string body = std::string{"{\""} + which.name + "\":" + which.json(number) + '}';
    const std::array headers{api::http_header{"Content-Type", "application/json"}};
    const auto response =
        handler.handle({.method = "PATCH", .target = target, .headers = headers, .body = body}, at(number));
    if (response.status == 200) {
        ++done.acknowledged;
        done.last_change.at(place) = number;
    } else {  // a 409 too: whoever changes another member is never told of the others
        done.surprises.push_back(std::to_string(response.status) + ' ' + response.body);
    }
}

/// Says whether the store shows every last change of this thread, whose member nobody else touches.
bool shows_own_changes(api::task_store& store, const member& which, const record& done) {
    for (std::size_t place = 0; place < tasks.size(); ++place) {
        const auto loaded = store.load("p", tasks.at(place));
        const auto* found = std::get_if<0>(&loaded);
        if (found == nullptr || !*found) return false;
        if (done.last_change.at(place) < 0) continue;
        if (!which.is_set(*(*found)->value, done.last_change.at(place))) return false;
    }
    return true;
}

}  // namespace

TEST_CASE_TEMPLATE("eight threads change different members of one task", Kind, NEXTFIRE_TEST_STORES) {
    constexpr int changes = changes_each<Kind>();
    constexpr int looks_every = 64;
    Kind kind;
    for (const std::string_view id : tasks)
        REQUIRE(given(kind.store.insert("p", made(std::string{id}))) == store_outcome::done);
    recording_store store{kind.store};
    const open_door door;
    // Two, as two processes have them: within one, requests for a task stand in line.
    const auto new_id = [] { return std::string{"unused"}; };
    const std::array<api::handler, 2> handlers{api::handler{door, door, store, new_id},
                                               api::handler{door, door, store, new_id}};

    std::array<record, thread_count> records;
    std::vector<std::thread> threads;
    for (std::size_t index = 0; index < thread_count; ++index) {
        threads.emplace_back([&, index] {
            record& done = records.at(index);
            own_record = &done;
            for (int number = 0; number < changes && done.surprises.empty(); ++number) {
                change(handlers.at(index % 2), members.at(index), number, done);
                if (number % looks_every == 0 && !shows_own_changes(store, members.at(index), done))
                    done.surprises.push_back("change " + std::to_string(number) + " is lost");
            }
        });
    }
    for (std::thread& each : threads) each.join();

    int lost_races = 0;
    std::array<std::vector<std::uint64_t>, tasks.size()> replaced;
    for (std::size_t index = 0; index < thread_count; ++index) {
        const record& done = records.at(index);
        CAPTURE(members.at(index).name);
        for (const std::string& surprise : done.surprises) FAIL_CHECK(surprise);
        CHECK(done.acknowledged == changes);
        CHECK(done.last_change == std::array<int, 2>{changes - 2, changes - 1});
        CHECK(shows_own_changes(store, members.at(index), done));
        lost_races += done.lost_races;
        for (std::size_t place = 0; place < tasks.size(); ++place)
            replaced.at(place).insert(replaced.at(place).end(), done.replaced.at(place).begin(),
                                      done.replaced.at(place).end());
    }
    // One replacement for each acknowledgement, and no version was replaced twice.
    CHECK(replaced[0].size() == thread_count * changes * 3 / 4);
    CHECK(replaced[1].size() == thread_count * changes / 4);
    for (auto& versions : replaced) {
        std::sort(versions.begin(), versions.end());
        CHECK(std::adjacent_find(versions.begin(), versions.end()) == versions.end());
    }
    MESSAGE(lost_races, " lost races");
}
