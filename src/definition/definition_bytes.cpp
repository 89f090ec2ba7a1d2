/// Definitions as bytes: a header, the zone's name, and the parts that are not their usual selves (clause 9.3).
#include "base/message.hpp"
#include "definition/canonical.hpp"
#include "definition/definition_access.hpp"

#include "calendar/can_fire.hpp"
#include "cron/cron_sets.hpp"

#include <nextfire/base/instant.hpp>
#include <nextfire/definition/definition.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstring>

namespace nextfire::inline v0 {

using detail::definition_parts;
using detail::expected_found;

namespace {

constexpr std::uint8_t version = 1;
constexpr std::size_t header_size = 6;
constexpr std::uint64_t all_weekday_bits = (std::uint64_t{1} << 42) - 1;
constexpr unsigned last_weekdays_shift = 35;

/// Which parts follow the zone's name, in this order.
enum part : std::uint16_t {
    one_time = 1 << 0,        ///< u32: the second of the day; elsewhere, but for `@every`, time_sets.
    time_sets = 1 << 1,       ///< u64 seconds, u64 minutes, u32 hours
    days = 1 << 2,            ///< u32
    last_days = 1 << 3,       ///< u32
    workdays = 1 << 4,        ///< u32
    last_workdays = 1 << 5,   ///< u32
    weekdays = 1 << 6,        ///< u8: in every week of the month
    weeks_of_month = 1 << 7,  ///< u64: bits 0 to 34 by week and weekday, 35 to 41 the last ones
    months = 1 << 8,          ///< u16
    year_range = 1 << 9,      ///< u16 first, u16 last
    year_list = 1 << 10,      ///< 4 u64
    cycle = 1 << 11,          ///< u16 length, u16 phase, u64 days
    every = 1 << 12,          ///< u32 period, u32 phase
    not_before = 1 << 13,     ///< i64
    expire_time = 1 << 14,    ///< i64
};

constexpr std::int64_t no_first_bound = min_instant.time_since_epoch().count();
constexpr std::int64_t no_last_bound = max_instant.time_since_epoch().count();

/// Turns a number of this machine into one whose lowest byte comes first, and back.
template <std::unsigned_integral T>
constexpr T in_little_endian(T number) noexcept {
    if constexpr (std::endian::native == std::endian::little) {
        return number;
    } else {
        T turned = 0;
        for (std::size_t i = 0; i < sizeof(T); ++i)
            turned =
                static_cast<T>(turned | static_cast<T>(number >> 8 * i & 0xFF) << 8 * (sizeof(T) - 1 - i));
        return turned;
    }
}

/// Gives the parts that a definition needs.
std::uint16_t parts_needed(const definition_parts& parts) noexcept {
    const cron_fields& fields = parts.fields;
    unsigned needed = 0;
    const auto need = [&](bool is_needed, part which) { needed |= is_needed ? unsigned{which} : 0U; };
    need(parts.not_before != no_first_bound, not_before);
    need(parts.expire_time != no_last_bound, expire_time);
    if (fields.every.count() != 0) return static_cast<std::uint16_t>(needed | every);
    const bool is_single = fields.only_time().has_value();
    need(is_single, one_time);
    need(!is_single, time_sets);
    need(!fields.any_day_of_month(), days);
    need(fields.last_days != 0, last_days);
    need(fields.workdays != 0, workdays);
    need(fields.last_workdays != 0, last_workdays);
    if (!fields.any_day_of_week()) need(true, fields.has_plain_weekdays() ? weekdays : weeks_of_month);
    need(fields.months != cron_fields::all_months, months);
    if (!fields.years.is_all()) need(true, fields.years.is_contiguous() ? year_range : year_list);
    need(parts.cycle_days != 0, cycle);
    return static_cast<std::uint16_t>(needed);
}

/// The policies in one byte: gap, overlap, whether elapsed, whether a day in either field fires.
std::uint8_t choices_of(const definition_parts& parts) noexcept {
    return static_cast<std::uint8_t>(static_cast<unsigned>(parts.gap) |
                                     static_cast<unsigned>(parts.overlap) << 2 |
                                     static_cast<unsigned>(parts.fields.times) << 4 |
                                     static_cast<unsigned>(parts.fields.combination) << 5);
}

}  // namespace

/// Writes the parts one behind the other.
class definition_writer {
public:
    explicit definition_writer(const definition_parts& parts) : parts_(parts) {}

