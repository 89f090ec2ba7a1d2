#include "request/json.hpp"

#include "base/message.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>
#include <string>

namespace nextfire::inline v0::api {
namespace {

using detail::expected_found;

constexpr std::size_t deepest_nesting = 64;
constexpr std::size_t longest_number_shown = 40;

/// Walks over the text, and tells how far the parser has come, which its events do not: where it stands is the builder's.
class watched_iterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    explicit watched_iterator(const char*& at) : at_(&at) {}

    reference operator*() const { return **at_; }
    watched_iterator& operator++() {
        ++*at_;
        return *this;
    }
    friend bool operator!=(const watched_iterator& a, const watched_iterator& b) { return *a.at_ != *b.at_; }

private:
    const char** at_;
};

/// Builds the violation for the byte at `offset`: its line and column lead the message.
violation misfit(std::string_view text, std::uint64_t first_line, std::size_t offset, violation_code code,
                 std::string_view expected, std::string_view found) {
    const std::string_view before = text.substr(0, offset);
    const auto line = first_line + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
    const std::size_t line_end = before.rfind('\n');
    const std::size_t column = line_end == std::string_view::npos ? offset + 1 : offset - line_end;
    violation error = expected_found(code, "", column, expected, found);
    error.message = fmt::format("line {}, column {}: {}", line, column, error.message);
    return error;
}

/// Gives the character at `offset` as a message shows it.
std::string character_at(std::string_view text, std::size_t offset) {
    if (offset >= text.size()) return "the end of the text";
    const auto continues = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; };
    std::size_t length = 1;
    while (length < 4 && offset + length < text.size() && continues(text[offset + length])) ++length;
    return detail::quoted(text.substr(offset, length));
}

/// Gives what a message can say of a number or a literal: itself, unless it is very long.
std::string shown_token(std::string_view token) {
    if (token.size() <= longest_number_shown) return std::string{token};
    return fmt::format("{}… ({} bytes)", token.substr(0, longest_number_shown), token.size());
}

/// Gives the offset of the quote that begins the string whose closing quote ends at `end`.
std::size_t string_begin(std::string_view text, std::size_t end) {
    std::size_t at = end - 1;
    while (at > 0) {
        --at;
        if (text[at] != '"') continue;
        std::size_t backslashes = 0;
        while (backslashes < at && text[at - 1 - backslashes] == '\\') ++backslashes;
        if (backslashes % 2 == 0) break;
    }
    return at;
}

struct phrase {
    std::string_view theirs;
    std::string_view ours;
};

/// What the lexer complains of, and what we expected instead.
constexpr std::array lexer_phrases{
    phrase{"missing closing quote", "a closing quote"},
    phrase{"ill-formed UTF-8", "UTF-8"},
    phrase{"control character", "an escape such as \\n for a control character"},
    phrase{"forbidden character after backslash", "one of \" \\ / b f n r t u after a backslash"},
    phrase{"4 hex digits", "four hexadecimal digits after \\u"},
    phrase{"surrogate", "a pair of surrogates, high and low"},
    phrase{"invalid number", "a digit"},
    phrase{"number overflow", "a number that fits a double"},
};

/// Where the parser stood, and what may stand there.
constexpr std::array context_phrases{
    phrase{"while parsing object key", "a member name in double quotes"},
    phrase{"while parsing object separator", "a colon after the member name"},
    phrase{"while parsing object", "a comma or a closing brace"},
    phrase{"while parsing array", "a comma or a closing bracket"},
};

std::string_view expected_by(std::string_view message) {
    // Only the parser's own words count: the text it read, which may say anything, comes after them.
    const std::string_view own = message.substr(0, message.find("; last read: '"));
    for (const phrase& candidate : lexer_phrases)
        if (own.find(candidate.theirs) != std::string_view::npos) return candidate.ours;
    if (message.ends_with("; expected end of input")) return "the end of the text";
    for (const phrase& candidate : context_phrases)
        if (own.find(candidate.theirs) != std::string_view::npos) return candidate.ours;
    return "a JSON value";
}

