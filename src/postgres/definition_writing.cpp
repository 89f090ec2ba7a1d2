/// Definitions as text.
#include "base/message.hpp"
#include "postgres/boundary.hpp"

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/request/definition_json.hpp>
#include <nextfire/words/describe.hpp>

#include <optional>
#include <string>

namespace nextfire::postgres {
namespace {

/// Writes cron text that says exactly what the definition says of times and days.
result<std::string> write_cron(const definition& what, std::string_view dialect_name) {
    const auto dialect = parse_cron_dialect(dialect_name, "dialect");
    if (!dialect) return dialect.errors();
    const auto cron = what.to_cron();
    if (!cron) return cron.errors();
    if (cron->fidelity != cron_fidelity::exact)
        return detail::expected_found(violation_code::not_expressible, "definition", std::nullopt,
                                      "days that are counted anew in each month",
                                      "days that are counted on from month to month");
    return cron->expression.text(*dialect);
}

result<std::string> write_words(const definition& what, std::string_view language_name) {
    return parse_language(language_name).transform([&](language in) { return describe(what, in); });
}

result<std::string> write(const definition& what, core_notation notation, std::string_view choice) {
    switch (notation) {
        case CORE_JSON:
            return api::to_json(what);
        case CORE_CRON:
            return write_cron(what, choice);
        case CORE_WORDS:
            return write_words(what, choice);
    }
    return std::string{};
}

}  // namespace
}  // namespace nextfire::postgres

using namespace nextfire::postgres;

core_status core_write(core_text bytes, core_notation notation, core_text choice, char* text, size_t capacity,
                       size_t* size, core_refusal* refusal) noexcept {
    return guarded([&] {
        const auto written =
            nextfire::definition::from_bytes(bytes_of(bytes)).and_then([&](const nextfire::definition& what) {
                return write(what, notation, view_of(choice));
            });
        if (!written) return refuse(written.errors(), refusal);
        *size = written->size();
        if (written->size() > capacity) return CORE_NO_ROOM;
        written->copy(text, capacity);
        return CORE_DONE;
    });
}
