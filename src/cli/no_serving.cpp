// The command serve of a program that was built without it.
#include "cli/report.hpp"
#include "cli/serving.hpp"

namespace nextfire::cli {

exit_code serve(const serve_settings& /*settings*/) {
    return fail("this program was built without serve (NEXTFIRE_BUILD_SERVE)");
}

}  // namespace nextfire::cli
