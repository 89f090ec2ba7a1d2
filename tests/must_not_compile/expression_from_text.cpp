// error: conver|no viable
#include <nextfire/cron/cron_expression.hpp>

#ifdef CONTROL
auto nightly = nextfire::cron_expression::parse("0 30 2 * * ?");
#else
nextfire::cron_expression nightly = "0 30 2 * * ?";
#endif
