// Answers with a field walk on Howard Hinnant's date library, as cron_peer.hpp has it; a Quartz expression.
#include "../../cron_peer.hpp"
#include "answering.hpp"

namespace {

struct asked_peer {
    nextfire_bench::cron_peer peer;

    [[nodiscard]] std::optional<std::int64_t> next(std::int64_t after) const {
        const auto found = peer.next(std::chrono::sys_seconds{std::chrono::seconds{after}});
        return found ? std::optional<std::int64_t>{found->time_since_epoch().count()} : std::nullopt;
    }
};

std::optional<asked_peer> make(const std::string& text, const std::string& zone) {
    return asked_peer{nextfire_bench::cron_peer{nextfire_bench::read_quartz(text), zone}};
}

}  // namespace

int main(int argc, char** argv) {
    return nextfire_peers::answer(argc, argv, "date::tz 3, by hand", make);
}
