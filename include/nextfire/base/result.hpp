/// What building a value from outside input gives: the value, or every reason why there is none.
///
/// Bad input is an everyday event, and the person who typed it wants to mend all of it at once.  So
/// whatever reads input answers with a `result<T>`: either the finished value, or the complete list of
/// violations, never a partial value and never only the first complaint.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace nextfire::inline v0 {

/// Says which kind of rule an input broke.  The set grows; the meaning of a code never changes.
enum class violation_code : std::uint8_t {
    missing,          ///< A field that must be there is not.
    malformed,        ///< The text has not the form that the field asks for.
    out_of_range,     ///< The form is right and the value lies outside its bounds.
    unknown_name,     ///< A name (of a type, a zone, a member) that nextfire does not know.
    wrong_type,       ///< JSON of another type than the field's: a string where a number belongs.
    never_fires,      ///< Every field is right by itself, and together they name no instant at all.
    not_expressible,  ///< A correct schedule that the asked-for notation cannot say.
    too_long,         ///< More text than nextfire is willing to read.
    unreadable,       ///< A file that cannot be opened or read.
};

/// Returns the stable lower-case text of a code, as programs and JSON answers carry it.
///
///     to_string(violation_code::out_of_range);   // "out_of_range"
[[nodiscard]] std::string_view to_string(violation_code code) noexcept;

/// One broken rule: its kind, its place, and a sentence that can be passed on to whoever typed the input.
struct violation {
    violation_code code;  ///< What kind of rule was broken.
    std::string field;    ///< The field's name, `week_list`; in JSON its pointer, `/week_list`.
    std::optional<std::uint32_t> column;  ///< Where in the field's text, counted in bytes from 1.
    std::string message;                  ///< "expected X, but found Y".

    /// Compares code, field, column and message.
    friend bool operator==(const violation&, const violation&) = default;
};

/// Every rule that one input broke, in the order of the fields.
using violations = std::vector<violation>;

/// Either a `T`, or the violations that prevented it; never both, and never an empty list of violations.
///
/// Test it before use: asking a failed result for its value is a bug in the caller and ends the program
/// (`std::abort`), as does asking a good one for its violations.
///
///     result<zone> berlin = zone::find("Europe/Berlin");
///     if (!berlin) return report(berlin.errors());
///     use(*berlin);
template <class T>
class [[nodiscard]] result {
public:
    /// Makes a good result of a copy of the value.
    result(const T& value) : state_(std::in_place_index<0>, value) {}
    /// Makes a good result of the value.
    result(T&& value) : state_(std::in_place_index<0>, std::move(value)) {}
    /// Makes a failed result of all violations, at least one, in the order of the fields.
    result(violations errors) : state_(std::in_place_index<1>, std::move(errors)) {}
    /// Makes a failed result of the one violation there is.
    result(violation error) : state_(std::in_place_index<1>, violations{std::move(error)}) {}

    /// Says whether there is a value.
    [[nodiscard]] explicit operator bool() const noexcept { return state_.index() == 0; }

    /// Gives the value; ends the program when there is none.
    [[nodiscard]] const T& value() const& noexcept { return *require(std::get_if<0>(&state_)); }
    /// Gives the value to keep, and leaves a moved-from one behind; ends the program when there is none.
    [[nodiscard]] T&& value() && noexcept { return std::move(*require(std::get_if<0>(&state_))); }
    /// Gives the value, as value() does; ends the program when there is none.
    [[nodiscard]] const T& operator*() const& noexcept { return value(); }
    /// Gives the value to keep, as value() does; ends the program when there is none.
    [[nodiscard]] T&& operator*() && noexcept { return std::move(*this).value(); }
    /// Reaches a member of the value; ends the program when there is none.
    [[nodiscard]] const T* operator->() const noexcept { return &value(); }

    /// Gives the violations, at least one; ends the program when there is a value instead.
    [[nodiscard]] const violations& errors() const noexcept { return *require(std::get_if<1>(&state_)); }

private:
    template <class P>
    static P* require(P* part) noexcept {
        if (part == nullptr) std::abort();
        return part;
    }

    std::variant<T, violations> state_;
};

}  // namespace nextfire::inline v0
