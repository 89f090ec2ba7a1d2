// The laws of clauses 8.3 and 8.6, for tasks and bodies that rapidcheck makes up.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <nextfire/engine/schedule.hpp>
#include <nextfire/tasks/modify.hpp>
#include <nextfire/tasks/task_json.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>

#include "../support/holds.hpp"
#include "../support/random_body.hpp"
#include "../support/shown_lines.hpp"

using namespace nextfire_test;
using namespace nextfire;
using api::task;

namespace {

/// Checks one law; `law` asserts with RC_ASSERT.
template <class Law>
void holds_for_changes(const char* name, Law law) {
    holds(name, [&law] { law(*any_asked_change()); });
}

/// The first of two parts, or both together.
body_parts both(const asked_change& asked) {
    body_parts all = asked.first;
    all.insert(all.end(), asked.second.begin(), asked.second.end());
    return all;
}

/// The first run at or after an instant of the same schedule on every day, by the clock of its zone.
std::chrono::local_days first_run(const schedule_fields& fields, api::sys_millis from) {
    schedule_fields every_day = fields;
    every_day.day_interval = "1";
    every_day.expire_time.reset();
    const auto daily = schedule::build(good(schedule_spec::parse(every_day)), schedule_options{});
    RC_ASSERT(daily);
    // strictly after the last second before `from`
    const auto run = daily->next(std::chrono::ceil<std::chrono::seconds>(from) - std::chrono::seconds{1});
    RC_ASSERT(run);
    // a run that a clock change moved stands for the date it was meant for
    const auto stands_for = daily->occurrence_at(*run);
    RC_ASSERT(stands_for);
    return std::chrono::floor<std::chrono::days>(stands_for->scheduled);
}

bool has_member(const body_parts& parts, const std::string& name) {
    return std::any_of(parts.begin(), parts.end(), [&name](const auto& part) { return part.name == name; });
}

task with_anchor(task given, std::optional<std::chrono::local_days> anchor) {
    given.anchor_date = anchor;
    return given;
}

}  // namespace

TEST_CASE("8.6 changing the same thing twice is changing it once") {
    holds_for_changes("idempotent", [](const asked_change& asked) {
        const std::string body = body_text(both(asked));
        const auto once = modify(asked.before, body, asked.at);
        RC_CLASSIFY(static_cast<bool>(once), "accepted");
        if (!once) return;
        const auto twice = modify(*once, body, asked.at);
        RC_ASSERT(twice);
        RC_ASSERT(*twice == *once);
    });
}

TEST_CASE("8.6 changes of different members may come in any order, and together") {
    holds_for_changes("commute", [](const asked_change& asked) {
        const std::string first = body_text(asked.first);
        const std::string second = body_text(asked.second);
        const auto a = modify(asked.before, first, asked.at);
        const auto b = modify(asked.before, second, asked.at);
        if (!a || !b) return;
        const auto ab = modify(*a, second, asked.at);
        const auto ba = modify(*b, first, asked.at);
        RC_CLASSIFY(ab && ba, "both orders accepted");
        const auto together = modify(asked.before, body_text(both(asked)), asked.at);
        // Each member is checked by itself in either order; what is left to fail is the merged task, which is
        // the same.
        RC_ASSERT(static_cast<bool>(ab) == static_cast<bool>(ba));
        RC_ASSERT(static_cast<bool>(ab) == static_cast<bool>(together));
        if (!ab) return;
        // What DAY counts from is the one thing that the order decides: whether it is counted anew before the time of day
        // and the zone are changed, or after it.
        RC_ASSERT(with_anchor(*ba, ab->anchor_date) == *ab && with_anchor(*together, ab->anchor_date) == *ab);
        if (!has_member(asked.first, "scheduled_type") && !has_member(asked.first, "day_interval") &&
            !has_member(asked.second, "scheduled_type") && !has_member(asked.second, "day_interval"))
            RC_ASSERT(*ab == *ba && *ab == *together);
    });
}

TEST_CASE(
    "8.3 a task that modify made is never refused, and a body without members changes update_time alone") {
    holds_for_changes("valid", [](const asked_change& asked) {
        const auto made = modify(asked.before, body_text(asked.first), asked.at);
        const task& given = made ? *made : asked.before;
        const api::sys_millis later = asked.at + std::chrono::milliseconds{1};
        const auto same = modify(given, "{}", later);
        RC_ASSERT(same);
        task expected = given;
        expected.update_time = std::max(given.update_time, later);
        RC_ASSERT(*same == expected);
    });
}

