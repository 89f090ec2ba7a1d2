/// Random bodies of PATCHes and random tasks, for rapidcheck.
#pragma once

#include <rapidcheck.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "tasks.hpp"

namespace nextfire_test {

/// A member of a body and its value as JSON.
struct body_member {
    std::string name;
    std::string value;
};

/// Members of a body, each name once.
using body_parts = std::vector<body_member>;

inline std::string body_text(const body_parts& parts) {
    std::string text = "{";
    for (const body_member& part : parts)
        text += (text == "{" ? "\"" : ",\"") + part.name + "\":" + part.value;
    return text + "}";
}

inline int number_below(int end) {
    return *rc::gen::inRange(0, end);
}

inline std::string quoted_json(const std::string& text) {
    return '"' + text + '"';
}

/// A list of some numbers, unsorted and with repeats; now and then one that is out of bounds.
inline std::string any_list(int highest, int odds_of_wrong) {
    std::string list;
    for (int count = 1 + number_below(4); count > 0; --count) {
        const bool is_wrong = number_below(odds_of_wrong) == 0;
        list += std::to_string(is_wrong ? highest + 1 : 1 + number_below(highest)) + (count > 1 ? "," : "");
    }
    if (highest == 31 && number_below(3) == 0) list += ",L";
    return quoted_json(list);
}

inline std::string two_digits(int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

inline std::string any_date_text() {
    return std::to_string(2020 + number_below(12)) + "-" + two_digits(1 + number_below(12)) + "-" +
           two_digits(1 + number_below(29));
}

inline std::string any_time_text() {
    return two_digits(number_below(24)) + ":" + two_digits(number_below(60)) + ":" +
           two_digits(number_below(60));
}

template <std::size_t Count>
std::string one_of(const std::array<const char*, Count>& texts) {
    return texts[*rc::gen::inRange<std::size_t>(0, Count)];
}

/// A value for a member: mostly right by itself, sometimes null or wrong.
inline std::string any_value(const std::string& member) {
    switch (number_below(24)) {
        case 0:
            return "null";
        case 1:
            return one_of(
                std::array{"7", "-1", "1.0", "true", "[]", "{}", R"("")", R"("\u0001")", R"("x y")"});
        default:
            break;
    }
    if (member == "scheduled_type")
        return one_of(std::array{R"("FIXED_TIME")", R"("day")", R"("WEEK")", R"("Month")"});
    if (member == "day_interval") return std::to_string(1 + number_below(31));
    if (member == "week_list") return any_list(7, 40);
    if (member == "month_list") return any_list(12, 40);
    if (member == "date_list") return any_list(31, 40);
    if (member == "scheduled_date") return quoted_json(any_date_text());
    if (member == "scheduled_time") return quoted_json(any_time_text());
    if (member == "time_zone")
        return one_of(std::array{R"("Asia/Shanghai")", R"("UTC")", R"("europe/berlin")",
                                 R"("America/New_York")", R"("prc")", R"("+05:30")", R"("Pacific/Apia")",
                                 R"("China Standard Time")"});
    if (member == "expire_time") {
        const std::string date = any_date_text();
        const std::string time = any_time_text();
        if (number_below(2) == 0) return quoted_json(date + " " + time);
        return quoted_json(date + "T" + time + one_of(std::array{"Z", "+08:00", ".123-03:30"}));
    }
    if (member == "task_name") return one_of(std::array{R"("a")", R"("nightly-1")", R"("B_2")"});
    if (member == "task_type")
        return one_of(
            std::array{R"("RESTART_SERVER")", R"("START_SERVER")", R"("STOP_SERVER")", R"("REINSTALL_OS")"});
    if (member == "schedule_task_policy")
        return one_of(std::array{"{}", R"({"enforcement_enable":true})", R"({"enforcement_enable":false})",
                                 R"({"enforcement_enable":null})"});
    if (member == "description") return one_of(std::array{R"("")", R"("one\ntwo")", R"("\u91cd\u542f")"});
    if (member == "is_enable") return one_of(std::array{"true", "false"});
    std::string targets = "[";
    for (int count = 1 + number_below(3); count > 0; --count) {
        const std::string id = quoted_json("s-" + std::to_string(number_below(3)));
        targets += R"({"target_id":)" + (number_below(2) == 0 ? id : "[" + id + "]") + R"(,"target_type":)" +
                   one_of(std::array{R"("SERVER")", R"("SERVER_GROUP")"}) +
                   one_of(std::array{"", R"(,"target_name":"web 1")", R"(,"target_name":null)"}) +
                   (count > 1 ? "}," : "}");
    }
    return targets + "]";
}

/// Two bodies without a member in common, and the task and the instant that they are for.
struct asked_change {
    nextfire::api::task before = full_task();
    body_parts first;
    body_parts second;
    nextfire::api::sys_millis at;
};

inline std::ostream& operator<<(std::ostream& stream, const asked_change& asked) {
    std::string document;
    append_task_document(document, asked.before);
    return stream << document << "\n  first " << body_text(asked.first) << "\n  second "
                  << body_text(asked.second) << "\n  at " << nextfire::api::format_millis(asked.at);
}

/// Members at random; the chance that a member is there is one in `odds`.
inline body_parts any_parts(int odds) {
    body_parts parts;
    for (const std::string& member : body_members)
        if (number_below(odds) == 0) parts.push_back({member, any_value(member)});
    return parts;
}

/// A task that some changes made of one with all fields or of one with few.
inline nextfire::api::task any_task() {
    nextfire::api::task made = number_below(2) == 0 ? full_task()
                                                    : bare_task({.scheduled_type = "DAY",
                                                                 .day_interval = "1",
                                                                 .scheduled_time = "02:30:00",
                                                                 .time_zone = "Europe/Berlin"});
    for (int changes = number_below(4); changes > 0; --changes) {
        const auto after = modify(made, body_text(any_parts(3)), now);
        if (after) made = *after;
    }
    made.create_time = now - std::chrono::milliseconds{*rc::gen::inRange<std::int64_t>(0, 100'000'000'000)};
    made.update_time = now + std::chrono::milliseconds{number_below(2'000'000) - 1'000'000};
    return made;
}

/// Always at full size: rapidcheck's small sizes would mean the first of every choice.
inline rc::Gen<asked_change> any_asked_change() {
    return rc::gen::resize(rc::kNominalSize, rc::gen::exec([] {
                               asked_change asked;
                               asked.before = any_task();
                               asked.at = now + std::chrono::milliseconds{*rc::gen::inRange<std::int64_t>(
                                                    -100'000'000'000, 100'000'000'000)};
                               for (const body_member& part : any_parts(2))
                                   (number_below(2) == 0 ? asked.first : asked.second).push_back(part);
                               return asked;
                           }));
}

}  // namespace nextfire_test
