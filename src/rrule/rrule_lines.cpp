#include "rrule/rrule_lines.hpp"

#include "base/ascii.hpp"
#include "base/message.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace nextfire::inline v0::detail {
namespace {

constexpr std::string_view field = "rrule";

/// Gives the length of a line break at the start of a text: 2 for CRLF, 1 for LF, 0 for none.
std::size_t break_length(std::string_view text) {
    if (text.starts_with("\r\n")) return 2;
    return text.starts_with('\n') ? 1 : 0;
}

/// Finds the end of a parameter, the first `;` or `:` outside quotes; npos where there is none.
std::size_t parameter_end(std::string_view text) {
    bool is_quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"') is_quoted = !is_quoted;
        if (!is_quoted && (text[at] == ';' || text[at] == ':')) return at;
    }
    return std::string_view::npos;
}

/// Takes the quotes off a value that is in quotes from end to end.
std::string_view without_quotes(std::string_view value) {
    const bool is_quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
    return is_quoted ? value.substr(1, value.size() - 2) : value;
}

}  // namespace

unfolded_text::unfolded_text(std::string_view folded) {
    text_.reserve(folded.size());
    columns_.reserve(folded.size() + 1);
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t length = break_length(folded.substr(at));
        const std::size_t after = at + length;
        const bool is_fold =
            length != 0 && after < folded.size() && (folded[after] == ' ' || folded[after] == '\t');
        if (is_fold) {
            at = after + 1;
            continue;
        }
        text_ += length != 0 ? '\n' : folded[at];
        columns_.push_back(static_cast<std::uint32_t>(at + 1));
        at = length != 0 ? after : at + 1;
    }
    columns_.push_back(static_cast<std::uint32_t>(folded.size() + 1));
}

std::uint32_t unfolded_text::column_of(std::string_view piece) const noexcept {
    return columns_[static_cast<std::size_t>(piece.data() - text_.data())];
}

void rrule_complaints::add(violation_code code, std::string_view piece, std::string_view expected) {
    add(code, piece, expected, quoted(piece));
}

void rrule_complaints::add(violation_code code, std::string_view piece, std::string_view expected,
                           std::string_view found) {
    errors_.push_back(expected_found(code, field, source_.column_of(piece), expected, found));
}

void rrule_complaints::add_missing(std::string_view expected) {
    errors_.push_back(expected_found(violation_code::missing, field, std::nullopt, expected, "no such line"));
}

void rrule_complaints::add(const violations& foreign, std::string_view piece) {
    for (const violation& error : foreign)
        errors_.push_back({error.code, std::string{field}, source_.column_of(piece), error.message});
}

violations rrule_complaints::sorted() && {
    std::stable_sort(errors_.begin(), errors_.end(),
                     [](const violation& a, const violation& b) { return a.column < b.column; });
    return std::move(errors_);
}

std::string_view line_name(std::string_view line) {
    return line.substr(0, std::min(line.find_first_of(";:"), line.size()));
}

std::optional<content_line> parse_line(std::string_view line, rrule_complaints& complaints) {
    content_line parsed{line_name(line), {}, {}};
    std::string_view rest = line.substr(parsed.name.size());
    while (rest.starts_with(';')) {
        rest.remove_prefix(1);
        const std::size_t end = parameter_end(rest);
        if (end == std::string_view::npos) {
            complaints.add(violation_code::malformed, rest,
                           fmt::format("a parameter of {}, a colon and a value", parsed.name));
            return std::nullopt;
        }
        const std::string_view whole = rest.substr(0, end);
        const std::size_t equals = std::min(whole.find('='), whole.size());
        const std::string_view value = whole.substr(std::min(equals + 1, whole.size()));
        parsed.parameters.push_back({whole.substr(0, equals), without_quotes(value), whole});
        rest.remove_prefix(end);
    }
    if (!rest.starts_with(':')) {
        complaints.add(violation_code::malformed, rest,
                       fmt::format("a colon and a value after {}", parsed.name));
        return std::nullopt;
    }
    parsed.value = rest.substr(1);
    return parsed;
}

std::optional<std::string_view> piece_reader::next() {
    if (!rest_) return std::nullopt;
    const std::size_t end = rest_->find(separator_);
    const std::string_view piece = rest_->substr(0, std::min(end, rest_->size()));
    if (end == std::string_view::npos) {
        rest_.reset();
    } else {
        rest_->remove_prefix(end + 1);
    }
    return piece;
}

}  // namespace nextfire::inline v0::detail
