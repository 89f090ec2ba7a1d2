# Writes the zone pack as a C++ byte array: cmake -DPACK=zones.bin -DOUTPUT=zone_pack_data.cpp -P embed.cmake
file(READ "${PACK}" hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "((0x..,){24})" "\\1\n" bytes "${bytes}")
file(WRITE "${OUTPUT}" "// Made from tzdata/zones.bin by tzdata/embed.cmake.
#include \"zone/zone_pack.hpp\"

namespace nextfire::inline v0::detail {
namespace {
constexpr unsigned char bytes[${size}] = {
${bytes}};
}  // namespace

std::span<const unsigned char> embedded_zone_pack() noexcept { return bytes; }

}  // namespace nextfire::inline v0::detail
")
