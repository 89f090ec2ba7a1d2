#include "cron_workload.hpp"

#include <cstdio>
#include <cstdlib>

namespace nextfire_bench {

nextfire::cron_expression expression_of(const cron_workload& work) {
    const auto read = nextfire::cron_expression::parse(work.text, work.dialect);
    if (read) return *read;
    std::fprintf(stderr, "%s: %s\n", work.name, read.errors().front().message.c_str());
    std::abort();
}

cron_peer_sets peer_sets_of(const cron_workload& work) {
    return work.dialect == nextfire::cron_dialect::unix_cron ? read_unix_cron(work.text)
                                                             : read_quartz(work.text);
}

std::vector<nextfire::schedule> schedules_of(const cron_workload& work) {
    const nextfire::cron_expression expression = expression_of(work);
    std::vector<nextfire::schedule> all;
    all.reserve(zones.size());
    for (const auto zone : zones)
        all.push_back(*nextfire::schedule::build(expression, *nextfire::zone::find(zone)));
    return all;
}

std::vector<cron_peer> peers_of(const cron_workload& work) {
    const cron_peer_sets sets = peer_sets_of(work);
    std::vector<cron_peer> all;
    all.reserve(zones.size());
    for (const auto zone : zones) all.emplace_back(sets, zone);
    return all;
}

}  // namespace nextfire_bench
