#include "checks.h"

#include <stdio.h>
#include <string.h>

static int failures = 0;

void check(int is_true, const char* file, int line, const char* condition) {
    if (is_true) return;
    fprintf(stderr, "%s:%d: %s\n", file, line, condition);
    ++failures;
}

void check_text(const char* found, const char* expected, const char* file, int line) {
    if (strcmp(found, expected) == 0) return;
    fprintf(stderr, "%s:%d: expected %s, but found %s\n", file, line, expected, found);
    ++failures;
}

int failures_found(void) {
    return failures;
}

bytes parsed(nextfire_notation notation, const char* text, const char* zone) {
    bytes made = {{0}, 0};
    CHECK(nextfire_parse(notation, text, strlen(text), zone, strlen(zone), made.data, sizeof made.data,
                         &made.size, NULL) == NEXTFIRE_OK);
    return made;
}

bytes nightly_definition(void) {
    return parsed(NEXTFIRE_UNIX, "30 2 * * *", "Europe/Berlin");
}
