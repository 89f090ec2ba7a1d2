#include "zone/zone_pack.hpp"

#include "base/ascii.hpp"
#include "base/message.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <optional>
#include <utility>

namespace nextfire::inline v0::detail {
namespace {

constexpr std::string_view magic = "NFZ1";

/// Reads numbers and texts one after the other.
class pack_reader {
public:
    pack_reader(std::span<const unsigned char> bytes, std::size_t at) : bytes_(bytes), at_(at) {}

    [[nodiscard]] std::size_t position() const { return at_; }

    [[nodiscard]] std::uint8_t byte() {
        assert(at_ < bytes_.size());
        return bytes_[at_++];
    }
    [[nodiscard]] std::uint16_t half() {
        const unsigned low = byte();
        return static_cast<std::uint16_t>(low | static_cast<unsigned>(byte()) << 8);
    }
    [[nodiscard]] std::uint32_t word() {
        const std::uint32_t low = half();
        return low | static_cast<std::uint32_t>(half()) << 16;
    }
    [[nodiscard]] std::string_view text() { return raw(byte()); }

    /// Gives the next `size` bytes as text.
    [[nodiscard]] std::string_view raw(std::size_t size) {
        assert(size <= bytes_.size() - at_);
        const auto* first = reinterpret_cast<const char*>(bytes_.data() + at_);
        at_ += size;
        return {first, size};
    }

private:
    std::span<const unsigned char> bytes_;
    std::size_t at_;
};

void skip_body(pack_reader& reader) {
    (void)reader.half();
    const std::size_t kinds = reader.byte();
    (void)reader.raw(kinds * 6);
    const std::size_t changes = reader.half();
    (void)reader.raw(1 + (changes - 1) * 5);
}

/// Writes numbers and texts one after the other, and remembers whether all of them fitted.
class pack_writer {
public:
    void raw(std::string_view text) { bytes_.insert(bytes_.end(), text.begin(), text.end()); }
    void byte(std::uint64_t value) { number(value, 1); }
    void half(std::uint64_t value) { number(value, 2); }
    void word(std::uint64_t value) { number(value, 4); }
    void text(std::string_view text) {
        byte(text.size());
        raw(text);
    }

    [[nodiscard]] bool all_fitted() const { return all_fitted_; }
    [[nodiscard]] std::vector<unsigned char> take() && { return std::move(bytes_); }

private:
    void number(std::uint64_t value, unsigned size) {
        for (unsigned i = 0; i < size; ++i) bytes_.push_back(static_cast<unsigned char>(value >> (8 * i)));
        if (value >> (8 * size) != 0) all_fitted_ = false;
    }

    std::vector<unsigned char> bytes_;
    bool all_fitted_ = true;
};

/// Collects the distinct texts and histories, in the order in which sorted names first need them.
struct shared_parts {
    std::vector<std::string> texts;
    std::vector<zone_history> bodies;

