/// What building a value from outside input gives: the value, or every reason why there is none.
///
/// Bad input is an everyday event, and the person who typed it wants to mend all of it at once.  So
/// whatever reads input answers with a `result<T>`: either the finished value, or the complete list of
/// violations, never a partial value and never only the first complaint.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
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

template <class T>
class result;

/// Gives the stable lower-case name of a code, as programs and JSON answers carry it; empty for a number that
/// is no code.
///
///     to_string(violation_code::out_of_range);   // "out_of_range"
[[nodiscard]] std::string_view to_string(violation_code code) noexcept;

/// Reads the name of a code.
///
/// Letter case counts, and `-` may stand for `_`.  Any other text is one violation `unknown_name` of `field`
/// that tells the names there are, and the nearest of them.  Cost: some 20 ns.
///
///     parse_violation_code("missing");   // violation_code::missing
[[nodiscard]] result<violation_code> parse_violation_code(std::string_view text,
                                                          std::string_view field = "violation_code");

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

/// Writes a violation as people read it, `field, column 3: message`, or without a field the message alone.
///
/// Control characters are written as escapes, since what was found may hold what a terminal would obey.
///
///     to_string(zone::find("Europe/Berln").errors().front());
///     // time_zone: expected a time zone such as Europe/Berlin, but found "Europe/Berln"; did you mean …?
[[nodiscard]] std::string to_string(const violation& error);

/// Writes violations, one a line, without a line end behind the last.
[[nodiscard]] std::string to_string(const violations& errors);

namespace detail {

// The ends of a program that asked a result for what it has not: a line on standard error, and std::abort.
[[noreturn]] void end_without_value(const violations& errors) noexcept;
[[noreturn]] void end_without_errors() noexcept;
[[noreturn]] void end_without_reason() noexcept;

template <class T>
inline constexpr bool is_result = false;
template <class T>
inline constexpr bool is_result<result<T>> = true;

}  // namespace detail

/// Either a `T`, or the violations that prevented it; never both, and never an empty list of violations.
///
/// It has the interface of std::expected (C++23), with `errors()` for the list of all reasons.  Test it
/// before use: asking a failed result for its value is a bug in the caller.  It writes the first violation to
/// standard error and ends the program (std::abort), in release builds too; nothing throws.
///
/// A result that is a temporary gives its value and its violations away by value, so that nothing refers
/// into what is gone: `auto& z = *half(8)` does not compile, `const auto& z = *half(8)`
/// and `for (auto& error : half(7).errors())` are safe.
///
///     result<zone> berlin = zone::find("Europe/Berlin");
///     if (!berlin) return report(berlin.errors());
///     berlin->to_local(*parse_instant("2026-03-29T01:00:00Z"));   // 2026-03-29 03:00:00
template <class T>
class [[nodiscard]] result {
    static_assert(std::is_object_v<T> && !std::is_same_v<T, violations> && !std::is_same_v<T, violation>);

public:
    using value_type = T;           ///< What there is where nothing went wrong.
    using error_type = violations;  ///< What there is elsewhere.

    /// Makes a good result of a copy of the value.
    result(const T& value) : state_(std::in_place_index<0>, value) {}
    /// Makes a good result of the value.
    result(T&& value) : state_(std::in_place_index<0>, std::move(value)) {}

    /// Makes a good result of a value that is made where it lies, of these arguments: `result<std::string>{std::in_place, 3, 'x'}`.
    template <class... Arguments>
    explicit result(std::in_place_t, Arguments&&... arguments)
        : state_(std::in_place_index<0>, std::forward<Arguments>(arguments)...) {}

    /// Makes a failed result of all violations, in the order of the fields; an empty list is a bug in the
    /// caller and ends the program.
    result(violations errors) : state_(std::in_place_index<1>, std::move(errors)) {
        if (std::get_if<1>(&state_)->empty()) detail::end_without_reason();
    }
    /// Makes a failed result of the one violation there is.
    result(violation error) : state_(std::in_place_index<1>) {
        std::get_if<1>(&state_)->push_back(std::move(error));
    }

