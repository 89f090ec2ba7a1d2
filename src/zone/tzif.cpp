#include "zone/tzif.hpp"

#include "base/message.hpp"
#include "zone/posix_rule.hpp"

#include <fmt/core.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace nextfire::inline v0::detail {
namespace {

constexpr std::size_t header_size = 44;

/// The six counts of a header, in the file's order.
struct block_counts {
    std::uint32_t universal_marks;
    std::uint32_t standard_marks;
    std::uint32_t leap_seconds;
    std::uint32_t changes;
    std::uint32_t types;
    std::uint32_t abbreviation_bytes;

    /// Gives the size of the data block; six 32-bit counts cannot overflow 64 bits.
    [[nodiscard]] std::uint64_t block_size(std::uint64_t time_size) const {
        return changes * (time_size + 1) + types * std::uint64_t{6} + abbreviation_bytes +
               leap_seconds * (time_size + 4) + standard_marks + std::uint64_t{universal_marks};
    }
};

/// Reads a file block by block.  The first misfit is kept in `error_`; readers give nothing after it.
class tzif_reader {
public:
    tzif_reader(std::span<const std::byte> bytes, std::string_view field) : bytes_(bytes), field_(field) {}

    [[nodiscard]] result<zone_history> read() {
        read_file();
        if (error_) return *std::move(error_);
        return settle_history(std::move(history_), field_);
    }

private:
    void read_file() {
        const auto old_header = header();
        if (!old_header) return;
        time_size_ = 4;
        if (version_ != 0) {
            // The old block may hold anything, or next to nothing; only its size matters.
            const std::uint64_t size = old_header->block_size(4);
            if (!available(size, "a data block")) return;
            at_ += static_cast<std::size_t>(size);
            const unsigned old_version = version_;
            const auto new_header = header();
            if (!new_header) return;
            if (version_ != old_version)
                return fail(at_ - header_size + 4, "the same version again", "another");
            time_size_ = 8;
            if (block(*new_header)) footer();
            return;
        }
        (void)block(*old_header);
    }

    [[nodiscard]] std::optional<block_counts> header() {
        if (!available(header_size, "a header")) return std::nullopt;
        for (const char letter : {'T', 'Z', 'i', 'f'}) {
            if (byte(at_) != static_cast<unsigned char>(letter)) {
                fail(at_, "the letters TZif", "something else");
                return std::nullopt;
            }
            ++at_;
        }
        const unsigned mark = byte(at_);
        if (mark != 0 && (mark < '2' || mark > '4')) {
            fail(at_, "a TZif version from 1 to 4", fmt::format("byte {}", mark));
            return std::nullopt;
        }
        version_ = mark;
        at_ += 16;  // the version and 15 bytes kept for the future
        block_counts counts{};
        for (std::uint32_t* count : {&counts.universal_marks, &counts.standard_marks, &counts.leap_seconds,
                                     &counts.changes, &counts.types, &counts.abbreviation_bytes}) {
            *count = static_cast<std::uint32_t>(big_endian(at_, 4));
            at_ += 4;
        }
        return counts;
    }

    [[nodiscard]] bool block(const block_counts& counts) {
        const std::size_t counts_at = at_ - 24;
        if (counts.leap_seconds != 0) {
            fail(counts_at + 8, "no leap seconds, as in POSIX time", fmt::format("{}", counts.leap_seconds));
        } else if (counts.types == 0 || counts.abbreviation_bytes == 0) {
            fail(counts_at + 16, "at least one type of local time and its abbreviation", "none");
        } else if ((counts.universal_marks != 0 && counts.universal_marks != counts.types) ||
                   (counts.standard_marks != 0 && counts.standard_marks != counts.types)) {
            fail(counts_at, "as many indicators as types, or none", "another number");
        } else if (available(counts.block_size(time_size_), "a data block")) {
            types_at_ = at_ + counts.changes * (time_size_ + 1);
            return types(counts) && changes(counts);
        }
        return false;
    }

    /// Reads the types of local time that a one-byte index can name.
    [[nodiscard]] bool types(const block_counts& counts) {
        const std::size_t names_at = types_at_ + counts.types * std::size_t{6};
        for (std::size_t i = 0; i < counts.types && i < 256; ++i) {
            const std::size_t at = types_at_ + i * 6;
            const auto offset = static_cast<std::int32_t>(static_cast<std::uint32_t>(big_endian(at, 4)));
            if (offset < lowest_possible_offset || offset > highest_possible_offset) {
                fail(at, "an offset between -25 and 26 hours", fmt::format("{} seconds", offset));
                return false;
            }
            const auto name = abbreviation(names_at, byte(at + 5), counts.abbreviation_bytes, at + 5);
            if (!name) return false;
            // 256 types have no more than 256 abbreviations.
            const auto index = abbreviation_index(history_.abbreviations, *name);
            types_.push_back({offset_period::always, offset, index.value()});
        }
        return true;
    }

