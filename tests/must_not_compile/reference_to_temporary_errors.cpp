// error: non-const lvalue reference
#include <nextfire/spec/timestamp.hpp>

void use() {
#ifdef CONTROL
    for (auto& error : nextfire::parse_date("x").errors()) static_cast<void>(error);
#else
    auto& errors = nextfire::parse_date("x").errors();
    static_cast<void>(errors);
#endif
}
