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

/// Gives the number's text, or the reason why it is none that the member may be.  A number has no column: it is
/// the value and not its text that is wrong.
result<std::string_view> read_integer(const known_member& known, const json_value& value,
                                      std::string_view pointer) {
    const json_number* number = value.as_number();
    if (number == nullptr || !is_integer_text(number->text))
        return detail::expected_found(violation_code::wrong_type, pointer, std::nullopt, known.expected,
                                      describe(value));
    if (!number->integer || *number->integer < 1 || *number->integer > known.highest)
        return detail::expected_found(violation_code::out_of_range, pointer, std::nullopt, known.expected,
                                      describe(value));
    return std::string_view{number->text};
}

result<std::string_view> read_string(const json_value& value, std::string_view pointer) {
    if (const std::string* text = value.as_string()) return std::string_view{*text};
    return detail::expected_found(violation_code::wrong_type, pointer, std::nullopt, "a string",
                                  describe(value));
}

result<std::string_view> read_text(const known_member& known, const json_value& value,
                                   std::string_view pointer) {
    switch (known.kind) {
        case json_kind::string:
            break;
        case json_kind::integer:
            return read_integer(known, value, pointer);
    }
    return read_string(value, pointer);
}

std::vector<std::string_view> joined(std::span<const known_member> first,
                                     std::span<const std::string_view> second) {
    std::vector<std::string_view> all;
    all.reserve(first.size() + second.size());
    for (const known_member& known : first) all.push_back(known.name);
    all.insert(all.end(), second.begin(), second.end());
    return all;
}

}  // namespace

request_members::request_members(std::span<const known_member> members) : known_(members) {
    assert(members.size() <= capacity);
}

std::size_t request_members::index_of(std::string_view name) const {
    const auto found = std::find_if(known_.begin(), known_.end(),
                                    [name](const known_member& known) { return known.name == name; });
    return static_cast<std::size_t>(found - known_.begin());
}

void request_members::read(const json_object& members, std::string_view pointer,
                           std::span<const std::string_view> others, unknown_members unknown) {
    is_json_ = true;
    pointer_ = pointer;
    violations strangers;
    for (const json_member& member : members) {
        const std::size_t index = index_of(member.name);
        if (index == known_.size()) {
            if (unknown == unknown_members::refused &&
                std::find(others.begin(), others.end(), member.name) == others.end())
                strangers.push_back(unknown_member(pointer, member.name, joined(known_, others)));
            continue;
        }
        is_null_[index] = member.value.is_null();
        if (is_null_[index]) continue;
        const std::string place = pointer_ + "/" + member.name;
        const result<std::string_view> text = read_text(known_[index], member.value, place);
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
    const std::string place = pointer_ + "/" + std::string{known_[index].name};
    std::erase_if(errors_, [&place](const violation& error) { return error.field == place; });
}

violations request_members::all_violations(const violations& of_texts) const {
    violations all = errors_;
    for (violation error : of_texts) {
        const std::size_t index = index_of(error.field);
        const bool is_known = index < known_.size();
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
