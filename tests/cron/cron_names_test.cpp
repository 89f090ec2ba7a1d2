#include <nextfire/cron/cron_expression.hpp>

#include <doctest/doctest.h>

#include "../support/enum_names.hpp"

using namespace nextfire;
using nextfire_test::check_names;

TEST_CASE("dialects, choices and fidelities have names") {
    check_names<cron_dialect>({"quartz", "unix", "spring", "aws"}, &parse_cron_dialect, "dialect");
    check_names<every_policy>({"refused", "accepted"}, &parse_every_policy, "every");
    check_names<both_days_policy>({"as_dialect", "both"}, &parse_both_days_policy, "both_days");
    check_names<cron_fidelity>({"exact", "restarts_each_month"}, &parse_cron_fidelity, "fidelity");
}