    /// Says whether there is a value.
    ///@{
    [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
    [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }
    ///@}

    /// Gives the value, of a temporary by value; ends the program where there is none.
    ///@{
    [[nodiscard]] T& value() & noexcept { return *require_value(std::get_if<0>(&state_)); }
    [[nodiscard]] const T& value() const& noexcept { return *require_value(std::get_if<0>(&state_)); }
    [[nodiscard]] T value() && noexcept(std::is_nothrow_move_constructible_v<T>) {
        return std::move(*require_value(std::get_if<0>(&state_)));
    }
    [[nodiscard]] T value() const&& noexcept(std::is_nothrow_copy_constructible_v<T>) {
        return *require_value(std::get_if<0>(&state_));
    }
    [[nodiscard]] T& operator*() & noexcept { return value(); }
    [[nodiscard]] const T& operator*() const& noexcept { return value(); }
    [[nodiscard]] T operator*() && noexcept(std::is_nothrow_move_constructible_v<T>) {
        return std::move(*this).value();
    }
    [[nodiscard]] T operator*() const&& noexcept(std::is_nothrow_copy_constructible_v<T>) {
        return std::move(*this).value();
    }
    ///@}

    /// Gives access to a member of the value; ends the program where there is none.
    ///
    /// Of a temporary it holds to the end of the full expression: `zone::find("Asia/Tokyo")->name()`.
    ///@{
    [[nodiscard]] T* operator->() noexcept { return require_value(std::get_if<0>(&state_)); }
    [[nodiscard]] const T* operator->() const noexcept { return require_value(std::get_if<0>(&state_)); }
    ///@}

    /// Gives the value, or another one where there is none.
    ///
    ///     zone::find("Europe/Berln").value_or(zone{}).name();   // "UTC"
    ///@{
    template <class U>
    [[nodiscard]] T value_or(U&& other) const& {
        return has_value() ? **this : static_cast<T>(std::forward<U>(other));
    }
    template <class U>
    [[nodiscard]] T value_or(U&& other) && {
        return has_value() ? *std::move(*this) : static_cast<T>(std::forward<U>(other));
    }
    ///@}

    /// Gives the violations, at least one, of a temporary by value; ends the program where there is a value.
    ///@{
    [[nodiscard]] const violations& errors() const& noexcept {
        return *require_errors(std::get_if<1>(&state_));
    }
    [[nodiscard]] violations errors() && noexcept {
        return std::move(*require_errors(std::get_if<1>(&state_)));
    }
    [[nodiscard]] violations errors() const&& { return *require_errors(std::get_if<1>(&state_)); }
    ///@}

    /// Gives what a function makes of the value, itself a result; a failure stays the failure that it is.
    ///
    ///     cron_expression::parse("0 30 2 * * ?").and_then(
    ///         [&](const cron_expression& nightly) { return schedule::build(nightly, berlin); });
    ///@{
    template <class F>
    [[nodiscard]] auto and_then(F&& function) const& {
        using made = std::remove_cvref_t<std::invoke_result_t<F, const T&>>;
        static_assert(detail::is_result<made>, "and_then: the function must return a result");
        return has_value() ? made(std::invoke(std::forward<F>(function), **this)) : made(errors());
    }
    template <class F>
    [[nodiscard]] auto and_then(F&& function) && {
        using made = std::remove_cvref_t<std::invoke_result_t<F, T&&>>;
        static_assert(detail::is_result<made>, "and_then: the function must return a result");
        return has_value() ? made(std::invoke(std::forward<F>(function), *std::move(*this)))
                           : made(std::move(*this).errors());
    }
    ///@}

    /// Gives the result of what a function makes of the value; a failure stays the failure that it is.
    ///
    ///     parse_date("2026-03-29").transform([](auto date) { return year_month_day{date}.month(); });
    ///@{
    template <class F>
    [[nodiscard]] auto transform(F&& function) const& {
        using made = result<std::remove_cvref_t<std::invoke_result_t<F, const T&>>>;
        return has_value() ? made(std::invoke(std::forward<F>(function), **this)) : made(errors());
    }
    template <class F>
    [[nodiscard]] auto transform(F&& function) && {
        using made = result<std::remove_cvref_t<std::invoke_result_t<F, T&&>>>;
        return has_value() ? made(std::invoke(std::forward<F>(function), *std::move(*this)))
                           : made(std::move(*this).errors());
    }
    ///@}

    /// Gives what a function makes of the violations, itself a result of the same type; a value stays.
    ///
    ///     zone::find(name).or_else([](const violations&) { return zone::find("Etc/UTC"); });
    ///@{
    template <class F>
    [[nodiscard]] result or_else(F&& function) const& {
        return has_value() ? *this : result(std::invoke(std::forward<F>(function), errors()));
    }
    template <class F>
    [[nodiscard]] result or_else(F&& function) && {
        return has_value() ? std::move(*this)
                           : result(std::invoke(std::forward<F>(function), std::move(*this).errors()));
    }
    ///@}

    /// Gives the same failure with other violations, at least one: named anew, say; a value stays.
    ///
    ///     parse_date(text).transform_errors([](violations errors) {
    ///         errors.front().field = "/holidays/3";
    ///         return errors;
    ///     });
    ///@{
    template <class F>
    [[nodiscard]] result transform_errors(F&& function) const& {
        return has_value() ? *this : result(violations(std::invoke(std::forward<F>(function), errors())));
    }
    template <class F>
    [[nodiscard]] result transform_errors(F&& function) && {
        return has_value()
                   ? std::move(*this)
                   : result(violations(std::invoke(std::forward<F>(function), std::move(*this).errors())));
    }
    ///@}

    /// Equal are two equal values, and two failures for the same reasons.
    friend bool operator==(const result& a, const result& b) requires std::equality_comparable<T> {
        return a.state_ == b.state_;
    }

private:
    template <class P>
    P* require_value(P* value) const noexcept {
        if (value == nullptr) detail::end_without_value(*std::get_if<1>(&state_));
        return value;
    }
    template <class P>
    static P* require_errors(P* errors) noexcept {
        if (errors == nullptr) detail::end_without_errors();
        return errors;
    }

    std::variant<T, violations> state_;
};

}  // namespace nextfire::inline v0
