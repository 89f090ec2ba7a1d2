// Any bytes at all as a definition, and the same bytes as a line: the laws of definition_laws.hpp hold.
//
//     cmake --preset fuzz && cmake --build --preset fuzz
//     mkdir found; .build/fuzz/tests/fuzz/definition_fuzz -dict=tests/fuzz/definition.dict found
//     tests/fuzz/corpus_definition
#include "definition_laws.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>

namespace {

void require(const std::string& broken_law) {
    if (broken_law.empty()) return;
    std::fprintf(stderr, "broken: %s\n", broken_law.c_str());
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    require(nextfire_test::broken_law_of_bytes(std::as_bytes(std::span{data, size})));
    require(nextfire_test::broken_law_of_line({reinterpret_cast<const char*>(data), size}));
    return 0;
}
