// Which columns are asked for.
#include "cli/tsv_columns.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>

namespace {

using nextfire::cli::answer_columns;
using nextfire::cli::parse_tsv_columns;
using nextfire::cli::question_columns;

/// `key,schedule,after|next`, or what is wrong.
std::string columns(std::optional<std::string_view> questions, std::optional<std::string_view> answers) {
    const auto read = parse_tsv_columns(questions, answers);
    if (!read) return to_string(read.errors());
    std::string text;
    for (const auto column : read->questions)
        (text += text.empty() ? "" : ",") += question_columns[static_cast<std::size_t>(column)];
    std::string more;
    for (const auto column : read->answers)
        (more += more.empty() ? "" : ",") += answer_columns[static_cast<std::size_t>(column)];
    return text + "|" + more;
}

}  // namespace

TEST_CASE("13.3 the columns of questions and answers") {
    CHECK(columns({}, {}) == "key,schedule,after,count|key,next,error");
    CHECK(columns("schedule,after", "next") == "schedule,after|next");
    CHECK(columns("schedule,after", {}) == "schedule,after|next,error");
    CHECK(columns("after,count,schedule,key", "error,key") == "after,count,schedule,key|error,key");
}

TEST_CASE("13.3 columns that cannot be") {
    CHECK(columns("key,when", "next,") ==
          "in: expected key, schedule, after or count, but found \"when\"\n"
          "out: expected key, next or error, but found nothing");
    CHECK(columns("key", {}) ==
          "in: expected a column schedule, but found none\n"
          "in: expected a column after, but found none");
    CHECK(columns("schedule,after,after", {}) == "in: expected each column once, but found after again");
    CHECK(columns("schedule,after", "key,next") ==
          "in: expected a column key, which is to be given back, but found none");
}
