/// The members of a JSON object that say one thing each, as texts, and what is wrong with their types.
#pragma once

#include "request/json.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/request/unknown_members.hpp>
#include <nextfire/spec/spec_fields.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace nextfire::inline v0::api {

/// A member that is known by its name.
struct known_member {
    std::string_view name;
    json_kind kind = json_kind::string;
    int highest = 0;                 ///< The greatest integer that it may be; the least is 1.
    std::string_view expected = {};  ///< What an integer must be, for messages.
};

/// Members known by name, read from an object; texts from elsewhere may take their places.
///
/// It keeps views into the known members, the JSON and the texts: these must outlive it.
class request_members {
public:
    /// The most names there may be.
    static constexpr std::size_t capacity = 16;

    /// Makes a request for these members, at most `capacity`, none of them given.
    explicit request_members(std::span<const known_member> members);

    /// Reads the members of an object that stands at `pointer` (a JSON pointer; empty for the whole text).
    ///
    /// `null` is as absent.  Members of `others` may stand beside them and are passed over; any further one is a
    /// violation, unless `unknown` accepts it.
    void read(const json_object& members, std::string_view pointer, std::span<const std::string_view> others,
              unknown_members unknown = unknown_members::refused);

    /// Puts a text in the place of the member, together with its violations.  Violations of this text are
    /// named without a pointer, as on a command line.
    void replace(std::size_t index, std::string_view text);

    /// Gives the text of a member, if it was given and has the right type.
    [[nodiscard]] std::optional<std::string_view> text(std::size_t index) const { return texts_[index]; }

    /// Says whether a member was given, with whatever type.
    [[nodiscard]] bool is_given(std::size_t index) const {
        return texts_[index].has_value() || has_violation_[index];
    }

    /// Says whether a member was given with a wrong type.
    [[nodiscard]] bool has_violation(std::size_t index) const { return has_violation_[index]; }

    /// Says whether a member stands there as `null`.
    [[nodiscard]] bool is_null(std::size_t index) const { return is_null_[index]; }

    /// Says whether nothing is wrong so far.
    [[nodiscard]] bool is_good() const noexcept { return errors_.empty(); }

    /// Gives what is wrong with the types, and with the texts as a later reader found it, in the order of the
    /// known members; unknown ones come last.  Fields of the JSON become pointers.
    [[nodiscard]] violations all_violations(const violations& of_texts) const;

private:
    [[nodiscard]] std::size_t index_of(std::string_view name) const;

    std::span<const known_member> known_;
    std::array<std::optional<std::string_view>, capacity> texts_{};
    std::array<bool, capacity> replaced_{};
    std::array<bool, capacity> has_violation_{};
    std::array<bool, capacity> is_null_{};
    std::string pointer_;
    violations errors_;  // of types and of unknown members; their fields are pointers
    bool is_json_ = false;
};

}  // namespace nextfire::inline v0::api
