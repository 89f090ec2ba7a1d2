// Answers with a field walk on Howard Hinnant's date library, as cron_peer.hpp has it; a Quartz expression.
#include "../../cron_peer.hpp"
#include "answering.hpp"

namespace {

using asked_peer = nextfire_peers::asked_by_number<nextfire_bench::cron_peer>;

std::optional<asked_peer> make(const std::string& text, const std::string& zone) {
    return asked_peer{nextfire_bench::cron_peer{nextfire_bench::read_quartz(text), zone}};
}

}  // namespace

int main(int argc, char** argv) {
    return nextfire_peers::answer(argc, argv, "date::tz 3, by hand", make);
}
