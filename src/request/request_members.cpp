#include "request/request_members.hpp"

#include "base/message.hpp"
#include "request/unknown_member.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>
#include <vector>

namespace nextfire::inline v0::api {
namespace {

/// Gives the place of a name in a list of names, or the list's size.
std::size_t index_in(std::span<const std::string_view> names, std::string_view name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

/// Gives the number's text, or the reason why it is no number of days.  A number has no column: it is the
/// value and not its text that is wrong.
result<std::string_view> read_day_interval(const json_value& value, std::string_view pointer) {
    constexpr std::string_view expected = "a whole number of days from 1 to 31";
    const json_number* number = value.as_number();
    if (number == nullptr || !is_integer_text(number->text))
        return detail::expected_found(violation_code::wrong_type, pointer, std::nullopt, expected,
                                      describe(value));
    if (!number->integer || *number->integer < 1 || *number->integer > 31)
        return detail::expected_found(violation_code::out_of_range, pointer, std::nullopt, expected,
                                      describe(value));
    return std::string_view{number->text};
}

result<std::string_view> read_string(const json_value& value, std::string_view pointer) {
    if (const std::string* text = value.as_string()) return std::string_view{*text};
    return detail::expected_found(violation_code::wrong_type, pointer, std::nullopt, "a string",
                                  describe(value));
}

std::vector<std::string_view> joined(std::span<const std::string_view> first,
                                     std::span<const std::string_view> second) {
    std::vector<std::string_view> all(first.begin(), first.end());
    all.insert(all.end(), second.begin(), second.end());
    return all;
}

}  // namespace

request_members::request_members(std::span<const std::string_view> names) : names_(names) {
    assert(names.size() <= capacity);
}

std::size_t request_members::index_of(std::string_view name) const {
    return index_in(names_, name);
}

void request_members::read(const json_object& members, std::string_view pointer,
                           std::span<const std::string_view> others, unknown_members unknown) {
    is_json_ = true;
    pointer_ = pointer;
    violations strangers;
    for (const json_member& member : members) {
        const std::size_t index = index_of(member.name);
        if (index == names_.size()) {
            if (unknown == unknown_members::refused && index_in(others, member.name) == others.size())
                strangers.push_back(unknown_member(pointer, member.name, joined(names_, others)));
            continue;
        }
        is_null_[index] = member.value.is_null();
        if (is_null_[index]) continue;
        const std::string place = pointer_ + "/" + member.name;
        const result<std::string_view> text = member.name == "day_interval"
                                                  ? read_day_interval(member.value, place)
                                                  : read_string(member.value, place);
        if (text) {
            texts_[index] = *text;
        } else {
            has_violation_[index] = true;
            errors_.insert(errors_.end(), text.errors().begin(), text.errors().end());
        }
    }
    errors_.insert(errors_.end(), std::make_move_iterator(strangers.begin()),
                   std::make_move_iterator(strangers.end()));
}

void request_members::replace(std::size_t index, std::string_view text) {
    texts_[index] = text;
    replaced_[index] = true;
    if (!has_violation_[index]) return;
    has_violation_[index] = false;
    const std::string place = pointer_ + "/" + std::string{names_[index]};
    std::erase_if(errors_, [&place](const violation& error) { return error.field == place; });
}

violations request_members::all_violations(const violations& of_texts) const {
    violations all = errors_;
    for (violation error : of_texts) {
        const std::size_t index = index_of(error.field);
        const bool is_known = index < names_.size();
        // A field that was given with a wrong type is not missing, though its text is.
        if (is_known && has_violation_[index] && error.code == violation_code::missing) continue;
        if (is_json_ && !(is_known && replaced_[index])) error.field.insert(0, pointer_ + "/");
        all.push_back(std::move(error));
    }
    const auto place = [this](const violation& error) {
        std::string_view name = error.field;
        if (name.size() > pointer_.size() && name.starts_with(pointer_) && name[pointer_.size()] == '/')
            name.remove_prefix(pointer_.size() + 1);
        return index_of(name);
    };
    std::stable_sort(all.begin(), all.end(),
                     [&place](const violation& a, const violation& b) { return place(a) < place(b); });
    return all;
}

}  // namespace nextfire::inline v0::api
