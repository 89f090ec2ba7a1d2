#include "definition_laws.hpp"

#include <nextfire/definition/definition.hpp>

#include <algorithm>
#include <functional>

namespace nextfire_test {
namespace {

using nextfire::definition;
using nextfire::definition_bytes;

bool are_equal(std::span<const std::byte> a, std::span<const std::byte> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

/// Says whether to write something and read it again gives the definition.
bool gives(const nextfire::result<definition>& again, const definition& made) {
    return again && *again == made && std::hash<definition>{}(*again) == std::hash<definition>{}(made) &&
           are_equal(again->to_bytes().span(), made.to_bytes().span());
}

std::string broken_law_of(const definition& made) {
    const definition_bytes bytes = made.to_bytes();
    if (bytes.size() > definition_bytes::most) return "bytes are 160 at most";
    if (!gives(definition::from_bytes(bytes.span()), made)) return "bytes give their definition";
    const std::string line = to_string(made);
    if (!gives(definition::parse(line), made)) return "a line gives its definition: " + line;
    if (!gives(made.in(made.time_zone()), made)) return "a definition is canonical: " + line;
    const auto cron = made.to_cron();
    if (!cron && !made.cycle()) return "all but cycles have a cron text: " + line;
    if (cron && cron->fidelity == nextfire::cron_fidelity::exact &&
        !gives(definition::from(cron->expression, made.time_zone(), made.options()), made))
        return "an exact cron expression gives its definition: " + line;
    if (const auto spec = made.to_spec())
        if (!gives(definition::from(*spec, made.options()), made))
            return "a spec gives its definition: " + line;
    return {};
}

}  // namespace

std::string broken_law_of_bytes(std::span<const std::byte> bytes) {
    const auto made = definition::from_bytes(bytes);
    if (!made) {
        if (made.errors().size() != 1) return "one violation";
        const nextfire::violation& error = made.errors().front();
        if (error.field != "definition" || error.message.empty()) return "a violation of definition";
        if (!error.column || *error.column == 0 || *error.column > bytes.size() + 1)
            return "a violation's column is a byte, or the one that is missing";
        return {};
    }
    if (!are_equal(made->to_bytes().span(), bytes)) return "a definition's bytes are those it was read from";
    return broken_law_of(*made);
}

std::string broken_law_of_line(std::string_view line) {
    const auto made = definition::parse(line);
    if (made) return broken_law_of(*made);
    for (const nextfire::violation& error : made.errors())
        if (error.field.empty() || error.message.empty()) return "a violation has a field and a message";
    return {};
}

}  // namespace nextfire_test
