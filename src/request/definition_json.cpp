#include <nextfire/request/definition_json.hpp>

#include "request/json.hpp"
#include "request/json_violation.hpp"
#include "request/local_text.hpp"
#include "request/object_writer.hpp"
#include "request/request_members.hpp"
#include "request/requested_schedule.hpp"
#include "request/schedule_request.hpp"
#include "request/value_or_collect.hpp"
#include "spec/timestamp.hpp"

#include <nextfire/base/instant.hpp>
#include <nextfire/spec/spec_texts.hpp>
#include <nextfire/spec/timestamp.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace nextfire::inline v0::api {

using namespace std::chrono;

namespace {

/// The members beside those of a schedule request.
enum class option_member : std::uint8_t {
    definition,
    both_days,
    gap,
    overlap,
    elapsed,
    anchor_date,
    anchor_instant,
    not_before,
};
constexpr std::array<known_member, 8> option_members{{{"definition"},
                                                      {"both_days"},
                                                      {"gap"},
                                                      {"overlap"},
                                                      {"elapsed"},
                                                      {"anchor_date"},
                                                      {"anchor_instant"},
                                                      {"not_before"}}};

constexpr std::array<std::string_view, option_members.size()> option_names = [] {
    std::array<std::string_view, option_members.size()> names;
    for (std::size_t n = 0; n < names.size(); ++n) names[n] = option_members[n].name;
    return names;
}();

constexpr std::string_view name_of(option_member member) {
    return option_names[static_cast<std::size_t>(member)];
}

void write_spec(object_writer& out, const schedule_spec& spec) {
    const spec_texts texts{spec};
    for (const spec_field_row& row : spec_fields) {
        const auto& text = texts.text(row.field);
        if (!text) continue;
        if (row.json == json_kind::integer)
            out.add_json(row.name, *text);
        else
            out.add_text(row.name, *text);
    }
}

void write_cron(object_writer& out, const definition& what, const cron_expression& expression) {
    out.add_text("cron", expression.text());
    out.add_text("dialect", to_string(expression.dialect()));
    out.add_text("time_zone", what.time_zone().name());
    if (const auto expiry = what.expire_time()) out.add_text("expire_time", format_instant(*expiry));
    // In no dialect, and read only where it is asked for.
    if (what.fields().every == seconds{0} && !expression.text(expression.dialect()))
        out.add_text(name_of(option_member::both_days), to_string(both_days_policy::both));
}

/// Writes a choice, unless it is the usual one.
template <class Choice>
void write_choice(object_writer& out, option_member member, Choice choice) {
    if (choice != Choice{}) out.add_text(name_of(member), to_string(choice));
}

/// Reads what stands beside the members of a schedule.
class option_reader {
public:
    explicit option_reader(const request_members& members) : members_(members) {}

    template <class Choice, class Parse>
    void read(option_member member, Choice& choice, Parse parse) {
        const auto text = members_.text(static_cast<std::size_t>(member));
        if (!text) return;
        if (auto read = value_or_collect(parse(*text, name_of(member)), errors_)) choice = *read;
    }
    [[nodiscard]] const violations& errors() const noexcept { return errors_; }

private:
    const request_members& members_;
    violations errors_;
};

schedule_options read_options(option_reader& reader) {
    schedule_options options;
    reader.read(option_member::gap, options.gap, &parse_gap_policy);
    reader.read(option_member::overlap, options.overlap, &parse_overlap_policy);
    reader.read(option_member::elapsed, options.elapsed, &parse_elapsed_policy);
    reader.read(option_member::anchor_date, options.anchor_date, &parse_date);
    reader.read(option_member::anchor_instant, options.anchor_instant, &parse_instant);
    reader.read(option_member::not_before, options.not_before, &detail::parse_beginning);
    return options;
}

}  // namespace

std::string to_json(const definition& what) {
    std::string json;
    object_writer out{json};
    const schedule_options options = what.options();
    const auto spec = what.to_spec();
    const auto cron = what.to_cron();
    // A bound before all instants has no text that a request could have.
    const bool is_in_range = !options.expire_time || *options.expire_time >= min_instant;
    if (!is_in_range || (!spec && (!cron || what.cycle()))) {
        out.add_text(name_of(option_member::definition), to_string(what));
        out.finish();
        return json;
    }
    if (spec)
        write_spec(out, *spec);
    else
        write_cron(out, what, cron->expression);
    write_choice(out, option_member::gap, options.gap);
    write_choice(out, option_member::overlap, options.overlap);
    write_choice(out, option_member::elapsed, options.elapsed);
    if (options.anchor_date)
        out.add_text(name_of(option_member::anchor_date), format_date(*options.anchor_date));
    if (options.anchor_instant)
        out.add_text(name_of(option_member::anchor_instant), format_instant(*options.anchor_instant));
    if (options.not_before)
        out.add_text(name_of(option_member::not_before), format_instant(*options.not_before));
    out.finish();
    return json;
}

result<definition> definition_from_json(std::string_view json, const spec_options& options) {
    const result<json_value> read = read_json_object(json, {});
    if (!read) return read.errors();
    const json_object& object = *read->as_object();
    request_members members{option_members};
    members.read(object, "", {}, unknown_members::accepted);
    if (const auto line = members.text(static_cast<std::size_t>(option_member::definition))) {
        request_members alone{std::span{option_members}.first(1)};
        alone.read(object, "", {});
        if (!alone.is_good()) return alone.all_violations({});
        return definition::parse(*line, options.find_zone).transform_errors([](violations errors) {
            for (violation& error : errors) error.field = "/definition";
            return errors;
        });
    }
    option_reader reader{members};
    cron_options cron{.every = every_policy::accepted};
    reader.read(option_member::both_days, cron.both_days, &parse_both_days_policy);
    const schedule_options beside = read_options(reader);
    schedule_request request;
    request.read(object, "", option_names);
    violations errors;
    const auto given = value_or_collect(request.check(cron, options), errors);
    append(errors, members.all_violations(reader.errors()));
    if (!errors.empty()) return errors;
    return define(*given, time_zone(*given), beside).transform_errors([](violations found) {
        return with_pointers(std::move(found), "");
    });
}

}  // namespace nextfire::inline v0::api
