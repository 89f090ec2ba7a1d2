/// The type schedule compared: equal is what means the same (clause 9.2), and the order is that of the bytes, which says
/// nothing of when anything fires.
#include "postgres/module.h"

#include <common/hashfn.h>

PG_FUNCTION_INFO_V1(nextfire_pg_eq);
PG_FUNCTION_INFO_V1(nextfire_pg_ne);
PG_FUNCTION_INFO_V1(nextfire_pg_lt);
PG_FUNCTION_INFO_V1(nextfire_pg_le);
PG_FUNCTION_INFO_V1(nextfire_pg_gt);
PG_FUNCTION_INFO_V1(nextfire_pg_ge);
PG_FUNCTION_INFO_V1(nextfire_pg_cmp);
PG_FUNCTION_INFO_V1(nextfire_pg_hash);
PG_FUNCTION_INFO_V1(nextfire_pg_hash_extended);

/// Compares the bytes of two arguments, a shorter one before one that it begins.  Copies are freed: whoever sorts or builds
/// an index compares many before it empties a memory context.
static int compare(FunctionCallInfo fcinfo) {
    struct varlena* const a = PG_GETARG_VARLENA_PP(0);
    struct varlena* const b = PG_GETARG_VARLENA_PP(1);
    const size_t a_size = VARSIZE_ANY_EXHDR(a);
    const size_t b_size = VARSIZE_ANY_EXHDR(b);
    const int order = memcmp(VARDATA_ANY(a), VARDATA_ANY(b), Min(a_size, b_size));
    PG_FREE_IF_COPY(a, 0);
    PG_FREE_IF_COPY(b, 1);
    if (order != 0) return order < 0 ? -1 : 1;
    return (a_size > b_size) - (a_size < b_size);
}

Datum nextfire_pg_eq(PG_FUNCTION_ARGS) {
    PG_RETURN_BOOL(compare(fcinfo) == 0);
}

Datum nextfire_pg_ne(PG_FUNCTION_ARGS) {
    PG_RETURN_BOOL(compare(fcinfo) != 0);
}

Datum nextfire_pg_lt(PG_FUNCTION_ARGS) {
    PG_RETURN_BOOL(compare(fcinfo) < 0);
}

Datum nextfire_pg_le(PG_FUNCTION_ARGS) {
    PG_RETURN_BOOL(compare(fcinfo) <= 0);
}

Datum nextfire_pg_gt(PG_FUNCTION_ARGS) {
    PG_RETURN_BOOL(compare(fcinfo) > 0);
}

Datum nextfire_pg_ge(PG_FUNCTION_ARGS) {
    PG_RETURN_BOOL(compare(fcinfo) >= 0);
}

Datum nextfire_pg_cmp(PG_FUNCTION_ARGS) {
    PG_RETURN_INT32(compare(fcinfo));
}

Datum nextfire_pg_hash(PG_FUNCTION_ARGS) {
    struct varlena* const value = PG_GETARG_VARLENA_PP(0);
    const uint32 hash = hash_bytes((const unsigned char*)VARDATA_ANY(value), (int)VARSIZE_ANY_EXHDR(value));
    PG_FREE_IF_COPY(value, 0);
    PG_RETURN_UINT32(hash);
}

Datum nextfire_pg_hash_extended(PG_FUNCTION_ARGS) {
    struct varlena* const value = PG_GETARG_VARLENA_PP(0);
    const uint64 hash = hash_bytes_extended((const unsigned char*)VARDATA_ANY(value),
                                            (int)VARSIZE_ANY_EXHDR(value), (uint64)PG_GETARG_INT64(1));
    PG_FREE_IF_COPY(value, 0);
    PG_RETURN_UINT64(hash);
}
