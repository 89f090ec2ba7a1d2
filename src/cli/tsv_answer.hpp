/// One question of `nextfire filter --tsv` and its answer, each a tab-separated line.
///
///     k1 ⇥ 30 2 * * *; dialect=unix; zone=Europe/Berlin ⇥ 2026-03-28T12:00:00Z ⇥ 2
///     k1 ⇥ 2026-03-29T01:00:00Z,2026-03-30T00:30:00Z ⇥
#pragma once

#include "cli/text_cache.hpp"
#include "cli/tsv_columns.hpp"

#include <nextfire/engine/schedule.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nextfire::cli {

/// Answers lines, one for one, and knows schedules again.
///
/// The answer depends on the line alone: a schedule that counts from a date or an instant names it.  What is
/// wrong with a line stands in its answer's column `error`; the key is given back, byte for byte, wherever the
/// line has one.  Cost: some 0.3 µs for a schedule that came before, and 1.5 µs for a new one.
class tsv_answers {
public:
    /// Makes one for lines with these columns.  The last column of a question may be left out if it is count.
    explicit tsv_answers(tsv_columns columns);

    /// Appends the answer to one line, and its line end.
    void append_answer(std::string& out, std::string_view line, std::uint64_t line_number);

    /// Appends the answer to a line that was too long to be read, and whose key nobody knows.
    void append_too_long(std::string& out, std::uint64_t line_number);

private:
    /// A schedule, or what is wrong with its text.
    struct known_schedule {
        std::optional<schedule> times;
        std::string error;
    };
    /// How an instant is written, in a question and so in its answer.
    enum class notation : std::uint8_t { rfc3339, unix_seconds };
    /// What a line asks, if nothing is wrong with it.
    struct question {
        const schedule* times = nullptr;
        std::chrono::sys_seconds after{};
        notation written = notation::rfc3339;
        std::uint64_t count = 1;
    };

    [[nodiscard]] std::optional<std::string_view> given(question_column column) const {
        return given_[static_cast<std::size_t>(column)];
    }
    [[nodiscard]] bool split(std::string_view line, std::uint64_t line_number);
    [[nodiscard]] question read_question();
    void read_schedule(question& asked);
    void read_after(question& asked);
    void read_count(question& asked);
    [[nodiscard]] known_schedule read_schedule_column(std::string_view column);
    void add_error(std::string_view error);
    void append_columns(std::string& out, const question& asked) const;
    static void append_instants(std::string& out, const question& asked);

    tsv_columns columns_;
    text_cache<known_schedule> known_;
    known_schedule read_;  // of the line, where it is not known
    std::array<std::optional<std::string_view>, question_columns.size()> given_{};  // of the line
    std::string error_;  // what is wrong with the line
    std::string unescaped_;
};

}  // namespace nextfire::cli
