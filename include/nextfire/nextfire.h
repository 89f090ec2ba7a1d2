/// nextfire for C, and for whatever can call C.
///
/// A schedule is bytes, a *definition*: read once from the JSON of a request or from cron text, kept wherever bytes are
/// kept, and asked when it fires.  What the answers mean is in the contract (src/SEMANTICS.md); clause 12 is about this
/// header.
///
///     uint8_t nightly[NEXTFIRE_DEFINITION_BYTES];
///     size_t size;
///     int64_t next;
///     nextfire_parse(NEXTFIRE_UNIX, "30 2 * * *", 10, "Europe/Berlin", 13, nightly, sizeof nightly, &size, NULL);
///     nextfire_next(nightly, size, 1774742400, &next, NULL);   // after 2026-03-29T00:00:00Z: 1774746000, 01:00:00Z
///
/// **Instants** are seconds since 1970-01-01T00:00:00Z without leap seconds.  Any number may be asked with; answers lie
/// in 0 to 253402300799 (9999-12-31T23:59:59Z), and NEXTFIRE_NONE says that there is none.
///
/// **Texts** are a pointer and a size in bytes, UTF-8, and need no NUL at their end; a null pointer is the empty text
/// where the size is 0.  Texts that are written get a NUL behind them, which their size does not count.
///
/// **Pointers** must point to as much as is said beside them.  Null is told from an error where the comment says so, and
/// else is NEXTFIRE_BAD_ARGUMENT; what else is wrong with a pointer cannot be found out, and is undefined.  Whatever the
/// bytes are that it points to, they are read safely.  Inputs and outputs must not overlap.
///
/// **Ownership**: the caller owns all that it hands over, and nothing of it is kept when a function returns.  nextfire
/// owns the handles that nextfire_compile, nextfire_set_new and nextfire_set_copy give, until they are freed, once, by
/// the function of that name.  A function that does not return NEXTFIRE_OK leaves its outputs as they were, unless its
/// comment says otherwise.
///
/// **Threads**: any number may call any function at once, and ask one handle at once.  Only a set that is changed, and
/// what is freed, belongs to one thread meanwhile.
///
/// **Growth**: within one NEXTFIRE_ABI_VERSION nothing that is here changes its number, meaning, size or place.  What comes
/// are functions, and numbers of status and code: take an unknown one for a refusal.  nextfire_report begins with its size,
/// and grows at its end alone: members that the caller's size does not cover are not touched.  nextfire_bytes,
/// nextfire_violation and nextfire_firing, which stand in arrays, never grow.  A change that breaks this has another
/// NEXTFIRE_ABI_VERSION, and with it another name of the shared library.
#ifndef NEXTFIRE_H
#define NEXTFIRE_H

