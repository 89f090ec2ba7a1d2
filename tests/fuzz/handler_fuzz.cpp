// Any bytes at all as a request to the handler of scheduled tasks: the laws of handler_laws.hpp hold.
//
//     cmake --preset fuzz && cmake --build --preset fuzz
//     mkdir found; .build/fuzz/tests/fuzz/handler_fuzz -dict=tests/fuzz/handler.dict found
//     tests/fuzz/corpus_handler
#include "handler_laws.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string law = nextfire_test::broken_law(std::span{data, size});
    if (law.empty()) return 0;
    std::fprintf(stderr, "broken: %s\n", law.c_str());
    std::abort();
}
