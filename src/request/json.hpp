/// JSON as requests carry it, read strictly.
///
/// JSON leaves much to its readers: which member counts when a name stands twice, what becomes of a number
/// too large, how deep a text may nest.  Two readers that decide differently see two different requests.
/// This one decides nothing: whatever could be read in two ways is refused, with its line and column.
#pragma once

#include <nextfire/base/result.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace nextfire::inline v0::api {

class json_value;
struct json_member;

/// A number, as it was written and as the integer it is, if it is one.
struct json_number {
    std::string text;                     ///< `1`, `1.0`, `99999999999999999999`.
    std::optional<std::int64_t> integer;  ///< Nothing for `1.0`, `1e0` and what 64 bits cannot hold.
};

/// The elements of an array, in order.
using json_array = std::vector<json_value>;

/// The members of an object, in the order they were written; no name stands twice.
using json_object = std::vector<json_member>;

/// Any JSON value.  Each `as_` function gives the content if it is of that type, and nullptr otherwise.
class json_value {
public:
    /// Makes `null`.
    json_value();

    explicit json_value(bool truth);
    explicit json_value(json_number number);
    explicit json_value(std::string text);
    explicit json_value(json_array elements);
    explicit json_value(json_object members);

    /// Makes it something else, of any type but `null`.
    template <class Content>
    void hold(Content content);

    /// Says whether it is `null`.
    [[nodiscard]] bool is_null() const noexcept { return content_.index() == 0; }

    [[nodiscard]] const bool* as_bool() const noexcept { return std::get_if<bool>(&content_); }
    [[nodiscard]] const json_number* as_number() const noexcept {
        return std::get_if<json_number>(&content_);
    }
    [[nodiscard]] const std::string* as_string() const noexcept {
        return std::get_if<std::string>(&content_);
    }
    [[nodiscard]] const json_array* as_array() const noexcept { return std::get_if<json_array>(&content_); }
    [[nodiscard]] json_array* as_array() noexcept { return std::get_if<json_array>(&content_); }
    [[nodiscard]] const json_object* as_object() const noexcept {
        return std::get_if<json_object>(&content_);
    }
    [[nodiscard]] json_object* as_object() noexcept { return std::get_if<json_object>(&content_); }

private:
    std::variant<std::monostate, bool, json_number, std::string, json_array, json_object> content_;
};

/// A member of an object: its name and its value.
struct json_member {
    std::string name;
    json_value value;
};

// Here and not in the class, where a member was still an incomplete type.
inline json_value::json_value() = default;
inline json_value::json_value(bool truth) : content_(truth) {}
inline json_value::json_value(json_number number) : content_(std::move(number)) {}
inline json_value::json_value(std::string text) : content_(std::move(text)) {}
inline json_value::json_value(json_array elements) : content_(std::move(elements)) {}
inline json_value::json_value(json_object members) : content_(std::move(members)) {}
template <class Content>
void json_value::hold(Content content) {
    content_.template emplace<Content>(std::move(content));
}

/// How much JSON a reader is willing to read, and how it counts lines.
struct json_limits {
    std::size_t bytes = 64 * 1024;           ///< Longest text.
    std::size_t depth = 8;                   ///< Deepest nesting of arrays and objects; at most 64.
    std::size_t members_an_object = 256;     ///< Most members that one object may have.
    std::uint64_t number_of_first_line = 1;  ///< What messages call the first line.
};

/// Reads one JSON text (RFC 8259).
///
/// Refused are, besides bad syntax: a byte-order mark, NUL (as a byte and as `\u0000`), text that is no
/// UTF-8, a name that stands twice in one object, anything after the value, and what exceeds the limits.
/// There is one violation, for what comes after a mistake cannot be understood: its field is empty (the
/// pointer to the whole text), its column is the byte in its line, and its message begins with both,
/// `line 1, column 14: expected …, but found …`.  Cost: some 8 ns a byte.
[[nodiscard]] result<json_value> read_json(std::string_view text, const json_limits& limits = {});

/// Tells what a value is, so that a message can say it: `1.0`, `the string "1"`, `an array`, `null`.
[[nodiscard]] std::string describe(const json_value& found);

/// Says whether a number is written as an integer: digits, perhaps behind a minus sign, of any length.
[[nodiscard]] bool is_integer_text(std::string_view number) noexcept;

/// Appends `text` as a JSON string with its quotes; bytes that are no UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);

}  // namespace nextfire::inline v0::api
