/// What the C of the module asks of the C++ behind it.
///
/// PostgreSQL leaves a function by longjmp where it reports an error, and C++ must not be left so.  So the two never
/// share a frame: what is declared here is C++ that calls nothing of PostgreSQL's and throws nothing; it writes plain
/// values where the caller has room for them, and the caller, in C, reports errors afterwards.
#ifndef NEXTFIRE_POSTGRES_CORE_CALLS_H
#define NEXTFIRE_POSTGRES_CORE_CALLS_H

// NOLINTBEGIN(modernize-*): C has no other way.
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define CORE_NOEXCEPT noexcept
extern "C" {
#else
#define CORE_NOEXCEPT
#endif

/// The size that is enough for every definition (clause 9.3).
#define CORE_DEFINITION_BYTES 160

/// Stands for "there is no such instant".
#define CORE_NO_INSTANT INT64_MIN

/// The fields of a spec, in the order of clause 2's table.
#define CORE_FIELDS 9

/// What became of a call.
typedef enum core_status {
    CORE_DONE,       ///< It did what it says.
    CORE_REFUSED,    ///< What came in is wrong: the refusal tells all reasons.
    CORE_NO_ROOM,    ///< The caller's room is too small; the size that is needed was told.
    CORE_NO_MEMORY,  ///< The system gave no memory.
    CORE_FAILED      ///< Something else: a bug of nextfire.
} core_status;

/// All that is wrong, one violation a line, with a NUL at the end; cut between characters where there is no room.
typedef struct core_refusal {
    char reasons[4096];
} core_refusal;

/// A text or bytes of the caller's; data is null where there is none.
typedef struct core_text {
    const char* data;
    size_t size;
} core_text;

/// A definition's bytes.
typedef struct core_definition {
    size_t size;
    unsigned char bytes[CORE_DEFINITION_BYTES];
} core_definition;

/// What a definition can be written as.
typedef enum core_notation {
    CORE_JSON,   ///< The members of a request (clause 9.5).
    CORE_CRON,   ///< Cron text, of a dialect.
    CORE_WORDS,  ///< A sentence, in a language.
} core_notation;

/// Room for one schedule that was asked: five lines of a processor's cache.  Begins as zeros, as all room here; needs no
/// end.
typedef struct core_kept {
    uint64_t room[40];
} core_kept;

/// How many schedules a call site keeps that is asked for many rows.
#define CORE_PLACES 4096

/// Room for these, best where a line of the processor's cache begins.  A tag is a number that the bytes of a schedule give: so
/// a schedule is looked for among tags that lie in one line, and no other's bytes are fetched.  0 where nothing is kept.
typedef struct core_places {
    uint32_t tags[CORE_PLACES];
    core_kept kept[CORE_PLACES];
} core_places;

/// What a call site keeps: the last schedule, and zones; and where C gives it room, many schedules.
typedef struct core_cache {
    uint64_t zones[18];
    core_kept last;
    core_places* places;  ///< Or null.
    uint32_t asked;       ///< How often in places, of late.
    uint32_t found;       ///< How often that was worth it.
} core_cache;

// ---- Definitions ----

/// Reads a schedule that is written as JSON (9.5) or as a line (9.4).
core_status core_read_text(core_text text, core_definition* definition, core_refusal* refusal) CORE_NOEXCEPT;

/// Reads cron text of a dialect, by the clock of a zone; refuses what never fires.
core_status core_read_cron(core_text cron, core_text dialect, core_text zone, core_definition* definition,
                           core_refusal* refusal) CORE_NOEXCEPT;

/// Reads the fields of a spec; refuses what never fires.  The anchor is a date, as a text.
core_status core_read_fields(const core_text* fields, core_text anchor_date, core_definition* definition,
                             core_refusal* refusal) CORE_NOEXCEPT;

/// Says whether bytes are those of a definition.
core_status core_check_bytes(core_text bytes, core_refusal* refusal) CORE_NOEXCEPT;

/// Writes the definition that bytes are; `choice` is the dialect of cron text or the language of a sentence.
///
/// *size becomes the size of the text, which has no NUL behind it, also where there is no room for it.
core_status core_write(core_text bytes, core_notation notation, core_text choice, char* text, size_t capacity,
                       size_t* size, core_refusal* refusal) CORE_NOEXCEPT;

// ---- Asking; instants are seconds since 1970, and any number may be asked with ----

/// Finds the first occurrence strictly after an instant.
core_status core_next(core_cache* cache, core_text bytes, int64_t after, int64_t* next,
                      core_refusal* refusal) CORE_NOEXCEPT;

/// Finds the last occurrence strictly before an instant.
core_status core_prev(core_cache* cache, core_text bytes, int64_t before, int64_t* prev,
                      core_refusal* refusal) CORE_NOEXCEPT;

/// Counts the occurrences at or after `from` and before `until`.
core_status core_count(core_cache* cache, core_text bytes, int64_t from, int64_t until, uint64_t* count,
                       core_refusal* refusal) CORE_NOEXCEPT;

/// Gives the version of the zone data, with a NUL at its end; it lives as long as the module.
const char* core_tzdata_version(void) CORE_NOEXCEPT;

#ifdef __cplusplus
}
#endif
// NOLINTEND(modernize-*)

#endif
