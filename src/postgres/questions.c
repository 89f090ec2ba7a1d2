/// Schedules asked: next, prev, contains, count.
#include "postgres/module.h"

#include <miscadmin.h>
#include <utils/rangetypes.h>
#include <utils/timestamp.h>
#include <utils/typcache.h>

PG_FUNCTION_INFO_V1(nextfire_pg_next);
PG_FUNCTION_INFO_V1(nextfire_pg_prev);
PG_FUNCTION_INFO_V1(nextfire_pg_contains);
PG_FUNCTION_INFO_V1(nextfire_pg_count);

/// What counting keeps from one row to the next.
typedef struct count_site {
    core_cache cache;
    TypeCacheEntry* range_type;
} count_site;

/// Instants from a first one on and before a second.
typedef struct second_range {
    int64 from;
    int64 until;
} second_range;

Datum nextfire_pg_next(PG_FUNCTION_ARGS) {
    core_cache* const cache = kept_at_call_site(fcinfo, sizeof *cache);
    const core_text schedule = definition_of(PG_GETARG_DATUM(0));
    int64 answer;
    core_refusal refusal;
    const core_status status =
        core_next(cache, schedule, second_before(PG_GETARG_TIMESTAMPTZ(1)), &answer, &refusal);
    if (status != CORE_DONE) report_unreadable(status, &refusal);
    if (answer == CORE_NO_INSTANT) PG_RETURN_NULL();
    PG_RETURN_TIMESTAMPTZ(instant_at(answer));
}

Datum nextfire_pg_prev(PG_FUNCTION_ARGS) {
    core_cache* const cache = kept_at_call_site(fcinfo, sizeof *cache);
    const core_text schedule = definition_of(PG_GETARG_DATUM(0));
    int64 answer;
    core_refusal refusal;
    const core_status status =
        core_prev(cache, schedule, second_after(PG_GETARG_TIMESTAMPTZ(1)), &answer, &refusal);
    if (status != CORE_DONE) report_unreadable(status, &refusal);
    if (answer == CORE_NO_INSTANT) PG_RETURN_NULL();
    PG_RETURN_TIMESTAMPTZ(instant_at(answer));
}

Datum nextfire_pg_contains(PG_FUNCTION_ARGS) {
    core_cache* const cache = kept_at_call_site(fcinfo, sizeof *cache);
    const core_text schedule = definition_of(PG_GETARG_DATUM(0));
    const TimestampTz instant = PG_GETARG_TIMESTAMPTZ(1);
    int64 answer;
    core_refusal refusal;
    const core_status status = core_next(cache, schedule, second_before(instant) - 1, &answer, &refusal);
    if (status != CORE_DONE) report_unreadable(status, &refusal);
    PG_RETURN_BOOL(is_whole_second(instant) && answer == second_before(instant));
}

/// Gives the first second at or after a bound, or the first after one that is not of the range.
static int64 second_at_bound(const RangeBound* bound) {
    const TimestampTz instant = DatumGetTimestampTz(bound->val);
    return bound->inclusive == bound->lower ? second_after(instant) : second_before(instant) + 1;
}

/// Gives the seconds of a range, cut to those that there are: the years 1970 to 9999.
static second_range seconds_of(TypeCacheEntry* range_type, const RangeType* range) {
    const int64 first = 0;
    const int64 end = INT64CONST(253402300800);
    RangeBound lower;
    RangeBound upper;
    bool is_empty;
    second_range seconds = {first, end};
    range_deserialize(range_type, range, &lower, &upper, &is_empty);
    if (is_empty) return (second_range){0, 0};
    if (!lower.infinite) seconds.from = Max(first, second_at_bound(&lower));
    if (!upper.infinite) seconds.until = Min(end, second_at_bound(&upper));
    return seconds;
}

/// Counts piece by piece, so that it can be interrupted where the core walks: with `both` and `second`.
Datum nextfire_pg_count(PG_FUNCTION_ARGS) {
    const int64 piece = INT64CONST(1) << 27;  // four years
    count_site* const site = kept_at_call_site(fcinfo, sizeof *site);
    const core_text schedule = definition_of(PG_GETARG_DATUM(0));
    const RangeType* const range = PG_GETARG_RANGE_P(1);
    second_range seconds;
    int64 sum = 0;
    if (site->range_type == NULL)
        site->range_type = lookup_type_cache(RangeTypeGetOid(range), TYPECACHE_RANGE_INFO);
    seconds = seconds_of(site->range_type, range);
    do {
        const int64 until = Min(seconds.until, seconds.from + piece);
        uint64 count;
        core_refusal refusal;
        const core_status status = core_count(&site->cache, schedule, seconds.from, until, &count, &refusal);
        if (status != CORE_DONE) report_unreadable(status, &refusal);
        CHECK_FOR_INTERRUPTS();
        sum += (int64)count;
        seconds.from = until;
    } while (seconds.from < seconds.until);
    PG_RETURN_INT64(sum);
}
