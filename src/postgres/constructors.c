/// Schedules made of cron text, or of the fields of clause 2.
#include "postgres/module.h"

#include <utils/builtins.h>

PG_FUNCTION_INFO_V1(nextfire_pg_from_cron);
PG_FUNCTION_INFO_V1(nextfire_pg_from_fields);

Datum nextfire_pg_from_cron(PG_FUNCTION_ARGS) {
    const core_text cron = utf8_argument(PG_GETARG_DATUM(0));
    const core_text dialect = utf8_argument(PG_GETARG_DATUM(1));
    const core_text zone = utf8_argument(PG_GETARG_DATUM(2));
    core_definition definition;
    core_refusal refusal;
    const core_status status = core_read_cron(cron, dialect, zone, &definition, &refusal);
    if (status == CORE_DONE) return schedule_datum(&definition);
    if (status != CORE_REFUSED) report_failure(status);
    ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("invalid cron schedule"),
            errdetail("%s", reasons_of(&refusal)),
            errhint("Write nextfire_from_cron('0 9 * * 1-5', 'unix', 'Europe/Berlin'); the dialects are "
                    "quartz, unix, "
                    "spring and aws."));
}

/// The arguments stand in the order of clause 2's fields; NULL is what was not given.
Datum nextfire_pg_from_fields(PG_FUNCTION_ARGS) {
    core_text fields[CORE_FIELDS] = {{NULL, 0}};
    core_text anchor_date = {NULL, 0};
    core_definition definition;
    core_refusal refusal;
    core_status status;
    for (int i = 0; i < CORE_FIELDS; ++i)
        if (!PG_ARGISNULL(i)) fields[i] = utf8_argument(PG_GETARG_DATUM(i));
    if (!PG_ARGISNULL(CORE_FIELDS)) anchor_date = utf8_argument(PG_GETARG_DATUM(CORE_FIELDS));
    status = core_read_fields(fields, anchor_date, &definition, &refusal);
    if (status == CORE_DONE) return schedule_datum(&definition);
    if (status != CORE_REFUSED) report_failure(status);
    ereport(
        ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("invalid schedule"),
        errdetail("%s", reasons_of(&refusal)),
        errhint("Write nextfire_from_fields(scheduled_type => 'WEEK', week_list => '2,3', scheduled_time => "
                "'09:00:00', time_zone => 'Europe/Berlin')."));
}
