/// The scheduled task: what is to be done to which servers, and when.
///
/// A task is what the operation *modify a scheduled task* reads and writes.  Its schedule is a spec, by
/// src/SEMANTICS.md, clause 2; fields that its type does not need are kept.  What follows from the fields
/// (the cron text, the next execution) is computed when it is asked for, and never stored.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/spec/spec_texts.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nextfire::inline v0::api {

/// A point on the UTC time line in milliseconds, as the time stamps of tasks have it.
using sys_millis = std::chrono::sys_time<std::chrono::milliseconds>;

/// The zone of a task that names none, where the embedder sets no other in spec_options: the service's.
inline constexpr std::string_view default_time_zone = "Asia/Shanghai";

/// What a task does to its targets.
enum class task_type : std::uint8_t { restart_server, start_server, stop_server, reinstall_os };

/// Gives the type as it is written: `RESTART_SERVER`, `START_SERVER`, `STOP_SERVER`, `REINSTALL_OS`; empty
/// for a number that is none.
[[nodiscard]] std::string_view to_string(task_type type) noexcept;

/// Reads a type, letter by letter; any other text is one violation `unknown_name` of `field`, with the names
/// there are and the nearest of them.
///
///     parse_task_type("STOP_SERVER");   // task_type::stop_server
[[nodiscard]] result<task_type> parse_task_type(std::string_view text, std::string_view field = "task_type");

/// What a target is.
enum class target_type : std::uint8_t { server, server_group };

/// Gives the type as it is written: `SERVER`, `SERVER_GROUP`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(target_type type) noexcept;

/// Reads a type, as parse_task_type() does.
///
///     parse_target_type("SERVER_GROUP");   // target_type::server_group
[[nodiscard]] result<target_type> parse_target_type(std::string_view text,
                                                    std::string_view field = "target_type");

/// One server, or one group of servers, that a task acts on.
struct task_target {
    target_type type;  ///< Whether `id` names a server or a group of them.
    std::string id;    ///< 1 to 128 characters.
    std::optional<std::string> name =
        std::nullopt;  ///< What people call it, 1 to 255 characters; it says nothing here.

    /// Compares all three; a server and a group of the same id are two targets.
    friend bool operator==(const task_target&, const task_target&) = default;
};

/// The schedule of a task: a spec that can fire, with its fields in their canonical spelling.
///
/// Lists are sorted and without repeats, the type is in upper case.  A zone is written as it was given: whoever knows it
/// as `China Standard Time` finds it again.  An expiry given as an instant is written in UTC, with milliseconds where it
/// had a fraction; one given as a local time stays a local time, so that it goes with the zone when the zone is
/// changed.  Immutable; equal when all fields are.
class task_schedule {
public:
    /// Checks all fields, or gives every violation there is; as schedule_spec::parse, and `never_fires` where
    /// the schedule could not be built.  Without a zone it gets the default of the options, or else
    /// api::default_time_zone, by name.  Cost: about 0.5 µs.
    ///
    ///     task_schedule::parse({.scheduled_type = "day", .day_interval = "2",
    ///                           .scheduled_time = "09:00:00"});
    [[nodiscard]] static result<task_schedule> parse(const schedule_fields& fields,
                                                     const spec_options& options = {});

    /// Gives the fields as they are answered; they are views into this object.
    [[nodiscard]] schedule_fields fields() const noexcept { return texts_.fields(); }

    /// Gives the spec.
    [[nodiscard]] const schedule_spec& spec() const noexcept { return spec_; }

    /// Compares the fields as they are answered.
    friend bool operator==(const task_schedule& a, const task_schedule& b) { return a.texts_ == b.texts_; }

private:
    explicit task_schedule(const schedule_spec& spec) : spec_(spec), texts_(spec) {}

    schedule_spec spec_;
    spec_texts texts_;
};

/// The last_status of a task that has not run yet.
inline constexpr std::string_view waiting = "WAITING";

/// A scheduled task.  modify(), create_task() and read_task_document() make tasks that keep every rule.
struct task {
    std::string id;    ///< 1 to 64 of `A–Z a–z 0–9 _ -`.
    std::string name;  ///< 1 to 64 characters, see task_options.
    task_type type;    ///< What is done.
    std::string last_status =
        std::string{waiting};  ///< In the words of whoever runs tasks; UTF-8 without NUL.
    task_schedule schedule;    ///< When.
    /// DAY with an interval above 1 counts from this date: that of the first run at or after the moment at which the
    /// type or the interval became what they are.  Where there is none, that moment is create_time.
    std::optional<std::chrono::local_days> anchor_date = std::nullopt;
    bool enforcement_enable = false;         ///< Whether it runs while somebody is at work on a server.
    std::optional<std::string> description;  ///< At most 255 characters.
    bool is_enable = true;                   ///< Whether it runs at all.
    std::vector<task_target> targets;        ///< At most 1,000, none of them twice.
    sys_millis create_time;                  ///< When it was made.
    sys_millis update_time;                  ///< Never earlier than before.

    /// Compares all members, time stamps and the last status as well.
    friend bool operator==(const task&, const task&) = default;
};

/// Gives the date that the task's DAY counts from: its anchor_date, or that of the first run at or after create_time;
/// nullopt where there is no counting.
[[nodiscard]] std::optional<std::chrono::local_days> anchor_date_of(const task& given);

/// Builds the schedule that a task follows.  DAY counts from anchor_date_of() (SEMANTICS 2.4).  It does not look at
/// is_enable.  Cost: about 0.2 µs.
[[nodiscard]] schedule schedule_of(const task& given);

/// Gives the first execution strictly after `now`, or nullopt when none is left.  A disabled task tells when
/// it would run.
///
///     next_execution(nightly, now);   // 2026-11-24T01:00:00Z
[[nodiscard]] std::optional<std::chrono::sys_seconds> next_execution(const task& given, sys_millis now);

/// Gives the cron text of the task in the Quartz dialect, `0 0 9 1,2,28,L 1,3,12 ?`.  DAY with an interval
/// above 1 is not exactly expressible: its text `0 0 9 */2 * ?` restarts each month, the task does not.
[[nodiscard]] std::string task_cron(const task& given);

}  // namespace nextfire::inline v0::api
