#include "postgres/written.h"

#include <utils/builtins.h>

PG_FUNCTION_INFO_V1(nextfire_pg_cron);
PG_FUNCTION_INFO_V1(nextfire_pg_describe);

/// Reports what cannot be written so, or a value that cannot be read.
static void pg_attribute_noreturn() report_unwritten(core_text definition, core_notation notation,
                                                     core_status status, const core_refusal* refusal) {
    core_refusal unreadable;
    if (status != CORE_REFUSED || notation == CORE_JSON) report_unreadable(status, refusal);
    if (core_check_bytes(definition, &unreadable) != CORE_DONE) report_unreadable(status, refusal);
    ereport(
        ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
        errmsg(notation == CORE_CRON ? "schedule cannot be written as cron text"
                                     : "schedule cannot be described in this language"),
        errdetail("%s", reasons_of(refusal)),
        notation == CORE_CRON
            ? errhint(
                  "Cron text is written only where it says exactly what the schedule says; the dialects are "
                  "quartz, unix, spring and aws.  Cast the schedule to text for all of it.")
            : errhint("The languages are en and zh."));
}

char* written(core_text definition, core_notation notation, core_text choice) {
    char room[1024];
    char* text = room;
    size_t size = sizeof room;
    core_refusal refusal;
    core_status status = core_write(definition, notation, choice, room, sizeof room, &size, &refusal);
    if (status == CORE_NO_ROOM) {
        text = palloc(size);
        status = core_write(definition, notation, choice, text, size, &size, &refusal);
    }
    if (status != CORE_DONE) report_unwritten(definition, notation, status, &refusal);
    return from_utf8(text, size);
}

Datum nextfire_pg_cron(PG_FUNCTION_ARGS) {
    const core_text dialect = utf8_argument(PG_GETARG_DATUM(1));
    PG_RETURN_TEXT_P(cstring_to_text(written(definition_of(PG_GETARG_DATUM(0)), CORE_CRON, dialect)));
}

Datum nextfire_pg_describe(PG_FUNCTION_ARGS) {
    const core_text language = utf8_argument(PG_GETARG_DATUM(1));
    PG_RETURN_TEXT_P(cstring_to_text(written(definition_of(PG_GETARG_DATUM(0)), CORE_WORDS, language)));
}