TEST_CASE("8.3 a body changes its own members and no other") {
    holds_for_changes("local", [](const asked_change& asked) {
        const task copy = asked.before;
        const auto after = modify(asked.before, body_text(asked.first), asked.at);
        RC_ASSERT(asked.before == copy);
        if (!after) return;
        for (const std::string& member : body_members) {
            const bool is_named =
                std::any_of(asked.first.begin(), asked.first.end(),
                            [&member](const body_member& part) { return part.name == member; });
            if (!is_named) RC_ASSERT(value_of(*after, member) == value_of(asked.before, member));
        }
        RC_ASSERT(after->id == asked.before.id);
        RC_ASSERT(after->last_status == asked.before.last_status);
        RC_ASSERT(after->create_time == asked.before.create_time);
        RC_ASSERT(after->update_time == std::max(asked.before.update_time, asked.at));
    });
}

TEST_CASE("8.3 every violation is of a member of the body or of the merged schedule, and in order") {
    holds_for_changes("violations", [](const asked_change& asked) {
        const auto after = modify(asked.before, body_text(both(asked)), asked.at);
        RC_CLASSIFY(!after, "refused");
        if (after) return;
        std::size_t place = 0;
        for (const violation& error : after.errors()) {
            RC_ASSERT(error.message.starts_with("expected "));
            RC_ASSERT(error.message.find(", but found ") != std::string::npos);
            RC_ASSERT(error.field.starts_with("/"));
            const std::string member = error.field.substr(1, error.field.find('/', 1) - 1);
            const auto found = std::find(body_members.begin(), body_members.end(), member);
            RC_ASSERT(found != body_members.end());
            const auto here = static_cast<std::size_t>(found - body_members.begin());
            RC_ASSERT(here >= place);
            place = here;
        }
    });
}

TEST_CASE("8.3 the violations of two bodies are those of both together") {
    // as far as they are not about the merged schedule: take the members that say what a task is
    holds_for_changes("all of them", [](const asked_change& asked) {
        const auto without_schedule = [](body_parts parts) {
            std::erase_if(parts, [](const body_member& part) {
                return std::find(body_members.begin(), body_members.begin() + 9, part.name) !=
                       body_members.begin() + 9;
            });
            return body_text(parts);
        };
        const auto a = modify(asked.before, without_schedule(asked.first), asked.at);
        const auto b = modify(asked.before, without_schedule(asked.second), asked.at);
        const auto together = modify(asked.before, without_schedule(both(asked)), asked.at);
        lines expected = refusals(a);
        const lines others = refusals(b);
        expected.insert(expected.end(), others.begin(), others.end());
        lines found = refusals(together);
        std::sort(expected.begin(), expected.end());
        std::sort(found.begin(), found.end());
        RC_ASSERT(found == expected);
    });
}

TEST_CASE("8.3 fields are canonical: read again they are the same") {
    holds_for_changes("canonical", [](const asked_change& asked) {
        const auto after = modify(asked.before, body_text(asked.first), asked.at);
        if (!after) return;
        const auto again = api::task_schedule::parse(after->schedule.fields());
        RC_ASSERT(again);
        RC_ASSERT(*again == after->schedule);
        RC_ASSERT(again->spec() == after->schedule.spec());
    });
}

TEST_CASE("8.8 a document, and an answer with targets, give the same task again") {
    holds_for_changes("round trip", [](const asked_change& asked) {
        const auto after = modify(asked.before, body_text(asked.first), asked.at);
        const task& given = after ? *after : asked.before;
        std::string document;
        append_task_document(document, given);
        const auto read = api::read_task_document(document);
        RC_ASSERT(read);
        RC_ASSERT(*read == given);
        const auto from_answer =
            api::read_task_document(answer_of(given, asked.at, api::task_view::with_targets));
        RC_ASSERT(from_answer);
        RC_ASSERT(with_anchor(*from_answer, given.anchor_date) == given);  // which an answer does not show
    });
}

TEST_CASE("8.5 and 8.7 the next execution is that of the schedule, counted from when its days were chosen") {
    holds_for_changes("next", [](const asked_change& asked) {
        const auto after = modify(asked.before, body_text(asked.first), asked.at);
        const task& given = after ? *after : asked.before;
        const schedule_spec& spec = given.schedule.spec();
        schedule_options options;
        const schedule_fields before = asked.before.schedule.fields();
        const schedule_fields fields = given.schedule.fields();
        const bool are_same_days = before.scheduled_type == fields.scheduled_type &&
                                   before.day_interval.value_or("1") == fields.day_interval.value_or("1");
        if (spec.type() == schedule_type::day)
            options.anchor_date = !are_same_days             ? first_run(fields, asked.at)
                                  : asked.before.anchor_date ? *asked.before.anchor_date
                                                             : first_run(before, given.create_time);
        const auto expected = schedule::build(spec, options);
        RC_ASSERT(expected);
        const auto next = next_execution(given, asked.at);
        RC_ASSERT(next == expected->next(std::chrono::floor<std::chrono::seconds>(asked.at)));
        RC_ASSERT(next == schedule_of(given).next(std::chrono::floor<std::chrono::seconds>(asked.at)));
        if (next) RC_ASSERT(api::sys_millis{*next} > asked.at);
    });
}
