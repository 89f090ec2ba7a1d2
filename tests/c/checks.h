/* What the C files of this test share: checks that are counted, and definitions that are known to be good. */
#ifndef NEXTFIRE_TEST_CHECKS_H
#define NEXTFIRE_TEST_CHECKS_H

#include <nextfire/nextfire.h>

#define CHECK(condition) check((condition) != 0, __FILE__, __LINE__, #condition)
#define CHECK_TEXT(found, expected) check_text(found, expected, __FILE__, __LINE__)
#define TEXT(literal) (literal), sizeof(literal) - 1

/* The clock of Berlin jumps from 02:00 to 03:00 at 2026-03-29T01:00:00Z. */
#define MARCH_29 INT64_C(1774742400) /* 2026-03-29T00:00:00Z */
#define JUMP INT64_C(1774746000)     /* 2026-03-29T01:00:00Z */

typedef struct bytes {
    uint8_t data[NEXTFIRE_DEFINITION_BYTES];
    size_t size;
} bytes;

void check(int is_true, const char* file, int line, const char* condition);
void check_text(const char* found, const char* expected, const char* file, int line);
int failures_found(void);

/* Reads what must be good. */
bytes parsed(nextfire_notation notation, const char* text, const char* zone);

/* Daily at 02:30 by the clock of Berlin. */
bytes nightly_definition(void);

/* In handles.c: schedules and sets. */
void check_handles(void);

#endif
