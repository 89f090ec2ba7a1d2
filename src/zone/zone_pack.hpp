/// The zone pack: all zone data of one tzdata version in one array of bytes.
///
/// All numbers are little-endian; a *text* is one byte of length and so many bytes.  In order:
///
///     "NFZ1"
///     text                          version of the data, such as 2026f
///     u16 n, then n texts           abbreviations and rules, each once
///     u16 n, then n times           bodies: distinct histories
///         u16                           rule: index of a text, which may be empty
///         u8 k, then k times            kinds of local time
///             i32, u16                      offset in seconds, index of the abbreviation's text
///         u16 m, then u8                number of changes, and the kind that holds from the beginning
///         (m - 1) times u32             instants of the further changes
///         (m - 1) times u8              their kinds
///     u16 n, then n times           names, sorted without regard to letter case
///         text, u16, u16                the name, index of its body, index of its canonical name
///     u16 n, then n times           Windows names, sorted in the same way
///         text, u16                     the name, index of the IANA name it stands for
///
/// A history in a pack is settled (zone_history.hpp), so one body serves all names whose clocks agree from
/// 1970 on.  The bytes are part of the program and therefore trusted; assertions watch over them.
#pragma once

#include "zone/zone_history.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace nextfire::inline v0::detail {

/// What a pack begins with.
constexpr std::string_view zone_pack_magic = "NFZ1";

/// A pack opened for reading; the texts are parts of the bytes.
struct zone_pack {
    struct name_entry {
        std::string_view name;
        std::uint16_t body;
        std::uint16_t canonical;  ///< Index into `names`; its own, where the name is no link.
    };
    struct windows_entry {
        std::string_view name;
        std::uint16_t target;  ///< Index into `names`.
    };

    std::span<const unsigned char> bytes;
    std::string_view version;
    std::vector<std::string_view> texts;
    std::vector<std::size_t> bodies;  ///< Where in `bytes` each body begins.
    std::vector<name_entry> names;
    std::vector<windows_entry> windows_names;
};

/// Opens a pack.  Cost: some 20 µs.
[[nodiscard]] zone_pack open_zone_pack(std::span<const unsigned char> bytes);

/// Reads one body of a pack.
[[nodiscard]] zone_history read_pack_body(const zone_pack& pack, std::size_t body);

/// Gives the bytes of tzdata/zones.bin; defined in a generated source (tzdata/embed.cmake).
[[nodiscard]] std::span<const unsigned char> embedded_zone_pack() noexcept;

}  // namespace nextfire::inline v0::detail
