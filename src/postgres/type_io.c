/// The type schedule: to and from text, to and from the wire.
#include "postgres/module.h"
#include "postgres/written.h"

#include <libpq/pqformat.h>
#include <utils/builtins.h>

PG_FUNCTION_INFO_V1(nextfire_pg_in);
PG_FUNCTION_INFO_V1(nextfire_pg_out);
PG_FUNCTION_INFO_V1(nextfire_pg_recv);
PG_FUNCTION_INFO_V1(nextfire_pg_send);

Datum nextfire_pg_in(PG_FUNCTION_ARGS) {
    char* const given = PG_GETARG_CSTRING(0);
    core_definition definition;
    core_refusal refusal;
    const core_status status = core_read_text(utf8_of(given, strlen(given)), &definition, &refusal);
    if (status == CORE_DONE) return schedule_datum(&definition);
    if (status != CORE_REFUSED) report_failure(status);
    ereport(ERROR, errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
            errmsg("invalid input syntax for type %s: \"%s\"", "schedule", shortened(given)),
            errdetail("%s", reasons_of(&refusal)),
            errhint("A schedule is written as JSON, {\"cron\":\"0 9 * * 1\",\"dialect\":\"unix\","
                    "\"time_zone\":\"Europe/Berlin\"}, or as a line, 0 0 9 ? * MON; zone=Europe/Berlin."));
}

Datum nextfire_pg_out(PG_FUNCTION_ARGS) {
    PG_RETURN_CSTRING(written(definition_of(PG_GETARG_DATUM(0)), CORE_JSON, (core_text){NULL, 0}));
}

Datum nextfire_pg_recv(PG_FUNCTION_ARGS) {
    StringInfo const message = (StringInfo)PG_GETARG_POINTER(0);
    const size_t size = (size_t)(message->len - message->cursor);
    core_definition definition;
    core_refusal refusal;
    const core_text bytes = {pq_getmsgbytes(message, (int)size), size};
    const core_status status = core_check_bytes(bytes, &refusal);
    if (status == CORE_REFUSED)
        ereport(
            ERROR, errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
            errmsg("invalid binary representation of type %s", "schedule"),
            errdetail("%s", reasons_of(&refusal)),
            errhint(
                "Its bytes are those that nextfire writes, canonical and with a zone that is known here."));
    if (status != CORE_DONE) report_failure(status);
    definition.size = size;
    memcpy(definition.bytes, bytes.data, size);
    return schedule_datum(&definition);
}

Datum nextfire_pg_send(PG_FUNCTION_ARGS) {
    const core_text bytes = definition_of(PG_GETARG_DATUM(0));
    StringInfoData message;
    pq_begintypsend(&message);
    pq_sendbytes(&message, bytes.data, (int)bytes.size);
    PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}
