// Answers with nextfire; the schedule is a Quartz expression.
#include "answering.hpp"

#include <nextfire/nextfire.hpp>

namespace {

using asked_schedule = nextfire_peers::asked_by_number<nextfire::schedule>;

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
