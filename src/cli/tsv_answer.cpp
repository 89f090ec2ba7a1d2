#include "cli/tsv_answer.hpp"

#include "base/ascii.hpp"
#include "base/instant_text.hpp"
#include "base/message.hpp"
#include "cli/count_text.hpp"
#include "cli/filter_request.hpp"
#include "cli/line_splitter.hpp"
#include "cli/tsv_text.hpp"
#include "request/definition_notation.hpp"
#include "spec/timestamp.hpp"

#include <nextfire/definition/definition.hpp>
#include <nextfire/engine/cursor.hpp>
#include <nextfire/spec/timestamp.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <utility>

namespace nextfire::cli {

using namespace std::chrono;
using detail::expected_found;

namespace {

/// Says whether a text is Unix seconds: digits, and perhaps a fraction.
bool is_unix_time(std::string_view text) {
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view fraction = text.substr(std::min(point + 1, text.size()));
    return point != 0 &&
           std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(point), &detail::is_digit) &&
           (point == text.size() || !fraction.empty()) &&
           std::all_of(fraction.begin(), fraction.end(), &detail::is_digit);
}

/// Reads Unix seconds; a fraction is cut off.
result<sys_seconds> parse_unix_time(std::string_view text, std::string_view field) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool fits = error == std::errc{} && value <= max_instant.time_since_epoch().count();
    return detail::checked_instant(fits ? sys_seconds{seconds{value}} : max_instant + seconds{1}, text,
                                   field);
}

/// Writes violations as a column has them.
std::string column_of(const violations& errors) {
    std::string column;
    for (const violation& error : errors) {
        if (&error != &errors.front()) column += "; ";
        append_column(column, to_string(error));
    }
    return column;
}

/// Names the column in what is wrong with its JSON as a whole; the place stands in the message.
violations named(violations errors) {
    for (violation& error : errors) {
        if (!error.field.empty()) continue;
        error.field = question_columns[static_cast<std::size_t>(question_column::schedule)];
        error.column.reset();
    }
    return errors;
}

violation missing(std::string_view field, std::string_view expected) {
    return expected_found(violation_code::missing, field, std::nullopt, expected, "none");
}

}  // namespace

tsv_answers::tsv_answers(tsv_columns columns) : columns_(std::move(columns)) {}

void tsv_answers::add_error(std::string_view error) {
    if (!error_.empty()) error_ += "; ";
    error_ += error;
}

/// Finds the columns of a line; says whether they are as many as there must be.
bool tsv_answers::split(std::string_view line, std::uint64_t line_number) {
    given_.fill(std::nullopt);
    std::optional<std::string_view> rest{line};
    std::size_t found = 0;
    while (const auto column = take_column(rest)) {
        if (found < columns_.questions.size())
            given_[static_cast<std::size_t>(columns_.questions[found])] = column;
        ++found;
    }
    const std::size_t most = columns_.questions.size();
    const std::size_t fewest = columns_.questions.back() == question_column::count ? most - 1 : most;
    if (found >= fewest && found <= most) return true;
    add_error(column_of({expected_found(
        violation_code::malformed, fmt::format("line {}", line_number), std::nullopt,
        fewest == most ? fmt::format("{} columns", most) : fmt::format("{} or {} columns", fewest, most),
        fmt::format("{}", found))}));
    return false;
}

tsv_answers::known_schedule tsv_answers::read_schedule_column(std::string_view column) {
    if (column == no_column || column.empty())
        return {std::nullopt, column_of({missing("schedule", "the line of a definition, or JSON")})};
    const result<std::string_view> text = column_text(column, "schedule", unescaped_);
    if (!text) return {std::nullopt, column_of(text.errors())};
    const result<definition> what = api::read_definition(*text);
    if (!what) return {std::nullopt, column_of(named(what.errors()))};
    const result<schedule> times = schedule::build(*what);
    if (!times) return {std::nullopt, column_of(times.errors())};
    return {*times, {}};
}

void tsv_answers::read_schedule(question& asked) {
    const std::string_view column = *given(question_column::schedule);
    const known_schedule* known = known_.find(column);
    if (known == nullptr) {
        read_ = read_schedule_column(column);
        if (read_.error.size() <= text_cache<known_schedule>::longest_text && known_.wants(column))
            known_.put(column, read_);
        known = &read_;
    }
    if (known->times) {
        asked.times = &*known->times;
    } else {
        add_error(known->error);
    }
}

void tsv_answers::read_after(question& asked) {
    constexpr std::string_view name = question_columns[static_cast<std::size_t>(question_column::after)];
    const std::string_view text = *given(question_column::after);
    if (text.empty() || text == no_column)
        return add_error(column_of({missing(name, "an instant as RFC 3339 has it, or Unix seconds")}));
    if (is_unix_time(text)) asked.written = notation::unix_seconds;
    const result<sys_seconds> after =
        asked.written == notation::unix_seconds ? parse_unix_time(text, name) : parse_instant(text, name);
    if (after) {
        asked.after = *after;
    } else {
        add_error(column_of(after.errors()));
    }
}

void tsv_answers::read_count(question& asked) {
    constexpr std::string_view name = question_columns[static_cast<std::size_t>(question_column::count)];
    const std::optional<std::string_view> text = given(question_column::count);
    if (!text || text->empty() || *text == no_column) return;
    const result<std::uint64_t> count = parse_count(*text, most_instants, name);
    if (count) {
        asked.count = *count;
    } else {
        add_error(column_of(count.errors()));
    }
}

void tsv_answers::append_instants(std::string& out, const question& asked) {
    const std::size_t begin = out.size();
    const auto append = [&](sys_seconds fires) {
        if (out.size() != begin) out += ',';
        if (asked.written == notation::rfc3339) return detail::append_instant(out, fires);
        std::array<char, 20> digits;
        const auto end =
            std::to_chars(digits.data(), digits.data() + digits.size(), fires.time_since_epoch().count());
        out.append(digits.data(), end.ptr);
    };
    if (asked.count == 1) {
        if (const auto fires = asked.times->next(asked.after)) append(*fires);
    } else {
        cursor walk{*asked.times, asked.after};
        for (std::uint64_t n = 0; n < asked.count; ++n) {
            const std::optional<sys_seconds> fires = walk.next();
            if (!fires) break;
            append(*fires);
        }
    }
    if (out.size() == begin) out += no_column;
}

void tsv_answers::append_columns(std::string& out, const question& asked) const {
    bool is_first = true;
    for (const answer_column column : columns_.answers) {
        if (!is_first) out += '\t';
        is_first = false;
        switch (column) {
            case answer_column::key:
                out += given(question_column::key).value_or(no_column);
                break;
            case answer_column::next:
                if (error_.empty()) {
                    append_instants(out, asked);
                } else {
                    out += no_column;
                }
                break;
            case answer_column::error:
                out += error_;
                break;
        }
    }
    out += '\n';
}

tsv_answers::question tsv_answers::read_question() {
    question asked;
    read_schedule(asked);
    read_after(asked);
    read_count(asked);
    return asked;
}

void tsv_answers::append_answer(std::string& out, std::string_view line, std::uint64_t line_number) {
    error_.clear();
    append_columns(out, split(line, line_number) ? read_question() : question{});
}

void tsv_answers::append_too_long(std::string& out, std::uint64_t line_number) {
    given_.fill(std::nullopt);
    error_ =
        column_of({expected_found(violation_code::too_long, fmt::format("line {}", line_number), std::nullopt,
                                  fmt::format("at most {} bytes", line_splitter::longest_line), "more")});
    append_columns(out, {});
}

}  // namespace nextfire::cli
