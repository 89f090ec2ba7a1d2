/// What a service answers, read leniently: a task, a page of them, or why there is none.
///
/// A service may say more than its documentation, and what it shows need not keep the rules that it sets for what it
/// is given: the documentation's own example shows a name with spaces.  So answers have types of their own, whose texts
/// are kept as they came.  Whatever comes in, however broken, something comes out: nothing throws but for
/// std::bad_alloc.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/calls/call.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/tasks/http.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace nextfire::inline v0::api {

/// The longest body of an answer: 100 tasks, each with more targets than fit a request.
inline constexpr std::size_t most_answer_bytes = std::size_t{8} * 1024 * 1024;

/// The deepest nesting of an answer.
inline constexpr std::size_t deepest_answer = 16;

/// The longest error_msg in bytes; what is longer is cut and ends with `…`.
inline constexpr std::size_t most_message_bytes = 4096;

/// A target as a service shows it.
struct answered_target {
    std::optional<std::string> type = {};  ///< `SERVER`, `SERVER_GROUP`, or what the service has besides.
    std::string id = {};                   ///< As it came.
    std::optional<std::string> name = {};  ///< Where the service tells it.

    /// Compares all members.
    friend bool operator==(const answered_target&, const answered_target&) = default;
};

/// A task as a service shows it: of each member the text that came, or nothing where it is absent or `null`.
struct answered_task {
    std::string id = {};                          ///< Not empty.
    std::optional<std::string> task_name = {};    ///< May have spaces.
    std::optional<std::string> last_status = {};  ///< `WAITING`, `RUNNING`, `SUCCESS`, `FAILED`, …
    std::optional<std::string> task_type = {};    ///< `RESTART_SERVER`, …
    std::optional<std::string> task_cron =
        {};  ///< Of Quartz; whether it says the schedule is another matter.
    std::optional<std::string> next_execution_time =
        {};                                       ///< Local time of the task's zone, `2022-12-23 09:00:00`.
    std::optional<bool> enforcement_enable = {};  ///< Of schedule_task_policy.
    std::optional<std::string> scheduled_type = {};  ///< In any letter case.
    std::optional<std::int64_t> day_interval = {};   ///< As it came, in bounds or not.
    std::optional<std::string> week_list = {};       ///< `1,2,7`
    std::optional<std::string> month_list = {};      ///< `1,3,12`
    std::optional<std::string> date_list = {};       ///< `1,2,28,L`
    std::optional<std::string> time_zone = {};       ///< In whatever spelling the service has.
    std::optional<std::string> scheduled_date = {};  ///< `2022-12-23`
    std::optional<std::string> scheduled_time = {};  ///< `09:00:00`
    std::optional<std::string> expire_time = {};     ///< RFC 3339 or local.
    std::optional<std::string> description = {};     ///< As it came.
    std::optional<bool> is_enable = {};              ///< Whether it runs at all.
    std::optional<std::string> create_time = {};     ///< `2022-03-07T10:40:43.858Z`, see parse_millis().
    std::optional<std::string> update_time = {};     ///< The same.
    std::vector<answered_target> targets = {};       ///< Empty where the answer has none.

    /// Compares all members.
    friend bool operator==(const answered_task&, const answered_task&) = default;
};

/// Reads the schedule of an answered task by clause 2, or gives every violation there is.  An empty text is as
/// absent.
///
///     spec_of(shown)->type();   // schedule_type::day, from "day"
[[nodiscard]] result<schedule_spec> spec_of(const answered_task& shown, const spec_options& options = {});

/// Appends an answered task as one line of JSON: the 20 members in the order of clause 8.8, `null` where there is
/// nothing, and target_infos where there are some.
void append_answered_task(std::string& out, const answered_task& shown);

/// A page of a list.
struct answered_page {
    std::uint64_t count = 0;                ///< How many tasks there are altogether, as the service says.
    std::vector<answered_task> items = {};  ///< Those of the page.

    /// Compares all members.
    friend bool operator==(const answered_page&, const answered_page&) = default;
};

/// When a schedule would run, in the service's words.
struct answered_executions {
    std::vector<std::string> times = {};        ///< `2026-11-24 02:00:00 GMT+08:00`
    std::optional<std::string> time_zone = {};  ///< The zone whose clock they are read off.

    /// Compares all members.
    friend bool operator==(const answered_executions&, const answered_executions&) = default;
};

/// Says that the service did what it was asked, and has nothing to tell.
struct answered_done {
    /// One is as good as another.
    friend bool operator==(const answered_done&, const answered_done&) = default;
};

/// Whether it may help to send the same request again.
enum class trying_again : std::uint8_t {
    useless,   ///< The same request will be answered the same.
    may_help,  ///< The service was busy, down, or somebody else was faster.
};

/// Gives the name of a choice: `useless`, `may_help`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(trying_again choice) noexcept;

/// Reads the name of a choice, with `-` for `_` too; any other text is one violation `unknown_name` of `field`,
/// with the names there are and the nearest of them.
///
///     parse_trying_again("may_help");   // trying_again::may_help
[[nodiscard]] result<trying_again> parse_trying_again(std::string_view text,
                                                      std::string_view field = "trying_again");

/// Why there is no answer that could be used.
struct call_failure {
    int status = 0;  ///< Of HTTP, whatever came.
    std::string error_code =
        {};  ///< The service's; empty where it gave none, as in a success that cannot be read.
    std::string error_msg =
        {};  ///< The service's, or else what is wrong with the answer; UTF-8, at most 4,096 bytes and `…`.
    trying_again again = trying_again::useless;  ///< Whether to send the request once more.

    /// Compares all members.
    friend bool operator==(const call_failure&, const call_failure&) = default;
};

/// An answer: what was asked for, or why it is not there.
template <class T>
using answer = std::variant<T, call_failure>;

/// Reads the answer to `modify`, `create` or `show`.
///
/// Any status of 200 to 299 is success.  Members that nobody knows are passed over, any other type than the
/// documented one makes the answer unreadable, and so do duplicate names, more than most_answer_bytes and more than
/// deepest_answer.  A redirect is a failure that says where it points: nobody follows it with a token.  Cost: some
/// 8 ns a byte.
///
///     const auto changed = read_task_answer({200, {}, body});
///     if (const auto* task = std::get_if<answered_task>(&changed)) std::puts(task->task_cron->c_str());
[[nodiscard]] answer<answered_task> read_task_answer(const http_response& response);

/// Reads the answer to `list`, `{"count":12,"items":[…]}`; otherwise as read_task_answer().
[[nodiscard]] answer<answered_page> read_page_answer(const http_response& response);

/// Reads the answer to `future_executions`; otherwise as read_task_answer().
[[nodiscard]] answer<answered_executions> read_executions_answer(const http_response& response);

/// Reads the answer to `delete` and `batch_delete`, whose body says nothing; otherwise as read_task_answer().
[[nodiscard]] answer<answered_done> read_done_answer(const http_response& response);

}  // namespace nextfire::inline v0::api
