/// Definitions from whatever somebody wrote.
#include "postgres/boundary.hpp"
#include "request/definition_notation.hpp"
#include "request/requested_schedule.hpp"
#include "request/schedule_request.hpp"
#include "request/value_or_collect.hpp"

#include <nextfire/definition/definition.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/spec/spec_fields.hpp>
#include <nextfire/spec/timestamp.hpp>

#include <cstring>
#include <optional>

namespace nextfire::postgres {
namespace {

static_assert(CORE_DEFINITION_BYTES == definition_bytes::most);
static_assert(CORE_FIELDS == spec_fields.size());

std::optional<std::string_view> given(core_text text) noexcept {
    if (text.data == nullptr) return std::nullopt;
    return view_of(text);
}

result<definition> read_request(const api::schedule_request& request, const schedule_options& options) {
    return request.check()
        .and_then([&](const api::requested_schedule& asked) {
            return api::define(asked, api::time_zone(asked), options);
        })
        .and_then(api::askable);
}

result<definition> read_fields(const core_text* fields, core_text anchor_date) {
    schedule_fields texts;
    for (const spec_field_row& row : spec_fields) texts.*row.text = given(fields[place_of(row.field)]);
    api::schedule_request request;
    request.replace(texts);
    schedule_options options;
    if (anchor_date.data != nullptr) {
        const auto anchor = parse_date(view_of(anchor_date), "anchor_date");
        if (!anchor) {
            violations errors;
            (void)api::value_or_collect(request.check(), errors);
            api::append(errors, anchor.errors());
            return errors;
        }
        options.anchor_date = *anchor;
    }
    return read_request(request, options);
}

/// Puts the bytes of what was read where they belong, or what is wrong.
core_status put(const result<definition>& read, core_definition* place, core_refusal* refusal) {
    if (!read) return refuse(read.errors(), refusal);
    const definition_bytes bytes = read->to_bytes();
    place->size = bytes.size();
    std::memcpy(place->bytes, bytes.data(), bytes.size());
    return CORE_DONE;
}

}  // namespace
}  // namespace nextfire::postgres

using namespace nextfire::postgres;

core_status core_read_text(core_text text, core_definition* definition, core_refusal* refusal) noexcept {
    return guarded([&] { return put(nextfire::api::read_definition(view_of(text)), definition, refusal); });
}

core_status core_read_cron(core_text cron, core_text dialect, core_text zone, core_definition* definition,
                           core_refusal* refusal) noexcept {
    return guarded([&] {
        nextfire::api::schedule_request request;
        request.replace_cron(view_of(cron), view_of(dialect));
        request.replace({.time_zone = view_of(zone)});
        return put(read_request(request, {}), definition, refusal);
    });
}

core_status core_read_fields(const core_text* fields, core_text anchor_date, core_definition* definition,
                             core_refusal* refusal) noexcept {
    return guarded([&] { return put(read_fields(fields, anchor_date), definition, refusal); });
}

core_status core_check_bytes(core_text bytes, core_refusal* refusal) noexcept {
    return guarded([&] {
        const auto read = nextfire::definition::from_bytes(bytes_of(bytes));
        return read ? CORE_DONE : refuse(read.errors(), refusal);
    });
}