/// Gives the length of the token that the parser read well but did not expect, or 0 if it is another mistake.
std::size_t whole_token_length(std::string_view message, std::string_view last_token) {
    const std::string_view own = message.substr(0, message.find("; last read: '"));
    const auto says = [own](std::string_view words) { return own.find(words) != std::string_view::npos; };
    if (says("unexpected string literal") || says("unexpected number literal") || says("number overflow"))
        return last_token.size();
    if (says("unexpected true literal") || says("unexpected null literal")) return 4;
    return says("unexpected false literal") ? 5 : 0;
}

/// Gives a number as it was written: the parser puts the decimal separator of the process's locale in it.
std::string with_point(const std::string& text) {
    constexpr std::string_view of_numbers = "0123456789+-eE";
    const std::size_t begin = text.find_first_not_of(of_numbers);
    if (begin == std::string::npos) return text;
    const std::size_t end = std::min(text.find_first_of(of_numbers, begin), text.size());
    return text.substr(0, begin) + '.' + text.substr(end);
}

/// Receives the parser's events and builds the tree.  Returning false ends the parsing.
class tree_builder {
public:
    tree_builder(std::string_view text, const json_limits& limits)
        : text_(text), limits_(limits), parser_at_(text.data()) {
        assert(limits.depth <= deepest_nesting);
    }

    [[nodiscard]] const char*& parser_at() noexcept { return parser_at_; }
    [[nodiscard]] json_value take() noexcept { return std::move(root_); }
    [[nodiscard]] violation error() { return std::move(error_).value(); }

    bool null() {
        (void)place();
        return true;
    }
    bool boolean(bool truth) { return put(truth); }
    bool number_integer(std::int64_t value) { return put(json_number{std::to_string(value), value}); }
    bool number_unsigned(std::uint64_t value) {
        json_number number{std::to_string(value), std::nullopt};
        if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            number.integer = static_cast<std::int64_t>(value);
        return put(std::move(number));
    }
    bool number_float(double /*value*/, const std::string& text) {
        return put(json_number{with_point(text), std::nullopt});
    }
    bool string(std::string& text) {
        if (text.find('\0') != std::string::npos) return refuse_escaped_nul();
        return put(std::move(text));
    }
    bool binary(nlohmann::json::binary_t& /*bytes*/) { return false; }  // no JSON text has it

    bool start_object(std::size_t /*count*/) { return open(json_object{}); }
    bool start_array(std::size_t /*count*/) { return open(json_array{}); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name);

    bool parse_error(std::size_t position, const std::string& last_token,
                     const nlohmann::json::exception& cause);

private:
    json_value& place();
    template <class Content>
    bool put(Content content) {
        place().hold(std::move(content));
        return true;
    }
    template <class Container>
    bool open(Container container);
    bool close() {
        --depth_;
        return true;
    }
    bool refuse_escaped_nul();
    bool refuse(std::size_t offset, violation_code code, std::string_view expected, std::string_view found) {
        error_ = misfit(text_, limits_.number_of_first_line, offset, code, expected, found);
        return false;
    }
    [[nodiscard]] std::size_t offset() const { return static_cast<std::size_t>(parser_at_ - text_.data()); }

    std::string_view text_;
    const json_limits& limits_;
    const char* parser_at_;
    json_value root_;
    // An open container is the last element of the one around it, which does not grow meanwhile: so these
    // pointers stay good.
    std::array<json_value*, deepest_nesting> open_{};
    std::size_t depth_ = 0;
    std::optional<violation> error_;
};

/// Gives where the next value belongs, which is `null` yet.
json_value& tree_builder::place() {
    if (depth_ == 0) return root_;
    json_value& around = *open_[depth_ - 1];
    if (json_array* elements = around.as_array()) return elements->emplace_back();
    return around.as_object()->back().value;
}

