/// Definitions as the JSON of requests.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/spec/schedule_spec.hpp>

#include <string>
#include <string_view>

namespace nextfire::inline v0::api {

/// Writes a definition as an object of JSON that definition_from_json() reads as the same definition.
///
/// What a spec can say is written with its fields, all else as `cron` and `dialect`, with `time_zone` and
/// `expire_time` beside them; then come, where they are not their usual selves, `both_days`, `gap`, `overlap`,
/// `elapsed`, `anchor_date`, `anchor_instant` and `not_before`.  What neither can say, several days of a cycle,
/// is written as the line of to_string(): `{"definition":"0 0 9 every 14 days on 0,2; …"}`.  JSON is UTF-8: of a zone of
/// the embedder's own whose name is not, U+FFFD stands in the place of what is wrong with it.  Cost: some microseconds.
///
///     to_json(*definition::weekly({Monday}, 9h, tokyo));
///     // {"scheduled_type":"WEEK","week_list":"2","scheduled_time":"09:00:00","time_zone":"Asia/Tokyo"}
[[nodiscard]] std::string to_json(const definition& what);

/// Reads such an object, whoever wrote it, or gives every violation at once, with JSON pointers.
///
/// Of the options, default_time_zone and find_zone count.  JSON is read strictly (8.9): an unknown member is a
/// violation.
///
///     definition_from_json(R"({"cron":"0 9 * * 1","dialect":"unix","time_zone":"Asia/Tokyo"})");
[[nodiscard]] result<definition> definition_from_json(std::string_view json,
                                                      const spec_options& options = {});

}  // namespace nextfire::inline v0::api
