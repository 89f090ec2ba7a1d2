/// Which columns tab-separated lines have: `--in schedule,after --out next`.
#pragma once

#include <nextfire/base/result.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace nextfire::cli {

/// A column of a question.
enum class question_column : std::uint8_t {
    key,       ///< Whatever the asker knows the line by; given back as it came.
    schedule,  ///< The line of a definition (clause 9.4), or JSON (9.5).
    after,     ///< An instant as RFC 3339 or as Unix seconds; excluded.
    count,     ///< How many instants are asked for.
};

/// A column of an answer.
enum class answer_column : std::uint8_t {
    key,    ///< That of the question.
    next,   ///< The instants, as `after` has its own, with commas between them; `\N` for none.
    error,  ///< Every violation, `; ` between them; empty where there is none.
};

/// The names of the columns, in the order of the enumerations.
inline constexpr std::array<std::string_view, 4> question_columns{"key", "schedule", "after", "count"};
inline constexpr std::array<std::string_view, 3> answer_columns{"key", "next", "error"};

/// Which columns there are on both sides, in their order.
struct tsv_columns {
    std::vector<question_column> questions{question_column::key, question_column::schedule,
                                           question_column::after, question_column::count};
    std::vector<answer_column> answers{answer_column::key, answer_column::next, answer_column::error};
};

/// Reads two lists of names with commas between them; an absent one leaves the usual columns, of the answers
/// but for a key that no question has.
///
/// Violations of `in` and `out`: a name that is none or comes twice, no schedule or no after among the
/// questions, and a key that is to be given back and does not come.
[[nodiscard]] result<tsv_columns> parse_tsv_columns(std::optional<std::string_view> questions,
                                                    std::optional<std::string_view> answers);

}  // namespace nextfire::cli
