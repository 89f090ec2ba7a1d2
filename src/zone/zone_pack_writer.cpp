#include "zone/zone_pack_writer.hpp"

#include "base/ascii.hpp"
#include "base/message.hpp"
#include "zone/zone_pack.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace nextfire::inline v0::detail {
namespace {

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
    pack.raw(zone_pack_magic);
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
