#include "cli/tsv_columns.hpp"

#include "base/enum_text.hpp"
#include "base/message.hpp"
#include "request/value_or_collect.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <span>

namespace nextfire::cli {
namespace {

using detail::expected_found;

/// Reads names with commas between them, each at most once.
template <class Column>
void read_columns(std::optional<std::string_view> list, std::span<const std::string_view> names,
                  std::string_view field, std::vector<Column>& columns, violations& errors) {
    if (!list) return;
    columns.clear();
    for (std::optional<std::string_view> rest = list; rest;) {
        const std::size_t end = rest->find(',');
        const std::string_view name = rest->substr(0, end);
        rest = end == std::string_view::npos ? std::nullopt : std::optional{rest->substr(end + 1)};
        const auto place = api::value_or_collect(
            detail::find_name(names, name, field, detail::name_spelling::exact), errors);
        if (!place) continue;
        const auto column = static_cast<Column>(*place);
        if (std::find(columns.begin(), columns.end(), column) != columns.end()) {
            errors.push_back(expected_found(violation_code::malformed, field, std::nullopt,
                                            "each column once", fmt::format("{} again", name)));
        }
        columns.push_back(column);
    }
}

template <class Column>
bool has(const std::vector<Column>& columns, Column wanted) {
    return std::find(columns.begin(), columns.end(), wanted) != columns.end();
}

}  // namespace

result<tsv_columns> parse_tsv_columns(std::optional<std::string_view> questions,
                                      std::optional<std::string_view> answers) {
    tsv_columns columns;
    violations errors;
    read_columns(questions, question_columns, "in", columns.questions, errors);
    read_columns(answers, answer_columns, "out", columns.answers, errors);
    if (!errors.empty()) return errors;
    for (const question_column needed : {question_column::schedule, question_column::after})
        if (!has(columns.questions, needed))
            errors.push_back(expected_found(
                violation_code::missing, "in", std::nullopt,
                fmt::format("a column {}", question_columns[static_cast<std::size_t>(needed)]), "none"));
    if (has(columns.answers, answer_column::key) && !has(columns.questions, question_column::key)) {
        if (answers)
            errors.push_back(expected_found(violation_code::missing, "in", std::nullopt,
                                            "a column key, which is to be given back", "none"));
        else
            std::erase(columns.answers, answer_column::key);
    }
    if (!errors.empty()) return errors;
    return columns;
}

}  // namespace nextfire::cli
