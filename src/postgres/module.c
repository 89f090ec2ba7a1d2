#include "postgres/module.h"

#include <mb/pg_wchar.h>
#include <utils/builtins.h>

PG_MODULE_MAGIC;

Datum schedule_datum(const core_definition* definition) {
    bytea* const value = palloc(VARHDRSZ + definition->size);
    SET_VARSIZE(value, VARHDRSZ + definition->size);
    memcpy(VARDATA(value), definition->bytes, definition->size);
    return PointerGetDatum(value);
}

core_text utf8_of(const char* data, size_t size) {
    const char* const converted = pg_server_to_any(data, (int)size, PG_UTF8);
    return (core_text){converted, converted == data ? size : strlen(converted)};
}

core_text utf8_argument(Datum argument) {
    const text* const given = DatumGetTextPP(argument);
    return utf8_of(VARDATA_ANY(given), VARSIZE_ANY_EXHDR(given));
}

char* from_utf8(const char* data, size_t size) {
    char* const converted = pg_any_to_server(data, (int)size, PG_UTF8);
    return converted == data ? pnstrdup(data, size) : converted;
}

const char* reasons_of(const core_refusal* refusal) {
    return from_utf8(refusal->reasons, strlen(refusal->reasons));
}

const char* shortened(const char* text) {
    enum { most = 200 };
    const int size = (int)strlen(text);
    if (size <= most) return text;
    return psprintf("%.*s...", pg_mbcliplen(text, size, most), text);
}

void report_failure(core_status status) {
    if (status == CORE_NO_MEMORY) ereport(ERROR, errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory"));
    elog(ERROR, "nextfire failed with status %d", (int)status);
}

void report_unreadable(core_status status, const core_refusal* refusal) {
    if (status != CORE_REFUSED) report_failure(status);
    ereport(ERROR, errcode(ERRCODE_DATA_CORRUPTED), errmsg("schedule cannot be read"),
            errdetail("%s", reasons_of(refusal)),
            errhint("The module's zone data are those of %s; a zone that came later is unknown to it.",
                    core_tzdata_version()));
}

/// A core_cache, and how many rows it was asked for; what the call site keeps beside it follows the cache.
typedef struct call_site {
    uint64 rows;
    uint64 kept[FLEXIBLE_ARRAY_MEMBER];
} call_site;

void* kept_at_call_site(FunctionCallInfo fcinfo, size_t size) {
    enum { few_rows = 1024 };
    // A function in C that calls this one directly may have no call site.
    if (fcinfo->flinfo == NULL) return palloc0(size);
    MemoryContext const context = fcinfo->flinfo->fn_mcxt;
    call_site* site = fcinfo->flinfo->fn_extra;
    if (site == NULL)
        site = fcinfo->flinfo->fn_extra = MemoryContextAllocZero(context, offsetof(call_site, kept) + size);
    if (++site->rows == few_rows)
        ((core_cache*)site->kept)->places = (core_places*)TYPEALIGN(
            PG_CACHE_LINE_SIZE, MemoryContextAllocZero(context, sizeof(core_places) + PG_CACHE_LINE_SIZE));
    return site->kept;
}

PG_FUNCTION_INFO_V1(nextfire_pg_tzdata_version);
Datum nextfire_pg_tzdata_version(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    PG_RETURN_TEXT_P(cstring_to_text(core_tzdata_version()));
}
