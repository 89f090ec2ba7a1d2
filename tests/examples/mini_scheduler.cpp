// A scheduler in a page, and its test: it runs what is due by a clock that it is given, and can be saved and
// loaded.  The test lets a month go by, over the clock change of 29 March 2026, changes and removes schedules
// on the way, and holds runs that were saved and loaded in the middle against one that was not.
#include <nextfire/nextfire.hpp>
#include <nextfire/testing/brute_force.hpp>
#include <nextfire/testing/fake_clock.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <optional>
#include <queue>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using nextfire::testing::fake_clock;
using std::chrono::sys_seconds;
using firing = std::pair<sys_seconds, std::string>;

/// Runs schedules by their keys, those that fire at one instant in the order of their keys.
class mini_scheduler {
public:
    explicit mini_scheduler(const fake_clock& clock) : clock_(&clock) {}

    /// Takes a definition as text, in the place of the one with that key; or says why not.
    nextfire::result<nextfire::schedule> put(const std::string& key, std::string_view line) {
        const auto what = nextfire::definition::parse(line);
        const auto built = what.and_then([](const auto& read) { return nextfire::schedule::build(read); });
        if (!built) return built;
        jobs_.insert_or_assign(key, job{*what, *built});
        plan(key, std::chrono::floor<std::chrono::seconds>(clock_->now()));
        return built;
    }

    /// Fires it no more.
    void remove(const std::string& key) { jobs_.erase(key); }

    /// Runs all that is due by now, in order.
    void run_due(const std::function<void(const firing&)>& run) {
        while (!coming_.empty() && coming_.top().first <= clock_->now()) {
            const firing due = coming_.top();
            coming_.pop();
            const auto found = jobs_.find(due.second);  // what has been changed since is not due
            if (found == jobs_.end() || found->second.next != due.first) continue;
            plan(due.second, due.first);
            run(due);
        }
    }

    /// Tells when there will be something to do.
    [[nodiscard]] sys_seconds wakes_at() const {
        return coming_.empty() ? nextfire::max_instant : coming_.top().first;
    }

    /// Writes a line `key definition` for each; what comes next follows from that and the time.
    [[nodiscard]] std::string saved() const {
        std::string lines;
        for (const auto& [key, kept] : jobs_) lines += key + ' ' + to_string(kept.what) + '\n';
        return lines;
    }

private:
    struct job {
        nextfire::definition what;
        nextfire::schedule fires;
        std::optional<sys_seconds> next = {};
    };

    void plan(const std::string& key, sys_seconds after) {
        job& planned = jobs_.at(key);
        planned.next = planned.fires.next(after);
        if (planned.next) coming_.emplace(*planned.next, key);
    }

    const fake_clock* clock_;
    std::map<std::string, job> jobs_;
    std::priority_queue<firing, std::vector<firing>, std::greater<>> coming_;
};

void check(bool holds, const char* what) {
    if (!holds) std::fprintf(stderr, "mini_scheduler: %s\n", what), std::exit(1);
}

const auto at = [](const char* text) { return *nextfire::parse_instant(text, "instant"); };

void put_lines(mini_scheduler& scheduler, std::string_view lines) {
    for (; !lines.empty(); lines.remove_prefix(lines.find('\n') + 1)) {
        const auto blank = lines.find(' '), line_end = lines.find('\n');
        const std::string key{lines.substr(0, blank)};
        check(scheduler.put(key, lines.substr(blank + 1, line_end - blank - 1)).has_value(), "no definition");
    }
}

constexpr std::string_view schedules =
    "backup 0 30 2 * * ?; zone=Europe/Berlin\n"                    // 29 March has no 02:30
    "both 0 30 1 * * ?; zone=Australia/Lord_Howe; overlap=both\n"  // 5 April has 01:30 twice
    "poll 0 */20 * * * ?; zone=America/New_York\n"                 // time that goes by
    "report 0 9 * * 1-5; dialect=unix; zone=Asia/Tokyo\n"          // no clock changes
    "rota 0 0 8 every 14 days on 0,2; zone=Europe/London; anchor=2026-03-16\n"
    "tick @every 7h; zone=UTC; anchor=2026-03-15T00:00:00Z\n"
    "wage 0 0 12 LW * ?; zone=Europe/Paris; gap=skip\n";

const sys_seconds begin = at("2026-03-15T00:00:00Z"), end = at("2026-04-15T00:00:00Z");

/// Lets a month go by; the scheduler is saved and loaded at `restart`, if ever.
std::vector<firing> month(std::optional<sys_seconds> restart) {
    fake_clock clock{begin};
    mini_scheduler scheduler{clock};
    put_lines(scheduler, schedules);
    std::vector<firing> fired;
    const auto run_until = [&](sys_seconds until) {
        while (scheduler.wakes_at() <= until) {
            clock.set(scheduler.wakes_at());
            scheduler.run_due([&](const firing& due) { fired.push_back(due); });
        }
        clock.set(until);
    };
    run_until(at("2026-03-27T12:00:00Z"));
    scheduler.remove("poll");
    check(scheduler.put("report", "0 0 10 ? * 2-6; zone=Asia/Tokyo").has_value(), "a change was refused");
    check(!scheduler.put("report", "0 0 25 * * ?; zone=Asia/Tokyo").has_value(), "25 o'clock was taken");
    if (restart) {
        run_until(*restart);
        mini_scheduler loaded{clock};
        put_lines(loaded, scheduler.saved());
        scheduler = loaded;
    }
    run_until(end);
    return fired;
}

int main() {
    const std::vector<firing> fired = month({});
    for (const char* restart : {"2026-03-27T12:00:00Z", "2026-03-29T01:00:00Z", "2026-04-04T15:00:00Z"})
        check(month(at(restart)) == fired, "a run that was saved and loaded fired otherwise");
    for (std::size_t i = 1; i < fired.size(); ++i) check(fired[i - 1] < fired[i], "out of order, or twice");

    // and none is lost: by the contract, read out loud
    std::map<std::string, std::vector<sys_seconds>> by_key;
    for (const auto& [instant, key] : fired) by_key[key].push_back(instant);
    const auto backup = *nextfire::definition::parse("0 30 2 * * ?; zone=Europe/Berlin");
    const auto due = nextfire::testing::brute_force(backup, begin, end);
    check(by_key["backup"] == due, "not when the contract says");
    std::printf("%zu firings, %zu of them backups\n", fired.size(), due.size());
}
