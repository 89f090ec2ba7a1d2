#include "cli/request_outline.hpp"

#include "base/ascii.hpp"
#include "cli/filter_request.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace nextfire::cli {
namespace {

/// Stands in the rest where something was taken out.  No plain line has it.
constexpr char mark = '\1';

constexpr std::size_t most_digits = 18;

bool is_plain(std::string_view line) {
    unsigned odd = 0;  // all of the line, in few instructions: hardly any line is odd
    for (const char c : line) odd |= static_cast<unsigned>(static_cast<unsigned char>(c) < 0x20 || c == '\\');
    return odd == 0;
}

bool is_ascii_text(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

/// Says whether JSON writes an integer so, and no shorter.
bool is_integer(std::string_view token) {
    if (token == "0") return true;
    if (token.starts_with('-')) token.remove_prefix(1);
    return !token.empty() && token.size() <= most_digits && token.front() != '0' &&
           std::all_of(token.begin(), token.end(), &detail::is_digit);
}

/// Walks over a plain line from left to right.
class outline_reader {
public:
    outline_reader(std::string_view line, std::string& rest) : line_(line), rest_(rest) {}

    [[nodiscard]] std::optional<request_outline> read() {
        rest_.clear();
        if (!take('{')) return std::nullopt;
        do {
            const auto name = take_string();
            if (!name || !take(':') || !take_member(*name)) return std::nullopt;
        } while (take(','));
        if (!take('}') || line_.find_first_not_of(' ', at_) != std::string_view::npos) return std::nullopt;
        rest_ += line_.substr(copied_);
        return outline_;
    }

private:
    void skip_blanks() {
        while (at_ < line_.size() && line_[at_] == ' ') ++at_;
    }

    bool take(char wanted) {
        skip_blanks();
        if (at_ == line_.size() || line_[at_] != wanted) return false;
        ++at_;
        return true;
    }

    /// Takes a string and gives what is between its quotes.
    std::optional<std::string_view> take_string() {
        if (!take('"')) return std::nullopt;
        const std::size_t begin = at_;
        const std::size_t end = line_.find('"', begin);
        if (end == std::string_view::npos) return std::nullopt;
        at_ = end + 1;
        return line_.substr(begin, end - begin);
    }

    /// Takes a number or a literal.
    std::string_view take_token() {
        skip_blanks();
        const std::size_t begin = at_;
        at_ = std::min(line_.find_first_of(" ,}", begin), line_.size());
        return line_.substr(begin, at_ - begin);
    }

    /// Takes whatever value stands there, without looking into it.
    bool skip_value() {
        std::size_t depth = 0;
        skip_blanks();
        for (; at_ < line_.size(); ++at_) {
            const char c = line_[at_];
            if (c == '"') {
                at_ = line_.find('"', at_ + 1);
                if (at_ == std::string_view::npos) return false;
            } else if (c == '{' || c == '[') {
                ++depth;
            } else if (depth == 0 && (c == ',' || c == '}')) {
                return true;
            } else if (c == '}' || c == ']') {
                if (depth == 0) return false;
                --depth;
            }
        }
        return false;
    }

    bool take_member(std::string_view name) {
        if (name != "id" && name != "after" && name != "count") return skip_value();
        skip_blanks();
        rest_ += line_.substr(copied_, at_ - copied_);
        rest_ += mark;
        const bool taken = name == "after" ? take_after() : name == "count" ? take_count() : take_id();
        copied_ = at_;
        return taken;
    }

    bool take_after() {
        const auto text = take_string();
        if (text) outline_.after = *text;
        return text.has_value();
    }

    bool take_count() {
        const std::string_view token = take_token();
        if (!is_integer(token)) return false;
        std::from_chars(token.data(), token.data() + token.size(), outline_.count);
        return token.front() != '-' && outline_.count <= most_instants;
    }

    bool take_id() {
        const std::size_t begin = at_;
        if (at_ < line_.size() && line_[at_] == '"') {
            const auto text = take_string();
            if (!text || !is_ascii_text(*text)) return false;
        } else if (const std::string_view token = take_token(); token != "null" && !is_integer(token)) {
            return false;
        }
        outline_.id = line_.substr(begin, at_ - begin);
        return true;
    }

    std::string_view line_;
    std::string& rest_;
    std::size_t at_ = 0;
    std::size_t copied_ = 0;  // how much of the line is in the rest
    request_outline outline_;
};

}  // namespace

std::optional<request_outline> outline_of(std::string_view line, std::string& rest) {
    if (!is_plain(line)) return std::nullopt;
    return outline_reader{line, rest}.read();
}

}  // namespace nextfire::cli
