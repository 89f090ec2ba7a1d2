/// Calls of nextfire.h with texts and bytes, and their answers as values.
#pragma once

#include <nextfire/nextfire.h>
#include <nextfire/base/result.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/definition/definition.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nextfire_test {

using byte_text = std::vector<std::uint8_t>;

inline constexpr std::array<std::pair<nextfire_notation, nextfire::cron_dialect>, 4> c_dialects{
    {{NEXTFIRE_QUARTZ, nextfire::cron_dialect::quartz},
     {NEXTFIRE_UNIX, nextfire::cron_dialect::unix_cron},
     {NEXTFIRE_SPRING, nextfire::cron_dialect::spring},
     {NEXTFIRE_AWS, nextfire::cron_dialect::aws}}};

/// What a call answered.
struct c_answer {
    nextfire_status status = NEXTFIRE_FAILED;
    std::string text;
    byte_text bytes;
    nextfire_fidelity fidelity = NEXTFIRE_EXACT;
    nextfire::violations errors;
};

/// A report with room for all that may be wrong.
class roomy_report {
public:
    nextfire_report* get() { return &report_; }

    /// Gives what it tells, as C++ has it.
    [[nodiscard]] nextfire::violations errors() const {
        nextfire::violations told;
        for (std::size_t i = 0; i < report_.count; ++i) {
            const nextfire_violation& each = violations_[i];
            nextfire::violation error{static_cast<nextfire::violation_code>(each.code - 1),
                                      {each.field, each.field_size},
                                      {},
                                      {each.message, each.message_size}};
            if (each.column != 0) error.column = each.column;
            told.push_back(error);
        }
        return told;
    }

private:
    std::vector<nextfire_violation> violations_ = std::vector<nextfire_violation>(100);
    std::vector<char> text_ = std::vector<char>(20'000);
    nextfire_report report_ = {
        sizeof(nextfire_report), violations_.data(), violations_.size(), text_.data(), text_.size(), 0, 0, 0};
};

inline byte_text bytes_of(const nextfire::definition& what) {
    const nextfire::definition_bytes bytes = what.to_bytes();
    byte_text copy(bytes.size());
    std::memcpy(copy.data(), bytes.data(), bytes.size());
    return copy;
}

inline c_answer parsed(nextfire_notation notation, std::string_view text, std::string_view zone) {
    c_answer answer;
    roomy_report report;
    answer.bytes.resize(NEXTFIRE_DEFINITION_BYTES);
    std::size_t size = 0;
    answer.status = nextfire_parse(notation, text.data(), text.size(), zone.data(), zone.size(),
                                   answer.bytes.data(), answer.bytes.size(), &size, report.get());
    answer.bytes.resize(size);
    answer.errors = report.errors();
    return answer;
}

/// Calls what writes a text, with room for it.
template <class Write>
c_answer written(const Write& write) {
    c_answer answer;
    roomy_report report;
    std::vector<char> room(8192);
    std::size_t size = 0;
    answer.status = write(room.data(), room.size(), &size, &answer.fidelity, report.get());
    if (answer.status == NEXTFIRE_OK) answer.text.assign(room.data(), size);
    answer.errors = report.errors();
    return answer;
}

inline c_answer json_of(const byte_text& bytes) {
    return written(
        [&](char* text, std::size_t room, std::size_t* size, nextfire_fidelity*, nextfire_report* report) {
            return nextfire_json(bytes.data(), bytes.size(), text, room, size, report);
        });
}

inline c_answer sentence_of(const byte_text& bytes, nextfire_language language) {
    return written(
        [&](char* text, std::size_t room, std::size_t* size, nextfire_fidelity*, nextfire_report* report) {
            return nextfire_describe(bytes.data(), bytes.size(), language, text, room, size, report);
        });
}

inline c_answer cron_of(const byte_text& bytes, nextfire_notation dialect) {
    return written([&](char* text, std::size_t room, std::size_t* size, nextfire_fidelity* fidelity,
                       nextfire_report* report) {
        return nextfire_cron(bytes.data(), bytes.size(), dialect, text, room, size, fidelity, report);
    });
}

}  // namespace nextfire_test
