/// What the functions of the module share: values of PostgreSQL as the core takes them, and its refusals as errors.
#ifndef NEXTFIRE_POSTGRES_MODULE_H
#define NEXTFIRE_POSTGRES_MODULE_H

#include <postgres.h>

#include "postgres/core_calls.h"

#include <datatype/timestamp.h>
#include <fmgr.h>

/// Seconds from 1970, which the core counts from, to 2000, which PostgreSQL does.
#define SECONDS_TO_2000 ((int64)(POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * SECS_PER_DAY)

/// Gives the bytes of a value of the type schedule, detoasted where it must be.
static inline core_text definition_of(Datum value) {
    struct varlena* const bytes = PG_DETOAST_DATUM_PACKED(value);
    return (core_text){VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes)};
}

/// Says whether an instant lies on a whole second.  (±infinity does not.)
static inline bool is_whole_second(TimestampTz instant) {
    return instant % USECS_PER_SEC == 0;
}

/// Gives the last whole second at or before an instant; of ±infinity one beyond all that there are.
static inline int64 second_before(TimestampTz instant) {
    const int64 quotient = instant / USECS_PER_SEC;
    return quotient - (instant % USECS_PER_SEC < 0 ? 1 : 0) + SECONDS_TO_2000;
}

/// Gives the first whole second at or after an instant.
static inline int64 second_after(TimestampTz instant) {
    return second_before(instant) + (is_whole_second(instant) ? 0 : 1);
}

/// Gives the instant of an answer.
static inline TimestampTz instant_at(int64 second) {
    return (second - SECONDS_TO_2000) * USECS_PER_SEC;
}

/// Makes a value of the type schedule.
extern Datum schedule_datum(const core_definition* definition);

/// Gives a text as the core reads it, in UTF-8.
extern core_text utf8_of(const char* data, size_t size);

/// Gives an argument of type text in UTF-8.
extern core_text utf8_argument(Datum argument);

/// Gives a text of the core's in the encoding of the database, with a NUL at its end.
extern char* from_utf8(const char* data, size_t size);

/// Gives what is wrong, in the encoding of the database, for errdetail.
extern const char* reasons_of(const core_refusal* refusal);

/// Gives a text short enough for an error message.
extern const char* shortened(const char* text);

/// Reports what became of a call that was neither done nor refused.
extern void pg_attribute_noreturn() report_failure(core_status status);

/// Reports a stored value that the module cannot read: damaged, or in a zone that its zone data do not know.
extern void pg_attribute_noreturn() report_unreadable(core_status status, const core_refusal* refusal);

/// Gives what a call site keeps from one row to the next, of a type that begins with a core_cache; zeros at first.  After
/// some rows it gets room for many schedules: a statement for one row needs none.
extern void* kept_at_call_site(FunctionCallInfo fcinfo, size_t size);

#endif
