#include "cli/called_answer.hpp"

#include "cli/answer_stream.hpp"
#include "cli/report.hpp"
#include "request/json.hpp"

#include <fmt/core.h>
#include <unistd.h>
#include <nextfire/calls/answer.hpp>

#include <string>
#include <string_view>
#include <variant>

namespace nextfire::cli {
namespace {

/// Gives what the service says without what a terminal would obey: control characters, those of Latin-1 in their two
/// bytes of UTF-8 too.
std::string harmless(std::string_view text) {
    std::string shown;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const auto next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
        if (byte == 0xC2 && next >= 0x80 && next < 0xA0) {
            shown += '?';
            ++at;
        } else {
            shown += (byte < ' ' && byte != '\n') || byte == 0x7F ? '?' : text[at];
        }
    }
    return shown;
}

void append(std::string& out, const api::answered_task& shown) {
    append_answered_task(out, shown);
}

void append(std::string& out, const api::answered_page& page) {
    out += fmt::format(R"({{"count":{},"items":[)", page.count);
    for (const api::answered_task& task : page.items) {
        if (out.back() != '[') out += ',';
        append_answered_task(out, task);
    }
    out += "]}";
}

void append(std::string& out, const api::answered_executions& found) {
    out += R"({"future_executions":[)";
    for (const std::string& time : found.times) {
        if (out.back() != '[') out += ',';
        api::append_json_string(out, time);
    }
    out += R"(],"time_zone":)";
    if (found.time_zone)
        api::append_json_string(out, *found.time_zone);
    else
        out += "null";
    out += '}';
}

/// Gives the words that tell how often it was tried, where that was more than once.
std::string times_tried(unsigned attempts) {
    return attempts > 1 ? fmt::format(", after {} attempts", attempts) : std::string{};
}

exit_code tell(const api::call_failure& failure, unsigned attempts) {
    const std::string code = failure.error_code.empty() ? "nextfire" : failure.error_code;
    static_cast<void>(write_all(
        STDERR_FILENO, fmt::format("{}: {} (status {}{})\n", harmless(code), harmless(failure.error_msg),
                                   failure.status, times_tried(attempts))));
    return failure.status >= 400 && failure.status <= 499 ? exit_code::refused : exit_code::failed;
}

template <class T>
exit_code print(const api::answer<T>& answered, unsigned attempts) {
    if (const auto* failure = std::get_if<api::call_failure>(&answered)) return tell(*failure, attempts);
    answer_stream out;
    append(out.text(), std::get<T>(answered));
    out.text() += '\n';
    return out.finish();
}

}  // namespace

exit_code print_answer(api::operation asked, const sending_outcome& sent) {
    if (sent.last.became != api::delivery::answered)
        return fail(harmless(sent.last.problem) + times_tried(sent.attempts));
    const api::http_response& response = sent.last.response;
    switch (asked) {
        case api::operation::modify:
        case api::operation::create:
        case api::operation::show:
            return print(api::read_task_answer(response), sent.attempts);
        case api::operation::list:
            return print(api::read_page_answer(response), sent.attempts);
        case api::operation::future_executions:
            return print(api::read_executions_answer(response), sent.attempts);
        case api::operation::remove:
        case api::operation::batch_delete:
            break;
    }
    const auto done = api::read_done_answer(response);
    if (const auto* failure = std::get_if<api::call_failure>(&done)) return tell(*failure, sent.attempts);
    return exit_code::fine;
}

}  // namespace nextfire::cli
