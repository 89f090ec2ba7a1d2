/// Reading the members of an answer: known ones by name and type, all others passed over.
#pragma once

#include "request/json.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/calls/answer.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nextfire::inline v0::api {

/// An object of an answer, and the place to collect what is wrong with it.
class answered_members {
public:
    /// Makes a reader of the object at `pointer`; another value than an object is a violation.
    answered_members(const json_value& value, std::string_view pointer, violations& errors);

    /// Gives a text, or nullopt where it is absent or `null`; any other value is a violation.
    [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
    /// The same for a truth.
    [[nodiscard]] std::optional<bool> truth(std::string_view name) const;
    /// The same for an integer of 64 bits.
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name) const;
    /// Gives an object or an array, whatever stands there, or nullptr where it is absent or `null`.
    [[nodiscard]] const json_value* any(std::string_view name) const;

    /// Complains of a member.
    void complain(std::string_view name, std::string_view expected, const json_value& found) const;
    /// Complains that a member is not there.
    void complain_missing(std::string_view name, std::string_view expected) const;

    /// Gives the pointer of a member.
    [[nodiscard]] std::string pointer_of(std::string_view name) const;

private:
    const json_object* members_;
    std::string pointer_;
    violations& errors_;
};

/// Reads a task, and collects what is wrong with it.
[[nodiscard]] answered_task read_answered_task(const json_value& value, std::string_view pointer,
                                               violations& errors);

}  // namespace nextfire::inline v0::api
