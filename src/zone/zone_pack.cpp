#include "zone/zone_pack.hpp"

#include <cassert>

namespace nextfire::inline v0::detail {
namespace {

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

}  // namespace

zone_pack open_zone_pack(std::span<const unsigned char> bytes) {
    pack_reader reader{bytes, 0};
    zone_pack pack;
    pack.bytes = bytes;
    [[maybe_unused]] const std::string_view found_magic = reader.raw(zone_pack_magic.size());
    assert(found_magic == zone_pack_magic);
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

}  // namespace nextfire::inline v0::detail