// NOLINTBEGIN(modernize-*): C has no other way.
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define NEXTFIRE_NOEXCEPT noexcept
extern "C" {
#else
#define NEXTFIRE_NOEXCEPT
#endif

#ifndef NEXTFIRE_EXPORT
#if defined(__GNUC__)
/// Marks what the shared library exports.
#define NEXTFIRE_EXPORT __attribute__((visibility("default")))
#else
#define NEXTFIRE_EXPORT
#endif
#endif

/// The version of the rules of binary compatibility that this header has.
#define NEXTFIRE_ABI_VERSION 1

/// Stands for "there is no such instant", and nothing else does.
#define NEXTFIRE_NONE INT64_MIN

/// The size that is enough for every definition.
#define NEXTFIRE_DEFINITION_BYTES 160

/// What became of a call: one of NEXTFIRE_OK to NEXTFIRE_FAILED.
typedef int32_t nextfire_status;
enum {
    NEXTFIRE_OK = 0,            ///< It did what it says.
    NEXTFIRE_REFUSED = 1,       ///< A text or a definition is wrong: the report tells all reasons.
    NEXTFIRE_NO_ROOM = 2,       ///< The caller's buffer is too small; the size that is needed was told.
    NEXTFIRE_NO_MEMORY = 3,     ///< The system gave no memory.
    NEXTFIRE_BAD_ARGUMENT = 4,  ///< A null pointer where there must be one, or a number that names nothing.
    NEXTFIRE_NO_KEY = 5,        ///< The set has no schedule under the key.
    NEXTFIRE_FAILED = 6         ///< Something else: a bug of nextfire.
};

/// Which kind of rule an input broke: one of NEXTFIRE_MISSING to NEXTFIRE_UNREADABLE.
typedef int32_t nextfire_code;
enum {
    NEXTFIRE_MISSING = 1,          ///< A field that must be there is not.
    NEXTFIRE_MALFORMED = 2,        ///< The text has not the form that the field asks for.
    NEXTFIRE_OUT_OF_RANGE = 3,     ///< The form is right and the value lies outside its bounds.
    NEXTFIRE_UNKNOWN_NAME = 4,     ///< A name (of a type, a zone, a member) that nextfire does not know.
    NEXTFIRE_WRONG_TYPE = 5,       ///< JSON of another type than the field's.
    NEXTFIRE_NEVER_FIRES = 6,      ///< Every field is right by itself, and together they name no instant.
    NEXTFIRE_NOT_EXPRESSIBLE = 7,  ///< A correct schedule that the asked-for notation cannot say.
    NEXTFIRE_TOO_LONG = 8,         ///< More text than nextfire is willing to read.
    NEXTFIRE_UNREADABLE = 9        ///< A file that cannot be opened or read.
};

/// How a schedule is written: JSON, or cron text of a dialect.
typedef int32_t nextfire_notation;
enum {
    NEXTFIRE_JSON = 0,    ///< The members of a request (clause 9.5).
    NEXTFIRE_QUARTZ = 1,  ///< Cron text of Quartz, 6 or 7 fields.
    NEXTFIRE_UNIX = 2,    ///< Cron text of crontab(5), 5 fields.
    NEXTFIRE_SPRING = 3,  ///< Cron text of Spring, 6 fields.
    NEXTFIRE_AWS = 4      ///< Cron text of Amazon EventBridge, `cron(…)` with 6 fields.
};

/// The language of a sentence.
typedef int32_t nextfire_language;
enum {
    NEXTFIRE_ENGLISH = 0,  ///< English.
    NEXTFIRE_CHINESE = 1   ///< Simplified Chinese.
};

/// How faithfully cron text says what a definition means.
typedef int32_t nextfire_fidelity;
enum {
    NEXTFIRE_EXACT = 0,  ///< Both fire on the same local dates at the same local time.
    NEXTFIRE_RESTARTS_EACH_MONTH =
        1  ///< The text counts its days anew on each day 1; the schedule goes on counting.
};

/// One broken rule.  Its texts lie in the text buffer of its report.
typedef struct nextfire_violation {
    nextfire_code code;  ///< What kind of rule was broken.
    uint32_t column;     ///< Where in the field's text, in bytes from 1; 0 where no place is told.
    const char*
        field;  ///< The field, `week_list`; in JSON its pointer, `/week_list`.  With a NUL at its end.
    size_t field_size;  ///< Its bytes.
    const char*
        message;  ///< "expected X, but found Y", which may hold what was found.  With a NUL at its end.
    size_t message_size;  ///< Its bytes.
} nextfire_violation;

/// Where violations are written: arrays of the caller's.
///
/// A call begins it anew: total, count and text_needed are 0 where nothing is wrong.  Violations are written as long as
/// each fits as a whole; then count is less than total, and with room for total of them and text_needed bytes the same
/// call tells all.  512 bytes are enough for most of them.  A null pointer in the place of a report asks for none; a
/// struct_size that is too small is NEXTFIRE_BAD_ARGUMENT.
///
///     nextfire_violation found[8];
///     char text[4096];
///     nextfire_report report = {sizeof report, found, 8, text, sizeof text, 0, 0, 0};
typedef struct nextfire_report {
    size_t struct_size;              ///< sizeof(nextfire_report), of the caller's header.
    nextfire_violation* violations;  ///< Room for violations; null where capacity is 0.
    size_t capacity;                 ///< How many there is room for.
    char* text;                      ///< Room for their texts; null where text_capacity is 0.
    size_t text_capacity;            ///< How many bytes there is room for.
    size_t count;                    ///< Out: how many were written.
    size_t total;                    ///< Out: how many there are.
    size_t text_needed;              ///< Out: the bytes that all their texts take, with their NULs.
} nextfire_report;

/// Bytes of a definition, for nextfire_next_batch.
typedef struct nextfire_bytes {
    const uint8_t* data;  ///< Where they are; null where size is 0.
    size_t size;          ///< How many there are.
} nextfire_bytes;

/// One run of one schedule of a set.
typedef struct nextfire_firing {
    int64_t at;    ///< When.
    uint64_t key;  ///< Which schedule.
} nextfire_firing;

/// A schedule that is ready to be asked.  It never changes.
typedef struct nextfire_schedule nextfire_schedule;

/// Schedules under keys of 64 bits (clause 11).
typedef struct nextfire_set nextfire_set;

// ---- What this is ----

/// Gives the NEXTFIRE_ABI_VERSION that the library was built with.
NEXTFIRE_EXPORT uint32_t nextfire_abi_version(void) NEXTFIRE_NOEXCEPT;

/// Gives the version of nextfire, `0.2.0`, with a NUL at its end; it lives as long as the library.
NEXTFIRE_EXPORT const char* nextfire_version(void) NEXTFIRE_NOEXCEPT;

/// Gives the version of the zone data in the library, `2026f`, with a NUL at its end; it lives as long as the library.
/// Another version may give other answers: whoever keeps answers keeps this beside them.
NEXTFIRE_EXPORT const char* nextfire_tzdata_version(void) NEXTFIRE_NOEXCEPT;

// ---- Definitions ----

/// Reads a schedule and writes its definition, at most NEXTFIRE_DEFINITION_BYTES.
///
/// `zone` is that of the cron text, or of a request in JSON that names none; empty where there is none.  `@every` and
/// policies for clock changes are members of JSON alone.  Definitions that mean the same have the same bytes.
/// NEXTFIRE_REFUSED with every violation, of `cron`, `time_zone` or members of JSON, and `never_fires` of `definition` where
/// there is no instant; NEXTFIRE_NO_ROOM where capacity is too small.  Both but the first set *size.  JSON has at most
/// 64 KiB.  Cost: some microseconds for JSON, 0.5 µs for cron.
///
///     const char* json = "{\"scheduled_type\":\"WEEK\",\"week_list\":\"2\",\"scheduled_time\":\"09:00:00\"}";
///     nextfire_parse(NEXTFIRE_JSON, json, strlen(json), "Asia/Tokyo", 10, bytes, sizeof bytes, &size, &report);
NEXTFIRE_EXPORT nextfire_status nextfire_parse(nextfire_notation notation, const char* text, size_t text_size,
                                               const char* zone, size_t zone_size, uint8_t* definition,
                                               size_t capacity, size_t* size,
                                               nextfire_report* report) NEXTFIRE_NOEXCEPT;

/// Writes a definition as JSON that nextfire_parse reads as the same definition (clause 9.5).
///
/// Here and in the next two: *size is the bytes of the text, also with NEXTFIRE_NO_ROOM, which is the answer where
/// capacity is not above it, and then nothing is written.  NEXTFIRE_REFUSED where the bytes are no definition.  Cost:
/// some microseconds.
///
///     nextfire_json(bytes, size, text, sizeof text, &text_size, NULL);   // {"scheduled_type":"WEEK","week_list":"2",…}
NEXTFIRE_EXPORT nextfire_status nextfire_json(const uint8_t* definition, size_t definition_size, char* text,
                                              size_t capacity, size_t* size,
                                              nextfire_report* report) NEXTFIRE_NOEXCEPT;

/// Writes a definition as cron text of a dialect, which has neither zone, bounds nor policies.
///
/// *fidelity says what the text leaves out; with null only exact text is written.  NEXTFIRE_REFUSED with the violation
/// `not_expressible` for each thing that the dialect cannot say; never an approximation.
///
///     nextfire_cron(bytes, size, NEXTFIRE_UNIX, text, sizeof text, &text_size, NULL, NULL);   // 0 9 * * 1
NEXTFIRE_EXPORT nextfire_status nextfire_cron(const uint8_t* definition, size_t definition_size,
                                              nextfire_notation dialect, char* text, size_t capacity,
                                              size_t* size, nextfire_fidelity* fidelity,
                                              nextfire_report* report) NEXTFIRE_NOEXCEPT;

/// Says in one sentence what a definition means.
///
///     nextfire_describe(bytes, size, NEXTFIRE_ENGLISH, text, sizeof text, &text_size, NULL);
///     // At 09:00:00 every Monday, Asia/Tokyo
NEXTFIRE_EXPORT nextfire_status nextfire_describe(const uint8_t* definition, size_t definition_size,
                                                  nextfire_language language, char* text, size_t capacity,
                                                  size_t* size, nextfire_report* report) NEXTFIRE_NOEXCEPT;

// ---- Asking definitions ----
//
// Each reads the bytes and builds the schedule, 0.2 µs; who asks often compiles.  NEXTFIRE_REFUSED where the bytes are no
// definition, name a zone that is not known here, or never fire by the zone data that are here.  Nothing is allocated
// but where something is refused, and for a zone on its first use.

/// Finds the first occurrence strictly after an instant, NEXTFIRE_NONE where none is left.
///
/// A local time that the clock jumps over fires at the jump; one that comes twice fires once, the first time, unless the
/// definition says otherwise.
///
///     // Berlin, daily 02:30; the clock jumps from 02:00 to 03:00 on 29 March 2026
///     nextfire_next(nightly, size, 1774742400, &next, NULL);   // 1774746000: 2026-03-29T01:00:00Z
NEXTFIRE_EXPORT nextfire_status nextfire_next(const uint8_t* definition, size_t definition_size,
                                              int64_t after, int64_t* next,
                                              nextfire_report* report) NEXTFIRE_NOEXCEPT;

/// Finds the last occurrence strictly before an instant, NEXTFIRE_NONE where there is none.
///
///     nextfire_prev(nightly, size, 1774746000, &prev, NULL);   // 1774661400: 2026-03-28T01:30:00Z
NEXTFIRE_EXPORT nextfire_status nextfire_prev(const uint8_t* definition, size_t definition_size,
                                              int64_t before, int64_t* prev,
                                              nextfire_report* report) NEXTFIRE_NOEXCEPT;

/// Counts the occurrences at or after `from` and before `until`; 0 where `until` is not after `from`.
///
///     nextfire_count(nightly, size, 1767225600, 1798761600, &count, NULL);   // 2026 by UTC: 365
NEXTFIRE_EXPORT nextfire_status nextfire_count(const uint8_t* definition, size_t definition_size,
                                               int64_t from, int64_t until, uint64_t* count,
                                               nextfire_report* report) NEXTFIRE_NOEXCEPT;

/// Finds for each of n definitions the first occurrence strictly after one instant.
///
/// Every place of `next` is written: with NEXTFIRE_NONE for a definition that is refused too.  Then the
/// others are answered all the same, the status is NEXTFIRE_REFUSED, and the violations' field is `/` and the place
/// among the definitions, counted from 0.  Null arrays are allowed where n is 0.  Cost: below 0.3 µs each; equal
/// neighbours share the reading.
///
///     nextfire_bytes two[2] = {{daily, daily_size}, {weekly, weekly_size}};
///     nextfire_next_batch(two, 2, 1774742400, next, &report);   // after 2026-03-29T00:00:00Z
NEXTFIRE_EXPORT nextfire_status nextfire_next_batch(const nextfire_bytes* definitions, size_t n,
                                                    int64_t after, int64_t* next,
                                                    nextfire_report* report) NEXTFIRE_NOEXCEPT;

// ---- Schedules ----

/// Makes a schedule of a definition: to be freed with nextfire_free.  Refuses as nextfire_next does.
///
///     nextfire_schedule* nightly = NULL;
///     if (nextfire_compile(bytes, size, &nightly, &report) != NEXTFIRE_OK) …
NEXTFIRE_EXPORT nextfire_status nextfire_compile(const uint8_t* definition, size_t definition_size,
                                                 nextfire_schedule** schedule,
                                                 nextfire_report* report) NEXTFIRE_NOEXCEPT;

/// Frees a schedule; null is allowed.
NEXTFIRE_EXPORT void nextfire_free(nextfire_schedule* schedule) NEXTFIRE_NOEXCEPT;

/// Gives the first occurrence strictly after an instant, or NEXTFIRE_NONE; that too where the schedule is null.
///
/// This and the next three allocate nothing and take no lock.  Cost: 4 to 25 ns to 2106, about 0.1 µs within hours of a clock
/// change.
///
///     for (int64_t t = now; (t = nextfire_schedule_next(nightly, t)) != NEXTFIRE_NONE;) …
NEXTFIRE_EXPORT int64_t nextfire_schedule_next(const nextfire_schedule* schedule,
                                               int64_t after) NEXTFIRE_NOEXCEPT;

/// Gives the last occurrence strictly before an instant, or NEXTFIRE_NONE; that too where the schedule is null.
///
///     nextfire_schedule_prev(nightly, 1774746000);   // 1774661400: 2026-03-28T01:30:00Z
NEXTFIRE_EXPORT int64_t nextfire_schedule_prev(const nextfire_schedule* schedule,
                                               int64_t before) NEXTFIRE_NOEXCEPT;

/// Counts the occurrences at or after `from` and before `until`; 0 where the schedule is null.
NEXTFIRE_EXPORT uint64_t nextfire_schedule_count(const nextfire_schedule* schedule, int64_t from,
                                                 int64_t until) NEXTFIRE_NOEXCEPT;

/// Writes the next n occurrences strictly after an instant, and gives how many were written: fewer where no more are
/// left, none where a pointer is null.  Cost: some nanoseconds each.
///
///     int64_t week[7];
///     nextfire_schedule_upcoming(nightly, 1774742400, week, 7);   // 7; 2026-03-29T01:00:00Z is the first
NEXTFIRE_EXPORT size_t nextfire_schedule_upcoming(const nextfire_schedule* schedule, int64_t after,
                                                  int64_t* next, size_t n) NEXTFIRE_NOEXCEPT;

// ---- Sets ----
//
// Where a change of a set gets no memory (NEXTFIRE_NO_MEMORY), the set is spoilt: it answers as one without schedules
// or with NEXTFIRE_NO_MEMORY, and is to be freed.

/// Makes a set without schedules: to be freed with nextfire_set_free.
NEXTFIRE_EXPORT nextfire_status nextfire_set_new(nextfire_set** set) NEXTFIRE_NOEXCEPT;

/// Makes a set of the same schedules: to be freed with nextfire_set_free, before the other or after it.
///
/// So one thread changes a set, and hands copies to those that ask.  Cost: below 0.2 µs; the first change of either copies
/// what both share, as clause 11.4 has it.
NEXTFIRE_EXPORT nextfire_status nextfire_set_copy(const nextfire_set* set,
                                                  nextfire_set** copy) NEXTFIRE_NOEXCEPT;

/// Frees a set; null is allowed.
NEXTFIRE_EXPORT void nextfire_set_free(nextfire_set* set) NEXTFIRE_NOEXCEPT;

/// Puts the schedule of a definition under a key, in the place of the one that was there.
///
/// Refuses as nextfire_next does, and then the set stays as it was.  Cost: about 1 µs.
///
///     nextfire_set_put(jobs, 7, bytes, size, &report);
NEXTFIRE_EXPORT nextfire_status nextfire_set_put(nextfire_set* set, uint64_t key, const uint8_t* definition,
                                                 size_t definition_size,
                                                 nextfire_report* report) NEXTFIRE_NOEXCEPT;

/// Takes the schedule under a key away; NEXTFIRE_NO_KEY where there is none.  Cost: below 1 µs.
NEXTFIRE_EXPORT nextfire_status nextfire_set_remove(nextfire_set* set, uint64_t key) NEXTFIRE_NOEXCEPT;

/// Gives how many schedules there are; 0 where the set is null.
NEXTFIRE_EXPORT size_t nextfire_set_size(const nextfire_set* set) NEXTFIRE_NOEXCEPT;

/// Finds the first occurrence of the schedule under a key strictly after an instant, NEXTFIRE_NONE where none is left;
/// NEXTFIRE_NO_KEY where there is no such schedule.  Allocates nothing.  Cost: some 50 ns.
NEXTFIRE_EXPORT nextfire_status nextfire_set_next_of(const nextfire_set* set, uint64_t key, int64_t after,
                                                     int64_t* next) NEXTFIRE_NOEXCEPT;

/// Finds the firings strictly after `after` and at or before `until`, by instant and then by key, as far as there is room.
///
/// *count is how many were written, and *reached the instant up to which these are all: `until`, or an earlier one where
/// more fire until then, from which the next call goes on; there may be none up to that one.  The firings of one second are
/// never divided: NEXTFIRE_NO_ROOM, with the room that is needed as *count and nothing written, where more fire in the
/// second after `after` than there is room for, which may be found only by a later call.  Allocates room for what it finds;
/// NEXTFIRE_NO_MEMORY where there is none.  Cost: some 30 ns a firing, and 1 to 5 ns a schedule.
///
///     for (int64_t at = last_tick; at < now;) {   // room for 1,024 firings
///         if (nextfire_set_due(jobs, at, now, due, 1024, &count, &at) != NEXTFIRE_OK) …
///         for (size_t i = 0; i < count; ++i) start(due[i].key);
///     }
NEXTFIRE_EXPORT nextfire_status nextfire_set_due(const nextfire_set* set, int64_t after, int64_t until,
                                                 nextfire_firing* firings, size_t capacity, size_t* count,
                                                 int64_t* reached) NEXTFIRE_NOEXCEPT;

/// Finds the schedules that fire soonest after an instant, each once with its first occurrence, in the order of
/// nextfire_set_due; *count is how many were written, fewer than capacity where fewer have one left.  Allocates room for them.
///
///     nextfire_set_soonest(jobs, now, &first, 1, &count);   // how long to sleep
NEXTFIRE_EXPORT nextfire_status nextfire_set_soonest(const nextfire_set* set, int64_t after,
                                                     nextfire_firing* firings, size_t capacity,
                                                     size_t* count) NEXTFIRE_NOEXCEPT;

#ifdef __cplusplus
}
#endif
// NOLINTEND(modernize-*)

#endif
