/* Schedules and sets from C. */
#include <nextfire/nextfire.h>

#include "checks.h"

static void schedules(void) {
    const bytes daily = nightly_definition();
    nextfire_schedule* schedule = NULL;
    CHECK(nextfire_compile(daily.data, daily.size, &schedule, NULL) == NEXTFIRE_OK && schedule != NULL);
    CHECK(nextfire_schedule_next(schedule, MARCH_29) == JUMP);
    CHECK(nextfire_schedule_next(schedule, INT64_MAX) == NEXTFIRE_NONE);
    CHECK(nextfire_schedule_prev(schedule, JUMP) == 1774661400);
    CHECK(nextfire_schedule_prev(schedule, INT64_MIN) == NEXTFIRE_NONE);
    CHECK(nextfire_schedule_count(schedule, 1767225600, 1798761600) == 365);
    int64_t week[7];
    CHECK(nextfire_schedule_upcoming(schedule, MARCH_29, week, 7) == 7);
    CHECK(week[0] == JUMP && week[1] == 1774830600 && week[6] == 1774830600 + 5 * 86400);
    CHECK(nextfire_schedule_upcoming(schedule, 253402300799 - 3 * 86400, week, 7) == 3);
    CHECK(nextfire_schedule_upcoming(schedule, MARCH_29, NULL, 0) == 0);
    nextfire_free(schedule);

    schedule = NULL;
    CHECK(nextfire_compile(daily.data, 4, &schedule, NULL) == NEXTFIRE_REFUSED && schedule == NULL);
    CHECK(nextfire_schedule_next(NULL, 0) == NEXTFIRE_NONE);
    CHECK(nextfire_schedule_prev(NULL, 0) == NEXTFIRE_NONE);
    CHECK(nextfire_schedule_count(NULL, 0, 1) == 0);
    CHECK(nextfire_schedule_upcoming(NULL, 0, week, 7) == 0);
    nextfire_free(NULL);
}

static void sets(void) {
    const bytes daily = nightly_definition();
    const bytes ten = parsed(NEXTFIRE_UNIX, "*/10 * * * *", "UTC");
    const bytes once = parsed(NEXTFIRE_QUARTZ, "0 0 9 1 1 ? 2020", "UTC");
    nextfire_set* jobs = NULL;
    CHECK(nextfire_set_new(&jobs) == NEXTFIRE_OK && jobs != NULL);
    CHECK(nextfire_set_size(jobs) == 0);
    for (uint64_t key = 1; key <= 3; ++key)
        CHECK(nextfire_set_put(jobs, key, daily.data, daily.size, NULL) == NEXTFIRE_OK);
    CHECK(nextfire_set_put(jobs, UINT64_MAX, ten.data, ten.size, NULL) == NEXTFIRE_OK);
    CHECK(nextfire_set_put(jobs, 9, once.data, once.size, NULL) == NEXTFIRE_OK);
    CHECK(nextfire_set_size(jobs) == 5);

    nextfire_violation found[4];
    char text[512];
    nextfire_report report = {sizeof report, found, 4, text, sizeof text, 0, 0, 0};
    CHECK(nextfire_set_put(jobs, 1, daily.data, daily.size - 1, &report) == NEXTFIRE_REFUSED &&
          report.count == 1);
    CHECK(nextfire_set_size(jobs) == 5);

    int64_t next = 5;
    CHECK(nextfire_set_next_of(jobs, 1, MARCH_29, &next) == NEXTFIRE_OK && next == JUMP);
    CHECK(nextfire_set_next_of(jobs, 9, MARCH_29, &next) == NEXTFIRE_OK && next == NEXTFIRE_NONE);
    CHECK(nextfire_set_next_of(jobs, 77, MARCH_29, &next) == NEXTFIRE_NO_KEY);

    nextfire_firing due[16];
    size_t count = 0;
    int64_t reached = 0;
    CHECK(nextfire_set_due(jobs, JUMP - 601, JUMP, due, 16, &count, &reached) == NEXTFIRE_OK);
    CHECK(count == 5 && reached == JUMP);
    CHECK(due[0].at == JUMP - 600 && due[0].key == UINT64_MAX);
    CHECK(due[1].at == JUMP && due[1].key == 1 && due[3].key == 3 && due[4].key == UINT64_MAX);
    /* With room for four, one second is not divided: two calls, and then nothing is left. */
    CHECK(nextfire_set_due(jobs, JUMP - 601, JUMP, due, 4, &count, &reached) == NEXTFIRE_OK);
    CHECK(count == 1 && due[0].at == JUMP - 600 && reached >= JUMP - 600 && reached < JUMP);
    CHECK(nextfire_set_due(jobs, reached, JUMP, due, 4, &count, &reached) == NEXTFIRE_OK);
    CHECK(count == 4 && due[0].key == 1 && reached == JUMP);
    CHECK(nextfire_set_due(jobs, JUMP - 1, JUMP, due, 3, &count, &reached) == NEXTFIRE_NO_ROOM && count == 4);
    CHECK(nextfire_set_due(jobs, JUMP, JUMP, due, 4, &count, &reached) == NEXTFIRE_OK && count == 0 &&
          reached == JUMP);
    CHECK(nextfire_set_due(jobs, 253402300799, INT64_MAX, due, 4, &count, &reached) == NEXTFIRE_OK);
    CHECK(count == 0 && reached == INT64_MAX);
    CHECK(nextfire_set_due(jobs, INT64_MIN, -1, NULL, 0, &count, &reached) == NEXTFIRE_OK && count == 0 &&
          reached == -1);

    CHECK(nextfire_set_soonest(jobs, JUMP - 1, due, 16, &count) == NEXTFIRE_OK && count == 4);
    CHECK(nextfire_set_soonest(jobs, JUMP, due, 1, &count) == NEXTFIRE_OK && count == 1);
    CHECK(due[0].key == UINT64_MAX && due[0].at == JUMP + 600);

    nextfire_set* copy = NULL;
    CHECK(nextfire_set_copy(jobs, &copy) == NEXTFIRE_OK);
    CHECK(nextfire_set_remove(jobs, 1) == NEXTFIRE_OK);
    CHECK(nextfire_set_remove(jobs, 1) == NEXTFIRE_NO_KEY);
    CHECK(nextfire_set_size(jobs) == 4 && nextfire_set_size(copy) == 5);
    nextfire_set_free(jobs);
    CHECK(nextfire_set_next_of(copy, 1, MARCH_29, &next) == NEXTFIRE_OK && next == JUMP);
    nextfire_set_free(copy);
    nextfire_set_free(NULL);
    CHECK(nextfire_set_size(NULL) == 0);
}

void check_handles(void) {
    schedules();
    sets();
}
