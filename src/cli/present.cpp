#include "cli/present.hpp"

#include <chrono>

namespace nextfire::cli {

api::sys_millis present() {
    using namespace std::chrono;
    return floor<milliseconds>(system_clock::now());
}

}  // namespace nextfire::cli
