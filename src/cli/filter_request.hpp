/// One request of `nextfire filter`: an object of JSON that names a schedule and asks when it fires.
#pragma once

#include "request/json.hpp"
#include "request/requested_schedule.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/engine/schedule.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nextfire::cli {

/// The most instants that one request may ask for.
inline constexpr std::uint64_t most_instants = 1000;

/// A request that breaks no rule.
struct filter_request {
    api::requested_schedule given;
    schedule_options options;  ///< As they were given: without what `after` anchors.
    schedule times;
    std::chrono::sys_seconds after;
    std::uint64_t count;
};

/// The members of a request, in the order in which their violations are told.
inline constexpr std::array<std::string_view, 13> filter_members{
    "id",     "schedule", "spread_key", "both_days", "after",  "count", "anchor_date", "anchor_instant",
    "preset", "counting", "gap",        "overlap",   "elapsed"};

/// Reads one request and collects what is wrong with it.
class filter_request_reader {
public:
    /// Finds the members of the request; they must outlive the reader.
    explicit filter_request_reader(const api::json_object& members);

    /// Reads the request, or gives every violation there is, each with its JSON pointer.
    [[nodiscard]] result<filter_request> read();

    /// Appends the id's member as it came, if it can be given back; says whether it could.
    [[nodiscard]] bool append_id(std::string& out) const;

private:
    enum member : std::size_t {
        id,
        schedule_fields_of,
        spread_key,
        both_days,
        after,
        count,
        anchor_date_of,
        anchor_instant_of,
        preset_of,
        counting,
        gap,
        overlap,
        elapsed
    };

    [[nodiscard]] const api::json_value* given(member which) const;
    [[nodiscard]] bool id_is_good() const;
    [[nodiscard]] std::optional<api::requested_schedule> read_schedule();
    [[nodiscard]] std::optional<std::chrono::sys_seconds> read_after();
    [[nodiscard]] std::uint64_t read_count();
    [[nodiscard]] schedule_options read_options();
    [[nodiscard]] std::optional<std::string_view> read_string(member which);

    /// Reads a text by `parse` if it was given; `choice` stays as it is where it was not, or is wrong.
    template <class T, class Parse>
    void read_text(member which, T& choice, Parse parse);

    std::array<const api::json_value*, filter_members.size()> members_{};
    violations errors_;
    violations unknown_;
};

}  // namespace nextfire::cli