template <class Container>
bool tree_builder::open(Container container) {
    if (depth_ == limits_.depth)
        return refuse(offset() - 1, violation_code::too_long,
                      fmt::format("at most {} levels of nesting", limits_.depth), "one more");
    json_value& placed = place();
    placed.hold(std::move(container));
    open_[depth_++] = &placed;
    return true;
}

bool tree_builder::key(std::string& name) {
    json_object& members = *open_[depth_ - 1]->as_object();
    if (name.find('\0') != std::string::npos) return refuse_escaped_nul();
    for (const json_member& member : members)
        if (member.name == name)
            return refuse(string_begin(text_, offset()), violation_code::malformed, "each member name once",
                          detail::quoted(name) + " again");
    if (members.size() == limits_.members_an_object)
        return refuse(string_begin(text_, offset()), violation_code::too_long,
                      fmt::format("at most {} members in an object", limits_.members_an_object), "one more");
    // A request has some members, and a schedule in it; text of a megabyte may have a third of a million of objects.
    if (members.empty() && depth_ <= 2) members.reserve(8);
    members.emplace_back().name = std::move(name);
    return true;
}

bool tree_builder::refuse_escaped_nul() {
    return refuse(string_begin(text_, offset()), violation_code::malformed, "text without NUL",
                  "\\u0000 in it");
}

bool tree_builder::parse_error(std::size_t position, const std::string& last_token,
                               const nlohmann::json::exception& cause) {
    const std::string_view message = cause.what();
    const std::string_view expected = expected_by(message);
    // The position is behind what was read last.  A token that is whole but in the wrong place is shown from
    // its beginning; anything else by the character at which it went wrong.
    const std::size_t length = whole_token_length(message, last_token);
    if (length != 0 && length <= position) {
        const std::size_t begin = position - length;
        return refuse(begin, violation_code::malformed, expected, shown_token(text_.substr(begin, length)));
    }
    const std::size_t at = position == 0 ? 0 : position - 1;
    return refuse(std::min(at, text_.size()), violation_code::malformed, expected, character_at(text_, at));
}

/// Looks for what nlohmann's parser would pass over: it skips a byte-order mark and stops at a NUL.
std::optional<violation> unseen_by_parser(std::string_view text, const json_limits& limits) {
    if (text.size() > limits.bytes) {
        return expected_found(violation_code::too_long, "", std::nullopt,
                              fmt::format("at most {} bytes of JSON", limits.bytes), "more");
    }
    if (text.starts_with("\xEF\xBB\xBF"))
        return misfit(text, limits.number_of_first_line, 0, violation_code::malformed,
                      "JSON without a byte-order mark", "one");
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
        return misfit(text, limits.number_of_first_line, nul, violation_code::malformed, "text without NUL",
                      "one");
    return std::nullopt;
}

}  // namespace

result<json_value> read_json(std::string_view text, const json_limits& limits) {
    if (std::optional<violation> error = unseen_by_parser(text, limits)) return *std::move(error);
    tree_builder builder{text, limits};
    const char* end = text.data() + text.size();
    if (!nlohmann::json::sax_parse(watched_iterator{builder.parser_at()}, watched_iterator{end}, &builder))
        return builder.error();
    return builder.take();
}

std::string describe(const json_value& found) {
    if (const bool* truth = found.as_bool()) return *truth ? "true" : "false";
    if (const json_number* number = found.as_number()) return shown_token(number->text);
    if (const std::string* text = found.as_string())
        return text->empty() ? "an empty string" : "the string " + detail::quoted(*text);
    if (found.as_array() != nullptr) return "an array";
    if (found.as_object() != nullptr) return "an object";
    return "null";
}

bool is_integer_text(std::string_view number) noexcept {
    if (number.starts_with('-')) number.remove_prefix(1);
    return !number.empty() &&
           std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void append_json_string(std::string& out, std::string_view text) {
    const auto plain = [](char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; };
    if (std::all_of(text.begin(), text.end(), plain)) {
        out += '"';
        out += text;
        out += '"';
        return;
    }
    constexpr int compact = -1;
    out += nlohmann::json(text).dump(compact, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace nextfire::inline v0::api
