// A user of C++23, in which a result becomes a std::expected in one line.
#include <nextfire/nextfire.hpp>

#include <cstdio>
#include <version>

#if __cplusplus <= 202002L
#error "this must be compiled as C++23"
#endif

#ifdef __cpp_lib_expected
#include <expected>

std::expected<nextfire::zone, nextfire::violations> find(const char* name) {
    auto found = nextfire::zone::find(name);
    if (found) return *std::move(found);
    return std::unexpected{std::move(found).errors()};
}
#else
nextfire::result<nextfire::zone> find(const char* name) {
    return nextfire::zone::find(name);
}
#endif

int main() {
    const auto now = nextfire::parse_instant("2026-03-29T01:00:00Z");
    std::puts(nextfire::format_local(find("Europe/Berlin").value().to_local(*now)).c_str());
}
