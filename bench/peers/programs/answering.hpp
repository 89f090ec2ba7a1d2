/// How a library of C or C++ answers the driver's questions; README.md says what is read and written.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace nextfire_peers {

/// What the driver asks: one schedule in some zones, in turn, after each of the instants.
struct question_sheet {
    std::string schedule;
    std::vector<std::string> zones;
    std::vector<std::int64_t> instants;
};

[[nodiscard]] inline question_sheet read_questions(std::istream& in) {
    question_sheet sheet;
    std::getline(in, sheet.schedule);
    std::string line;
    std::getline(in, line);
    std::istringstream names{line};
    for (std::string zone; names >> zone;) sheet.zones.push_back(zone);
    for (std::int64_t at = 0; in >> at;) sheet.instants.push_back(at);
    return sheet;
}

/// Something that is asked by C++'s own instants, asked by numbers.
template <class Asked>
struct asked_by_number {
    Asked asked;

    [[nodiscard]] std::optional<std::int64_t> next(std::int64_t after) const {
        const auto found = asked.next(std::chrono::sys_seconds{std::chrono::seconds{after}});
        return found ? std::optional<std::int64_t>{found->time_since_epoch().count()} : std::nullopt;
    }
};

/// Asks `questions` times, from the first instant on and round again; gives what the answers add up to.
template <class Asked>
[[nodiscard]] std::uint64_t ask(const std::vector<Asked>& schedules,
                                const std::vector<std::int64_t>& instants, std::size_t questions) {
    std::uint64_t sum = 0;
    std::size_t which = 0, place = 0;
    for (std::size_t i = 0; i < questions; ++i) {
        sum += static_cast<std::uint64_t>(schedules[which].next(instants[place]).value_or(-1));
        which = which + 1 == schedules.size() ? 0 : which + 1;
        place = place + 1 == instants.size() ? 0 : place + 1;
    }
    return sum;
}

/// Prints five rounds, each as many questions as take 50 ms or more: nanoseconds a question.
template <class Asked>
void print_times(const std::vector<Asked>& schedules, const std::vector<std::int64_t>& instants) {
    using clock = std::chrono::steady_clock;
    [[maybe_unused]] static volatile std::uint64_t kept = 0;  // so that no question is left out
    const auto round = [&](std::size_t questions) {
        const auto begin = clock::now();
        kept = ask(schedules, instants, questions);
        return std::chrono::duration<double, std::nano>{clock::now() - begin}.count();
    };
    std::size_t questions = 1;
    while (round(questions) < 50e6) questions *= 2;
    for (int i = 0; i < 5; ++i)
        std::printf("%s%.2f", i == 0 ? "" : " ", round(questions) / static_cast<double>(questions));
    std::printf("\n");
}

/// Answers as the driver wants it.  `make` takes the schedule and a zone, and gives what has `next`, or nothing where
/// the library refuses them.
template <class Make>
int answer(int argc, char** argv, std::string_view version, const Make& make) {
    const std::string_view wanted = argc == 2 ? argv[1] : "";
    if (wanted == "version") {
        std::printf("%.*s\n", static_cast<int>(version.size()), version.data());
        return 0;
    }
    const question_sheet sheet = read_questions(std::cin);
    std::vector<typename decltype(make(sheet.schedule, sheet.zones.front()))::value_type> schedules;
    for (const std::string& zone : sheet.zones) {
        auto made = make(sheet.schedule, zone);
        if (!made) {
            std::printf("! refused in %s\n", zone.c_str());
            return 0;
        }
        schedules.push_back(std::move(*made));
    }
    if (wanted == "time") {
        print_times(schedules, sheet.instants);
        return 0;
    }
    for (std::size_t i = 0; i < sheet.instants.size(); ++i) {
        const auto next = schedules[i % schedules.size()].next(sheet.instants[i]);
        std::printf("%s\n", next ? std::to_string(*next).c_str() : "-");
    }
    return 0;
}

}  // namespace nextfire_peers
