#include "tasks/batch_delete.hpp"

#include "base/message.hpp"
#include "request/json.hpp"
#include "request/json_violation.hpp"
#include "request/unknown_member.hpp"
#include "tasks/task_fields.hpp"

#include <fmt/core.h>

#include <array>
#include <cstddef>

namespace nextfire::inline v0::api {
namespace {

constexpr std::string_view expected_items = "an array of 1 to 20 ids";
constexpr std::array<std::string_view, 1> batch_members{"items"};

void read_items(const json_value& value, std::vector<std::string>& ids, violations& errors) {
    const json_array* items = value.as_array();
    if (items == nullptr) return errors.push_back(wrong_type("/items", expected_items, value));
    if (items->empty() || items->size() > most_items)
        return errors.push_back(detail::expected_found(violation_code::out_of_range, "/items", std::nullopt,
                                                       expected_items, fmt::format("{}", items->size())));
    for (std::size_t index = 0; index < items->size(); ++index) {
        const std::string pointer = fmt::format("/items/{}", index);
        const std::string* id = (*items)[index].as_string();
        if (id == nullptr) {
            errors.push_back(wrong_type(pointer, "a string", (*items)[index]));
        } else if (!is_identifier(*id)) {
            errors.push_back(detail::expected_found(violation_code::malformed, pointer, std::nullopt,
                                                    expected_identifier, detail::quoted(*id)));
        } else {
            ids.push_back(*id);
        }
    }
}

}  // namespace

result<std::vector<std::string>> read_batch_delete(std::string_view body, const task_options& options) {
    const result<json_value> json = read_json_object(body, {.bytes = options.body_bytes});
    if (!json) return json.errors();
    std::vector<std::string> ids;
    violations errors;
    bool has_items = false;
    for (const json_member& member : *json->as_object()) {
        if (member.name == batch_members.front()) {
            has_items = true;
            read_items(member.value, ids, errors);
        } else if (options.unknown == unknown_members::refused) {
            errors.push_back(unknown_member("", member.name, batch_members));
        }
    }
    if (!has_items) errors.push_back(missing_member("/items", expected_items));
    if (!errors.empty()) return errors;
    return ids;
}

}  // namespace nextfire::inline v0::api
