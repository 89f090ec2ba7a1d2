#include <nextfire/spec/spec_fields.hpp>

#include "base/enum_text.hpp"

namespace nextfire::inline v0 {

std::string_view to_string(spec_field field) noexcept {
    const std::size_t place = place_of(field);
    return place < spec_fields.size() ? spec_fields[place].name : std::string_view{};
}

result<spec_field> parse_spec_field(std::string_view text, std::string_view field) {
    return detail::read_name<spec_field>(text, field, detail::name_spelling::exact);
}

std::string_view to_string(json_kind kind) noexcept {
    switch (kind) {
        case json_kind::string:
            return "string";
        case json_kind::integer:
            return "integer";
    }
    return {};
}

result<json_kind> parse_json_kind(std::string_view text, std::string_view field) {
    return detail::read_name<json_kind>(text, field);
}

}  // namespace nextfire::inline v0