    definition_bytes write() {
        const std::uint16_t needed = parts_needed(parts_);
        const std::string_view zone_name = parts_.clock.name();
        put(version);
        put(choices_of(parts_));
        put(needed);
        put(static_cast<std::uint16_t>(zone_name.size()));
        std::memcpy(out_.bytes_.data() + out_.size_, zone_name.data(), zone_name.size());
        out_.size_ += zone_name.size();
        put_times(needed);
        put_days(needed);
        put_years(needed);
        if ((needed & cycle) != 0) {
            put(static_cast<std::uint16_t>(parts_.cycle_length));
            put(static_cast<std::uint16_t>(parts_.phase));
            put(parts_.cycle_days);
        }
        if ((needed & every) != 0) {
            put(static_cast<std::uint32_t>(parts_.fields.every.count()));
            put(parts_.phase);
        }
        if ((needed & not_before) != 0) put(static_cast<std::uint64_t>(parts_.not_before));
        if ((needed & expire_time) != 0) put(static_cast<std::uint64_t>(parts_.expire_time));
        return out_;
    }

private:
    template <std::unsigned_integral T>
    void put(T number) noexcept {
        for (std::size_t i = 0; i < sizeof(T); ++i)
            out_.bytes_[out_.size_ + i] = static_cast<std::byte>(static_cast<std::uint64_t>(number) >> 8 * i);
        out_.size_ += sizeof(T);
    }

    void put_times(std::uint16_t needed) {
        const cron_fields& fields = parts_.fields;
        if ((needed & one_time) != 0) put(static_cast<std::uint32_t>(fields.only_time()->count()));
        if ((needed & time_sets) != 0) {
            put(fields.seconds);
            put(fields.minutes);
            put(fields.hours);
        }
    }

    void put_days(std::uint16_t needed) {
        const cron_fields& fields = parts_.fields;
        if ((needed & days) != 0) put(fields.days);
        if ((needed & last_days) != 0) put(fields.last_days);
        if ((needed & workdays) != 0) put(fields.workdays);
        if ((needed & last_workdays) != 0) put(fields.last_workdays);
        if ((needed & weekdays) != 0) put(static_cast<std::uint8_t>(fields.weekdays & 0x7F));
        if ((needed & weeks_of_month) != 0)
            put(fields.weekdays | std::uint64_t{fields.last_weekdays} << last_weekdays_shift);
        if ((needed & months) != 0) put(fields.months);
    }

    void put_years(std::uint16_t needed) {
        const year_set& years = parts_.fields.years;
        if ((needed & year_range) != 0) {
            put(static_cast<std::uint16_t>(*years.on_or_after(year_set::first_year)));
            put(static_cast<std::uint16_t>(*years.on_or_before(year_set::last_year)));
        }
        if ((needed & year_list) != 0)
            for (const std::uint64_t word : years.listed_words()) put(word);
    }

    const definition_parts& parts_;
    definition_bytes out_;
};

definition_bytes definition::to_bytes() const noexcept {
    return definition_writer{parts_}.write();
}

namespace {

/// Reads the parts one behind the other; each is checked for its bounds alone.
class definition_reader {
public:
    explicit definition_reader(std::span<const std::byte> bytes) : bytes_(bytes) {}

