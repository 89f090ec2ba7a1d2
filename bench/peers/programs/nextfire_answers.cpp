// Answers with nextfire; the schedule is a Quartz expression.
#include "answering.hpp"

#include <nextfire/nextfire.hpp>

namespace {

struct asked_schedule {
    nextfire::schedule schedule;

    [[nodiscard]] std::optional<std::int64_t> next(std::int64_t after) const {
        const auto found = schedule.next(std::chrono::sys_seconds{std::chrono::seconds{after}});
        return found ? std::optional<std::int64_t>{found->time_since_epoch().count()} : std::nullopt;
    }
};

std::optional<asked_schedule> make(const std::string& text, const std::string& name) {
    const auto expression = nextfire::cron_expression::parse(text);
    const auto zone = nextfire::zone::find(name);
    if (!expression || !zone) return std::nullopt;
    const auto built = nextfire::schedule::build(*expression, *zone);
    return built ? std::optional{asked_schedule{*built}} : std::nullopt;
}

}  // namespace

int main(int argc, char** argv) {
    return nextfire_peers::answer(argc, argv, "nextfire " NEXTFIRE_PEERS_VERSION, make);
}
