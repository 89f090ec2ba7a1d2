/// Makes a zone pack (zone_pack.hpp says what its bytes are).  The tool that packs tzdata and the tests do;
/// the library itself only reads, and a program that links it does without the writer.
#pragma once

#include <nextfire/base/result.hpp>

#include "zone/zone_history.hpp"

#include <string>
#include <vector>

namespace nextfire::inline v0::detail {

/// What goes into a pack.
struct zone_pack_content {
    struct named_history {
        std::string name;
        std::string canonical_name;
        zone_history history;
    };
    struct windows_name {
        std::string name;
        std::string target;  ///< An IANA name.
    };

    std::string version;
    std::vector<named_history> zones;
    std::vector<windows_name> windows_names;
};

/// Writes a pack; the same content in any order gives the same bytes.  A name that refers to one that is
/// not there, or a number too large for its place, is a violation.
[[nodiscard]] result<std::vector<unsigned char>> write_zone_pack(zone_pack_content content);

}  // namespace nextfire::inline v0::detail
