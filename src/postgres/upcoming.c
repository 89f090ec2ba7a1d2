/// The next occurrences of a schedule as rows.
#include "postgres/module.h"

#include <funcapi.h>
#include <utils/timestamp.h>

PG_FUNCTION_INFO_V1(nextfire_pg_upcoming);

/// What is left to be given, from one row to the next.
typedef struct upcoming_rows {
    core_cache cache;
    core_definition schedule;
    int64 after;
    int32 left;
} upcoming_rows;

/// Copies the arguments to where they outlive the first row.
static upcoming_rows* begin_rows(FunctionCallInfo fcinfo) {
    const core_text schedule = definition_of(PG_GETARG_DATUM(0));
    const int32 n = PG_GETARG_INT32(2);
    FuncCallContext* const rows = SRF_FIRSTCALL_INIT();
    upcoming_rows* const begun = MemoryContextAllocZero(rows->multi_call_memory_ctx, sizeof *begun);
    if (n < 0)
        ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
                errmsg("number of occurrences must not be negative"), errdetail("It is %d.", n),
                errhint("Write how many occurrences are wanted at most."));
    if (schedule.size > sizeof begun->schedule.bytes) {
        core_refusal refusal;
        report_unreadable(core_check_bytes(schedule, &refusal), &refusal);
    }
    begun->schedule.size = schedule.size;
    memcpy(begun->schedule.bytes, schedule.data, schedule.size);
    begun->after = second_before(PG_GETARG_TIMESTAMPTZ(1));
    begun->left = n;
    rows->user_fctx = begun;
    return begun;
}

Datum nextfire_pg_upcoming(PG_FUNCTION_ARGS) {
    FuncCallContext* rows;
    upcoming_rows* coming;
    if (SRF_IS_FIRSTCALL()) begin_rows(fcinfo);
    rows = SRF_PERCALL_SETUP();
    coming = rows->user_fctx;
    if (coming->left > 0) {
        const core_text schedule = {(const char*)coming->schedule.bytes, coming->schedule.size};
        core_refusal refusal;
        const core_status status =
            core_next(&coming->cache, schedule, coming->after, &coming->after, &refusal);
        if (status != CORE_DONE) report_unreadable(status, &refusal);
        if (coming->after != CORE_NO_INSTANT) {
            --coming->left;
            SRF_RETURN_NEXT(rows, TimestampTzGetDatum(instant_at(coming->after)));
        }
    }
    SRF_RETURN_DONE(rows);
}