    std::size_t text(const std::string& wanted) { return place(texts, wanted); }
    std::size_t body(const zone_history& wanted) { return place(bodies, wanted); }

private:
    template <class T>
    static std::size_t place(std::vector<T>& list, const T& wanted) {
        const auto found = std::find(list.begin(), list.end(), wanted);
        const auto index = static_cast<std::size_t>(found - list.begin());
        if (found == list.end()) list.push_back(wanted);
        return index;
    }
};

void write_body(pack_writer& writer, shared_parts& parts, const zone_history& history) {
    using kind = std::pair<std::int32_t, std::uint8_t>;
    std::vector<kind> kinds;
    std::vector<std::size_t> kind_of_change;
    for (const zone_history::change& change : history.changes) {
        const kind wanted{change.offset, change.abbreviation};
        const auto found = std::find(kinds.begin(), kinds.end(), wanted);
        kind_of_change.push_back(static_cast<std::size_t>(found - kinds.begin()));
        if (found == kinds.end()) kinds.push_back(wanted);
    }
    writer.half(parts.text(history.rule));
    writer.byte(kinds.size());
    for (const auto& [offset, abbreviation] : kinds) {
        writer.word(static_cast<std::uint32_t>(offset));
        writer.half(parts.text(history.abbreviations[abbreviation]));
    }
    writer.half(history.changes.size());
    writer.byte(kind_of_change.front());
    for (std::size_t i = 1; i < history.changes.size(); ++i)
        writer.word(static_cast<std::uint64_t>(history.changes[i].at));
    for (std::size_t i = 1; i < history.changes.size(); ++i) writer.byte(kind_of_change[i]);
}

/// Finds a name among the sorted zones, letter for letter.
std::optional<std::size_t> place_of(const zone_pack_content& content, std::string_view name) {
    const auto found = std::find_if(content.zones.begin(), content.zones.end(),
                                    [&](const auto& zone) { return zone.name == name; });
    if (found == content.zones.end()) return std::nullopt;
    return static_cast<std::size_t>(found - content.zones.begin());
}

template <class List>
void sort_by_name(List& list) {
    std::sort(list.begin(), list.end(),
              [](const auto& a, const auto& b) { return compare_ignoring_case(a.name, b.name) < 0; });
}

}  // namespace

zone_pack open_zone_pack(std::span<const unsigned char> bytes) {
    pack_reader reader{bytes, 0};
    zone_pack pack;
    pack.bytes = bytes;
    [[maybe_unused]] const std::string_view found_magic = reader.raw(magic.size());
    assert(found_magic == magic);
    pack.version = reader.text();
    pack.texts.resize(reader.half());
    for (std::string_view& text : pack.texts) text = reader.text();
    pack.bodies.resize(reader.half());
    for (std::size_t& body : pack.bodies) {
        body = reader.position();
        skip_body(reader);
    }
    pack.names.resize(reader.half());
    for (zone_pack::name_entry& entry : pack.names) {
        entry.name = reader.text();
        entry.body = reader.half();
        entry.canonical = reader.half();
        assert(entry.body < pack.bodies.size() && entry.canonical < pack.names.size());
    }
    pack.windows_names.resize(reader.half());
    for (zone_pack::windows_entry& entry : pack.windows_names) {
        entry.name = reader.text();
        entry.target = reader.half();
        assert(entry.target < pack.names.size());
    }
    assert(reader.position() == bytes.size());
    return pack;
}

zone_history read_pack_body(const zone_pack& pack, std::size_t body) {
    pack_reader reader{pack.bytes, pack.bodies[body]};
    zone_history history;
    history.rule = pack.texts[reader.half()];
    std::vector<zone_history::change> kinds(reader.byte());
    for (zone_history::change& kind : kinds) {
        kind.offset = static_cast<std::int32_t>(reader.word());
        // Written by first use and therefore numbered as they were.
        kind.abbreviation = abbreviation_index(history.abbreviations, pack.texts[reader.half()]).value();
    }
    history.changes.resize(reader.half());
    history.changes.front() = kinds[reader.byte()];
    for (std::size_t i = 0; i < history.changes.size(); ++i) {
        history.changes[i].at = i == 0 ? offset_period::always : std::int64_t{reader.word()};
    }
    for (std::size_t i = 1; i < history.changes.size(); ++i) {
        const zone_history::change& kind = kinds[reader.byte()];
        history.changes[i].offset = kind.offset;
        history.changes[i].abbreviation = kind.abbreviation;
    }
    return history;
}

result<std::vector<unsigned char>> write_zone_pack(zone_pack_content content) {
    sort_by_name(content.zones);
    sort_by_name(content.windows_names);

    shared_parts parts;
    pack_writer names;
    names.half(content.zones.size());
    for (const zone_pack_content::named_history& zone : content.zones) {
        const auto canonical = place_of(content, zone.canonical_name);
        if (!canonical) {
            return expected_found(violation_code::unknown_name, zone.name, std::nullopt,
                                  "a canonical name in the data", quoted(zone.canonical_name));
        }
        names.text(zone.name);
        names.half(parts.body(zone.history));
        names.half(*canonical);
    }
    names.half(content.windows_names.size());
    for (const zone_pack_content::windows_name& windows : content.windows_names) {
        const auto target = place_of(content, windows.target);
        if (!target) {
            return expected_found(violation_code::unknown_name, windows.name, std::nullopt,
                                  "an IANA name in the data", quoted(windows.target));
        }
        names.text(windows.name);
        names.half(*target);
    }
    pack_writer bodies;
    bodies.half(parts.bodies.size());
    for (const zone_history& history : parts.bodies) write_body(bodies, parts, history);

    pack_writer pack;
    pack.raw(magic);
    pack.text(content.version);
    pack.half(parts.texts.size());
    for (const std::string& text : parts.texts) pack.text(text);
    if (!names.all_fitted() || !bodies.all_fitted() || !pack.all_fitted()) {
        return expected_found(violation_code::too_long, "pack", std::nullopt,
                              "zone data that fits the pack format", "a number too large for its place");
    }
    std::vector<unsigned char> bytes = std::move(pack).take();
    for (pack_writer* part : {&bodies, &names}) {
        const std::vector<unsigned char> more = std::move(*part).take();
        bytes.insert(bytes.end(), more.begin(), more.end());
    }
    return bytes;
}

}  // namespace nextfire::inline v0::detail