    result<definition> read(const std::function<result<zone>(std::string_view)>& find_zone) {
        if (bytes_.size() < header_size) return refuse(bytes_.size(), "a header of 6 bytes");
        if (take<std::uint8_t>() != version) return refuse(0, "version 1");
        const auto choices = take<std::uint8_t>();
        needed_ = take<std::uint16_t>();
        const auto name_size = take<std::uint16_t>();
        if (!has_known_choices(choices)) return refuse(1, "known choices");
        if (!has_parts_that_go_together()) return refuse(2, "parts that go together");
        if (name_size > detail::longest_zone_name) return refuse(4, "a zone's name of at most 60 bytes");
        if (bytes_.size() != header_size + name_size + size_of_parts())
            return refuse(bytes_.size(), "as many bytes as the header tells of");
        const std::string_view name{reinterpret_cast<const char*>(bytes_.data() + at_),  // NOLINT(*-cast)
                                    name_size};
        result<zone> clock = find_zone(name);
        if (!clock) return unknown_zone(clock.errors().front());
        if (clock->name() != name) return refuse(header_size, "a zone's name in its own spelling");
        parts_.clock = *clock;
        at_ += name_size;
        const std::size_t begin = at_;
        read_parts();
        if (!is_in_bounds_) return refuse(begin, "sets, times and bounds that there are");
        if (!fires()) return refuse(begin, "days that some year has");
        result<definition> made{detail::definition_access::make(parts_)};
        definition_parts& canonical = detail::definition_access::parts(*made);
        detail::make_canonical(canonical);
        if (*made != detail::definition_access::make(parts_) || parts_needed(canonical) != needed_)
            made = refuse(begin, "the canonical form");
        return made;
    }

private:
    [[nodiscard]] bool has(part which) const noexcept { return (needed_ & which) != 0; }

    template <std::unsigned_integral T>
    T take() noexcept {
        T written;
        std::memcpy(&written, bytes_.data() + at_, sizeof(T));
        at_ += sizeof(T);
        return in_little_endian(written);
    }

    bool has_known_choices(unsigned choices) noexcept {
        parts_.gap = static_cast<gap_policy>(choices & 3);
        parts_.overlap = static_cast<overlap_policy>(choices >> 2 & 3);
        parts_.fields.times = static_cast<time_meaning>(choices >> 4 & 1);
        parts_.fields.combination = static_cast<day_combination>(choices >> 5 & 1);
        return choices >> 6 == 0 && (choices & 3) != 3 && (choices >> 2 & 3) != 3;
    }

    [[nodiscard]] bool has_parts_that_go_together() const noexcept {
        constexpr unsigned bounds = not_before | expire_time;
        if (needed_ >> 15 != 0) return false;
        if (has(every)) return (needed_ & ~bounds) == every && parts_.fields == cron_fields{};
        constexpr unsigned day_parts = days | last_days | workdays | last_workdays | weekdays |
                                       weeks_of_month | months | year_range | year_list;
        const bool is_either = parts_.fields.combination == day_combination::either;
        return has(one_time) != has(time_sets) && !(has(weekdays) && has(weeks_of_month)) &&
               !(has(year_range) && has(year_list)) &&
               !(has(cycle) && ((needed_ & day_parts) != 0 || is_either));
    }

    [[nodiscard]] std::size_t size_of_parts() const noexcept {
        constexpr std::array<std::uint8_t, 15> sizes{4, 20, 4, 4, 4, 4, 1, 8, 2, 4, 32, 12, 8, 8, 8};
        std::size_t size = 0;
        for (unsigned rest = needed_; rest != 0; rest &= rest - 1)
            size += sizes[static_cast<std::size_t>(std::countr_zero(rest))];
        return size;
    }

    /// Takes a set and checks that its bits lie in bounds and are not none.
    template <std::unsigned_integral T>
    T take_set(std::uint64_t all) noexcept {
        const T bits = take<T>();
        expect((bits & ~all) == 0 && bits != 0);
        return bits;
    }

    void expect(bool is_right) noexcept { is_in_bounds_ = is_in_bounds_ && is_right; }

    void read_parts() {
        cron_fields& fields = parts_.fields;
        if (has(every)) {
            const auto period = take<std::uint32_t>();
            fields.every = std::chrono::seconds{period};
            parts_.phase = take<std::uint32_t>();
            expect(period >= 1 && period <= detail::longest_period_seconds && parts_.phase < period);
        } else {
            read_times();
            read_days();
            read_years();
            if (has(cycle)) read_cycle();
        }
        if (has(not_before)) parts_.not_before = static_cast<std::int64_t>(take<std::uint64_t>());
        if (has(expire_time)) parts_.expire_time = static_cast<std::int64_t>(take<std::uint64_t>());
    }

    void read_times() noexcept {
        cron_fields& fields = parts_.fields;
        if (has(one_time)) {
            const auto time = take<std::uint32_t>();
            expect(time < 86400);
            detail::set_time(fields, std::chrono::seconds{time % 86400});
        } else {
            fields.seconds = take_set<std::uint64_t>(cron_fields::all_sixty);
            fields.minutes = take_set<std::uint64_t>(cron_fields::all_sixty);
            fields.hours = take_set<std::uint32_t>(cron_fields::all_hours);
        }
    }

