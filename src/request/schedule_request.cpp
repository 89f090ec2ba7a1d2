#include "request/schedule_request.hpp"

#include <cstddef>

namespace nextfire::inline v0::api {

void schedule_request::read(const json_object& members, std::string_view pointer,
                            std::span<const std::string_view> others, unknown_members unknown) {
    members_.read(members, pointer, others, unknown);
}

void schedule_request::replace(const schedule_fields& given) {
    for (std::size_t index = 0; index < schedule_places.size(); ++index)
        if (const auto text = given.*schedule_places[index]) members_.replace(index, *text);
}

result<schedule_spec> schedule_request::check(const spec_options& options) const {
    schedule_fields fields;
    for (std::size_t index = 0; index < schedule_places.size(); ++index)
        fields.*schedule_places[index] = members_.text(index);
    result<schedule_spec> spec = schedule_spec::parse(fields, options);
    if (spec && members_.is_good()) return spec;
    return members_.all_violations(spec ? violations{} : spec.errors());
}

}  // namespace nextfire::inline v0::api
