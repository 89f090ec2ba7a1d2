#include "calls/answered_members.hpp"

#include "request/json_violation.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace nextfire::inline v0::api {

answered_members::answered_members(const json_value& value, std::string_view pointer, violations& errors)
    : members_(value.as_object()), pointer_(pointer), errors_(errors) {
    if (members_ == nullptr) errors_.push_back(wrong_type(pointer_, "an object", value));
}

const json_value* answered_members::any(std::string_view name) const {
    if (members_ == nullptr) return nullptr;
    const auto found = std::find_if(members_->begin(), members_->end(),
                                    [name](const json_member& member) { return member.name == name; });
    return found == members_->end() || found->value.is_null() ? nullptr : &found->value;
}

std::string answered_members::pointer_of(std::string_view name) const {
    return fmt::format("{}/{}", pointer_, name);
}

void answered_members::complain(std::string_view name, std::string_view expected,
                                const json_value& found) const {
    errors_.push_back(wrong_type(pointer_of(name), expected, found));
}

void answered_members::complain_missing(std::string_view name, std::string_view expected) const {
    if (members_ != nullptr) errors_.push_back(missing_member(pointer_of(name), expected));
}

std::optional<std::string> answered_members::text(std::string_view name) const {
    const json_value* found = any(name);
    if (found == nullptr) return std::nullopt;
    if (const std::string* text = found->as_string()) return *text;
    complain(name, "a string", *found);
    return std::nullopt;
}

std::optional<bool> answered_members::truth(std::string_view name) const {
    const json_value* found = any(name);
    if (found == nullptr) return std::nullopt;
    if (const bool* truth = found->as_bool()) return *truth;
    complain(name, "true or false", *found);
    return std::nullopt;
}

std::optional<std::int64_t> answered_members::integer(std::string_view name) const {
    const json_value* found = any(name);
    if (found == nullptr) return std::nullopt;
    const json_number* number = found->as_number();
    if (number != nullptr && number->integer) return number->integer;
    complain(name, "an integer", *found);
    return std::nullopt;
}

}  // namespace nextfire::inline v0::api
