#include "c/boundary.hpp"
#include "c/numbers.hpp"
#include "c/report.hpp"
#include "request/requested_schedule.hpp"
#include "request/schedule_request.hpp"

#include <nextfire/nextfire.h>
#include <nextfire/definition/definition.hpp>
#include <nextfire/request/definition_json.hpp>

#include <cstring>

namespace nextfire::c {
namespace {

result<definition> read_json(std::string_view json, std::string_view zone_name) {
    spec_options options;
    if (!zone_name.empty()) options.default_time_zone = zone_name;
    return api::definition_from_json(json, options);
}

result<definition> read_cron(std::string_view text, cron_dialect dialect, std::string_view zone_name) {
    api::schedule_request request;
    request.replace_cron(text, to_string(dialect));
    if (!zone_name.empty()) request.replace({.time_zone = zone_name});
    return request.check().and_then(
        [](const api::requested_schedule& given) { return api::define(given, api::time_zone(given), {}); });
}

}  // namespace
}  // namespace nextfire::c

using namespace nextfire::c;

nextfire_status nextfire_parse(nextfire_notation notation, const char* text, size_t text_size,
                               const char* zone, size_t zone_size, uint8_t* definition, size_t capacity,
                               size_t* size, nextfire_report* report) noexcept {
    auto told = report_writer::begin(report);
    const auto dialect = dialect_of(notation);
    if (!told || (!dialect && notation != NEXTFIRE_JSON) || !is_array(text, text_size) ||
        !is_array(zone, zone_size) || !is_array(definition, capacity) || size == nullptr)
        return NEXTFIRE_BAD_ARGUMENT;
    return guarded([&]() -> nextfire_status {
        const std::string_view given = text_at(text, text_size);
        const std::string_view zone_name = text_at(zone, zone_size);
        const auto read = (dialect ? read_cron(given, *dialect, zone_name) : read_json(given, zone_name))
                              .and_then(nextfire::api::askable);
        if (!read) return told->refuse(read.errors());
        const nextfire::definition_bytes bytes = read->to_bytes();
        *size = bytes.size();
        if (bytes.size() > capacity) return NEXTFIRE_NO_ROOM;
        std::memcpy(definition, bytes.data(), bytes.size());
        return NEXTFIRE_OK;
    });
}
