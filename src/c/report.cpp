#include "c/report.hpp"

#include "c/boundary.hpp"
#include "c/numbers.hpp"

#include <algorithm>

namespace nextfire::c {

std::optional<report_writer> report_writer::begin(nextfire_report* report) noexcept {
    if (report != nullptr) {
        if (report->struct_size < sizeof(nextfire_report)) return std::nullopt;
        if (!is_array(report->violations, report->capacity) || !is_array(report->text, report->text_capacity))
            return std::nullopt;
        report->count = 0;
        report->total = 0;
        report->text_needed = 0;
    }
    return report_writer{report};
}

void report_writer::add(const violation& error, std::string_view field) noexcept {
    if (report_ == nullptr) return;
    const std::size_t needed = field.size() + error.message.size() + 2;
    const bool has_all_before = report_->count == report_->total;
    ++report_->total;
    // What fits lies at the beginning, so that what is needed is also where the next text goes.
    if (has_all_before && report_->count < report_->capacity &&
        needed <= report_->text_capacity - report_->text_needed) {
        nextfire_violation& written = report_->violations[report_->count++];
        written.code = number_of(error.code);
        written.column = error.column.value_or(0);
        written.field_size = field.size();
        written.field = put_text(field);
        written.message_size = error.message.size();
        written.message = put_text(error.message);
    } else {
        report_->text_needed += needed;
    }
}

const char* report_writer::put_text(std::string_view text) noexcept {
    char* const begin = report_->text + report_->text_needed;
    *std::copy(text.begin(), text.end(), begin) = '\0';
    report_->text_needed += text.size() + 1;
    return begin;
}

nextfire_status report_writer::refuse(const violations& errors) noexcept {
    for (const violation& error : errors) add(error);
    return NEXTFIRE_REFUSED;
}

}  // namespace nextfire::c
