#include "cli/filter_command.hpp"

#include "cli/answer_stream.hpp"
#include "cli/filter_answer.hpp"
#include "cli/input.hpp"
#include "cli/line_splitter.hpp"
#include "cli/report.hpp"
#include "cli/tsv_answer.hpp"
#include "cli/tsv_columns.hpp"

#include <fmt/core.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <cerrno>
#include <cstddef>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace nextfire::cli {
namespace {

constexpr std::size_t block_bytes = 64 * 1024;

constexpr const char* filter_footer = R"(A request:
  {"id":1, "schedule":{"scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00",
   "time_zone":"Asia/Shanghai"}, "after":"2026-11-24T02:00:00Z", "count":2}
in one line; time_zone must be there.  A schedule may be cron text instead, with time_zone and perhaps
expire_time beside it:
  {"cron":"*/15 9-17 * * mon-fri", "dialect":"unix", "time_zone":"Europe/Berlin"}
Also known beside "schedule": "anchor_date", "anchor_instant", "preset", "counting", "gap", "overlap",
"elapsed", "spread_key", "both_days", as the flags of next; @every counts from `after` unless told
otherwise.
`after` is excluded, RFC 3339; count is 0 to 1000, 1 without it.  Its answer:
  {"id":1,"cron":"0 0 9 * * ?","time_zone":"Asia/Shanghai",
   "next":["2026-11-25T01:00:00Z","2026-11-26T01:00:00Z"]}
or {"id":1,"errors":[{"code","field","column","message"}]}; with "line" where there is no id.
Fewer instants than asked for mean that there are no more.  Every line gets its answer, a blank one an
error; a line has at most 1 MiB.

With --tsv lines have columns with tabs between them:
  key, schedule, after[, count]  in, and  key, next, error  out
The key comes back as it is.  The schedule is a line such as  30 2 * * *; dialect=unix; zone=Europe/Berlin
or a JSON object: such a schedule, with "anchor_date", "anchor_instant", "gap", "overlap", "elapsed",
"both_days" and "not_before" in it, or {"definition": such a line}; after is RFC 3339 or Unix seconds, and
next is as after is, with commas between several, \N where there is none.  Escapes are \t \n \r \\, as COPY,
ClickHouse and Hive write them.  --in and --out choose columns and their order.

Example:
  nextfire filter < requests.jsonl > answers.jsonl
  nextfire filter --tsv --in schedule,after --out next < questions.tsv > answers.tsv
)";

template <class Answers>
void answer_line(answer_stream& answer, Answers& answers, const input_line& line) {
    if (line.too_long) {
        answers.append_too_long(answer.text(), line.number);
    } else {
        answers.append_answer(answer.text(), line.text, line.number);
    }
    answer.flush_when_full();
}

/// Answers standard input line by line.
template <class Answers>
exit_code answer_lines(Answers answers) {
    answer_stream answer;
    line_splitter lines;
    std::vector<char> block(block_bytes);
    while (answer.good()) {
        const std::ptrdiff_t bytes = read_some(STDIN_FILENO, block.data(), block.size());
        if (bytes < 0)
            return fail(
                fmt::format("cannot read standard input: {}", std::generic_category().message(errno)));
        if (bytes == 0) break;
        std::string_view unread{block.data(), static_cast<std::size_t>(bytes)};
        while (const auto line = lines.take(unread)) answer_line(answer, answers, *line);
        answer.flush();
    }
    if (const auto line = lines.rest()) answer_line(answer, answers, *line);
    return answer.finish();
}

}  // namespace

filter_command::filter_command(CLI::App& program)
    : command_(*program.add_subcommand(
          "filter", "Answer requests from standard input, one JSON object or tab-separated line each")) {
    command_.add_flag("--tsv", is_tsv_, "tab-separated lines in the place of JSON");
    questions_.add_to(command_, {"--in", "COLUMNS", "columns of a line (default: key,schedule,after,count)"});
    answers_.add_to(command_, {"--out", "COLUMNS", "columns of its answer (default: key,next,error)"});
    command_.footer(filter_footer);
}

bool filter_command::chosen() const {
    return command_.parsed();
}

exit_code filter_command::run() const {
    if (!is_tsv_) {
        if (questions_.given() || answers_.given()) return fail("--in and --out need --tsv");
        return answer_lines(filter_answers{});
    }
    result<tsv_columns> columns = parse_tsv_columns(questions_.given(), answers_.given());
    if (!columns) return refuse(columns.errors());
    return answer_lines(tsv_answers{*std::move(columns)});
}

}  // namespace nextfire::cli