    void read_days() noexcept {
        cron_fields& fields = parts_.fields;
        fields.days = has(days) ? take<std::uint32_t>() : cron_fields::all_days;
        expect((fields.days & ~cron_fields::all_days) == 0);
        if (has(last_days)) fields.last_days = take_set<std::uint32_t>(cron_fields::all_days);
        if (has(workdays)) fields.workdays = take_set<std::uint32_t>(cron_fields::all_days);
        if (has(last_workdays)) fields.last_workdays = take_set<std::uint32_t>(cron_fields::all_days);
        fields.weekdays = cron_fields::all_weekdays;
        if (has(weekdays)) fields.weekdays = take_set<std::uint8_t>(0x7F) * cron_fields::every_week;
        if (has(weeks_of_month)) {
            const auto bits = take_set<std::uint64_t>(all_weekday_bits);
            fields.weekdays = bits & cron_fields::all_weekdays;
            fields.last_weekdays = static_cast<std::uint8_t>(bits >> last_weekdays_shift & 0x7F);
        }
        if (has(months)) fields.months = take_set<std::uint16_t>(cron_fields::all_months);
        // A day in either field is what unix has: whole weekdays, and days by their numbers.
        expect(fields.combination == day_combination::both ||
               ((needed_ & ~unsigned{not_before | expire_time}) ==
                    (days | weekdays | (needed_ & (months | one_time | time_sets))) &&
                fields.seconds == 1));
    }

    void read_years() noexcept {
        if (has(year_range)) {
            const int first = take<std::uint16_t>();
            const int last = take<std::uint16_t>();
            expect(first >= year_set::first_year && first <= last && last <= year_set::last_year);
            if (is_in_bounds_) parts_.fields.years = year_set::between(first, last);
        }
        if (has(year_list)) {
            std::array<std::uint64_t, 4> words{};
            for (std::uint64_t& word : words) word = take<std::uint64_t>();
            constexpr std::uint64_t all_of_last_word = (std::uint64_t{1} << 38) - 1;  // to 2199
            expect((words[3] & ~all_of_last_word) == 0 && (words[0] | words[1] | words[2] | words[3]) != 0);
            if (is_in_bounds_) parts_.fields.years = year_set::listed(words);
        }
    }

    void read_cycle() noexcept {
        parts_.cycle_length = take<std::uint16_t>();
        parts_.phase = take<std::uint16_t>();
        parts_.cycle_days = take<std::uint64_t>();
        const std::uint32_t length = parts_.cycle_length;
        expect(length >= 1 && length <= detail::longest_cycle_days && parts_.phase < length);
        expect(parts_.cycle_days != 0 && parts_.cycle_days >> std::min(length, 63U) == 0);
    }

    [[nodiscard]] bool fires() const noexcept {
        return has(every) || has(cycle) || !detail::never_fires(parts_.fields);
    }

    /// Gives what is wrong with the zone's name as a fault of the bytes.
    [[nodiscard]] static violation unknown_zone(violation error) {
        error.field = "definition";
        error.column = header_size + 1;
        return error;
    }

    [[nodiscard]] static violation refuse(std::size_t at, std::string_view expected) {
        return expected_found(violation_code::malformed, "definition", at + 1, expected, "other bytes");
    }

    std::span<const std::byte> bytes_;
    std::size_t at_ = 0;
    std::uint16_t needed_ = 0;
    definition_parts parts_;
    bool is_in_bounds_ = true;
};

}  // namespace

result<definition> definition::from_bytes(std::span<const std::byte> bytes,
                                          const std::function<result<zone>(std::string_view)>& find_zone) {
    return definition_reader{bytes}.read(find_zone);
}

}  // namespace nextfire::inline v0

std::size_t std::hash<nextfire::definition>::operator()(const nextfire::definition& key) const noexcept {
    const nextfire::definition_bytes bytes = key.to_bytes();
    return std::hash<std::string_view>{}(
        {reinterpret_cast<const char*>(bytes.data()), bytes.size()});  // NOLINT(*reinterpret-cast)
}
