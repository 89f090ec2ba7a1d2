/// `H` in cron text: a value spread over its field by the hash of a key.
#pragma once

#include "cron/cron_grammar.hpp"

#include <cstdint>
#include <string_view>

namespace nextfire::inline v0::detail {

/// Hashes a key for a field; the value of `H` is the hash modulo the number of values to choose from.
///
/// Thousands of jobs whose texts say `H` shall not all start in one minute, and each shall keep its minute
/// for ever.  So this function is part of the interface and never changes: FNV-1a of 64 bits over the bytes
/// of the key and then one byte for the field (second 0, minute 1, … day of the week 5), and since the low
/// bits of FNV-1a are weak, the finaliser of MurmurHash3 on top.
[[nodiscard]] constexpr std::uint64_t spread_hash(std::string_view key, cron_field field) noexcept {
    std::uint64_t hash = 0xCBF29CE484222325;
    const auto add = [&](unsigned char byte) { hash = (hash ^ byte) * 0x100000001B3; };
    for (const char c : key) add(static_cast<unsigned char>(c));
    add(static_cast<unsigned char>(field));
    hash = (hash ^ hash >> 33) * 0xFF51AFD7ED558CCD;
    hash = (hash ^ hash >> 33) * 0xC4CEB9FE1A85EC53;
    return hash ^ hash >> 33;
}

}  // namespace nextfire::inline v0::detail
