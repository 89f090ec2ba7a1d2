/// What a client wants a task to be: a member each, to be left, cleared or put in place.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/spec/spec_fields.hpp>
#include <nextfire/tasks/task.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace nextfire::inline v0::api {

/// Asks for a member to be taken away; see `cleared`.
struct clear_member {
    /// One request to clear is as good as another.
    friend bool operator==(const clear_member&, const clear_member&) = default;
};

/// Takes a member away: `.description = api::cleared`.
inline constexpr clear_member cleared{};

/// A member of a task: left as it is, cleared, or a value in its place.
///
///     member_edit<bool>{}.is_left();   // true
template <class T>
class member_edit {
public:
    /// Leaves the member as it is.
    member_edit() = default;
    /// Clears the member.
    member_edit(clear_member) : content_(cleared) {}
    /// Puts a value in its place: one of the member's own type, no pointer that happens to be true.
    template <std::same_as<T> U>
    member_edit(U value) : content_(std::in_place_type<T>, std::move(value)) {}
    /// Puts a text in its place.
    member_edit(std::string_view text) requires std::is_same_v<T, std::string>
        : content_(std::in_place_type<T>, text) {}
    /// Puts a text in its place.
    member_edit(const char* text) requires std::is_same_v<T, std::string>
        : content_(std::in_place_type<T>, text) {}

    /// Says whether the member is left as it is.
    [[nodiscard]] bool is_left() const noexcept { return content_.index() == 0; }
    /// Says whether the member is cleared.
    [[nodiscard]] bool is_cleared() const noexcept { return content_.index() == 1; }
    /// Gives the value to be put in its place, or nullptr.
    [[nodiscard]] const T* value() const noexcept { return std::get_if<T>(&content_); }

private:
    std::variant<std::monostate, clear_member, T> content_;
};

/// The members of a task that a client can set.  A body that leaves them all is `{}`.
///
///     task_edit{.schedule = spec, .description = cleared, .is_enable = false}
struct task_edit {
    /// When it runs, as a whole: an expiry that this has not is cleared.  A definition must be one that a spec can
    /// say, without policies, a first bound or an anchor of its own: days are counted from where the service
    /// counts them.
    std::variant<std::monostate, schedule_spec, definition> schedule = {};
    /// Fields of the schedule one by one, in texts that outlive it; each goes before that of `schedule`.
    schedule_fields fields = {};
    std::vector<spec_field> cleared_fields = {};  ///< Fields of the schedule to be taken away.
    member_edit<std::string> name = {};           ///< 1 to 64 characters; cannot be cleared.
    member_edit<task_type> type = {};             ///< What is done; cannot be cleared.
    member_edit<bool> enforcement_enable =
        {};  ///< Whether it runs while somebody is at work; cleared: false.
    member_edit<std::string> description = {};           ///< At most 255 characters.
    member_edit<bool> is_enable = {};                    ///< Whether it runs at all; cannot be cleared.
    member_edit<std::vector<task_target>> targets = {};  ///< 1 to 1,000; cannot be cleared.
};

/// How a body says that a member is taken away.
enum class clearing : std::uint8_t {
    null,        ///< `null`.  The default.
    empty_text,  ///< `""` for texts, as the service's own clients write it; `null` for all else.
};

/// Gives the name of a choice: `null`, `empty_text`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(clearing choice) noexcept;

/// Reads the name of a choice, with `-` for `_` too; any other text is one violation `unknown_name` of `field`,
/// with the names there are and the nearest of them.
///
///     parse_clearing("empty_text");   // clearing::empty_text
[[nodiscard]] result<clearing> parse_clearing(std::string_view text, std::string_view field = "clearing");

/// Writes the body that asks for an edit, or gives every violation there is: `not_expressible` of `/schedule` for a
/// definition that the API cannot say, `malformed` for texts that are no UTF-8.
///
/// Whatever else the members hold is not looked at here: modify_call() and create_call() do.  Cost: some microseconds.
///
///     write_body({.description = cleared, .is_enable = false});   // {"description":null,"is_enable":false}
[[nodiscard]] result<std::string> write_body(const task_edit& edit, clearing written = clearing::null);

}  // namespace nextfire::inline v0::api