    [[nodiscard]] std::optional<std::string> abbreviation(std::size_t names_at, std::size_t first,
                                                          std::size_t bytes, std::size_t index_at) {
        std::string text;
        for (std::size_t i = first; i < bytes && text.size() <= longest_abbreviation; ++i) {
            const unsigned char letter = byte(names_at + i);
            if (letter == 0) return text;
            if (letter < 0x20 || letter > 0x7E) {
                fail(names_at + i, "an abbreviation in ASCII", fmt::format("byte {}", letter));
                return std::nullopt;
            }
            text.push_back(static_cast<char>(letter));
        }
        fail(index_at,
             fmt::format("an abbreviation of at most {} bytes that ends inside its block",
                         longest_abbreviation),
             fmt::format("one at {} that does not", first));
        return std::nullopt;
    }

    [[nodiscard]] bool changes(const block_counts& counts) {
        append_change(history_, types_.front());  // what holds before the first change
        std::int64_t previous = 0;
        for (std::size_t i = 0; i < counts.changes; ++i) {
            const std::size_t time_at = at_ + i * time_size_;
            const std::int64_t time = signed_time(time_at);
            if (i > 0 && time <= previous) {
                fail(time_at, "changes in order of time", fmt::format("{} after {}", time, previous));
                return false;
            }
            previous = time;
            const std::size_t type_at = at_ + counts.changes * time_size_ + i;
            if (byte(type_at) >= types_.size()) {
                fail(type_at, fmt::format("one of {} types", types_.size()),
                     fmt::format("type {}", byte(type_at)));
                return false;
            }
            zone_history::change next = types_[byte(type_at)];
            next.at = time;
            append_change(history_, next);
        }
        at_ += static_cast<std::size_t>(counts.block_size(time_size_));
        return true;
    }

    void footer() {
        const std::size_t first = at_ + 1;
        std::size_t end = first;
        while (end < bytes_.size() && byte(end) != '\n') ++end;
        if (end >= bytes_.size() || byte(at_) != '\n')
            return fail(at_, "a rule between two line ends",
                        at_ < bytes_.size() ? "another footer" : "the end");
        for (std::size_t i = first; i < end; ++i) history_.rule.push_back(static_cast<char>(byte(i)));
        if (history_.rule.empty()) return;
        const auto rule = parse_posix_rule(history_.rule, field_);
        if (rule) return;
        error_ = rule.errors().front();
        error_->column = *error_->column + static_cast<std::uint32_t>(first);
    }

    [[nodiscard]] unsigned char byte(std::size_t at) const { return static_cast<unsigned char>(bytes_[at]); }

    [[nodiscard]] std::uint64_t big_endian(std::size_t at, std::size_t size) const {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size; ++i) value = value << 8 | byte(at + i);
        return value;
    }

    [[nodiscard]] std::int64_t signed_time(std::size_t at) const {
        const std::uint64_t value = big_endian(at, time_size_);
        if (time_size_ == 8) return static_cast<std::int64_t>(value);
        return static_cast<std::int32_t>(static_cast<std::uint32_t>(value));
    }

    [[nodiscard]] bool available(std::uint64_t size, std::string_view part) {
        const std::size_t left = bytes_.size() - at_;
        if (size <= left) return true;
        fail(at_, fmt::format("{} of {} bytes", part, size), fmt::format("{} bytes", left));
        return false;
    }

    /// Notes the first misfit, at a byte counted from 0.
    void fail(std::size_t at, std::string_view expected, std::string_view found) {
        if (!error_) error_ = expected_found(violation_code::malformed, field_, at + 1, expected, found);
    }

    std::span<const std::byte> bytes_;
    std::string_view field_;
    std::size_t at_ = 0;
    std::size_t time_size_ = 4;
    std::size_t types_at_ = 0;
    unsigned version_ = 0;  // as in the file: 0, '2', '3' or '4'
    std::vector<zone_history::change> types_;
    zone_history history_;
    std::optional<violation> error_;
};

}  // namespace

result<zone_history> read_tzif(std::span<const std::byte> bytes, std::string_view field) {
    return tzif_reader{bytes, field}.read();
}

}  // namespace nextfire::inline v0::detail
