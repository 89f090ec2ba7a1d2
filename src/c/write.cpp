#include "base/message.hpp"
#include "c/boundary.hpp"
#include "c/numbers.hpp"
#include "c/report.hpp"

#include <nextfire/nextfire.h>
#include <nextfire/definition/definition.hpp>
#include <nextfire/request/definition_json.hpp>
#include <nextfire/words/describe.hpp>

#include <cstring>
#include <optional>
#include <string>

namespace nextfire::c {
namespace {

/// The caller's place for a text.
struct text_place {
    char* text;
    std::size_t capacity;
    std::size_t* size;

    [[nodiscard]] bool is_usable() const noexcept { return is_array(text, capacity) && size != nullptr; }

    /// Writes a text and a NUL behind it, or tells only its size.
    [[nodiscard]] nextfire_status put(const std::string& written) const noexcept {
        *size = written.size();
        if (written.size() >= capacity) return NEXTFIRE_NO_ROOM;
        std::memcpy(text, written.c_str(), written.size() + 1);
        return NEXTFIRE_OK;
    }
};

/// Writes what a function makes of the definition that bytes are: a text, or why there is none.
template <class Write>
nextfire_status write_definition(const std::uint8_t* bytes, std::size_t bytes_size, const text_place& place,
                                 std::optional<report_writer> told, const Write& write) noexcept {
    if (!told || !is_array(bytes, bytes_size) || !place.is_usable()) return NEXTFIRE_BAD_ARGUMENT;
    return guarded([&]() -> nextfire_status {
        const auto written = definition::from_bytes(bytes_at(bytes, bytes_size)).and_then(write);
        return written ? place.put(*written) : told->refuse(written.errors());
    });
}

violation counts_on() {
    return detail::expected_found(violation_code::not_expressible, "definition", std::nullopt,
                                  "days that are counted anew in each month",
                                  "days that are counted on from month to month");
}

}  // namespace
}  // namespace nextfire::c

using namespace nextfire::c;
using nextfire::result;

nextfire_status nextfire_json(const uint8_t* definition, size_t definition_size, char* text, size_t capacity,
                              size_t* size, nextfire_report* report) noexcept {
    return write_definition(
        definition, definition_size, {text, capacity, size}, report_writer::begin(report),
        [](const nextfire::definition& what) -> result<std::string> { return nextfire::api::to_json(what); });
}

nextfire_status nextfire_cron(const uint8_t* definition, size_t definition_size, nextfire_notation dialect,
                              char* text, size_t capacity, size_t* size, nextfire_fidelity* fidelity,
                              nextfire_report* report) noexcept {
    const auto told = report_writer::begin(report);
    const auto asked = dialect_of(dialect);
    if (!asked) return NEXTFIRE_BAD_ARGUMENT;
    nextfire_fidelity written = NEXTFIRE_EXACT;
    const nextfire_status status =
        write_definition(definition, definition_size, {text, capacity, size}, told,
                         [&](const nextfire::definition& what) -> result<std::string> {
                             const auto cron = what.to_cron();
                             if (!cron) return cron.errors();
                             written = number_of(cron->fidelity);
                             if (written != NEXTFIRE_EXACT && fidelity == nullptr) return counts_on();
                             return cron->expression.text(*asked);
                         });
    if (status == NEXTFIRE_OK && fidelity != nullptr) *fidelity = written;
    return status;
}

nextfire_status nextfire_describe(const uint8_t* definition, size_t definition_size,
                                  nextfire_language language, char* text, size_t capacity, size_t* size,
                                  nextfire_report* report) noexcept {
    const auto told = report_writer::begin(report);
    const auto in = language_of(language);
    if (!in) return NEXTFIRE_BAD_ARGUMENT;
    return write_definition(definition, definition_size, {text, capacity, size}, told,
                            [&](const nextfire::definition& what) -> result<std::string> {
                                return nextfire::describe(what, *in);
                            });
}
