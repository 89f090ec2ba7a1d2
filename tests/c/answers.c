/* Every function of nextfire.h from C, as it should be called and as it should not. */
#include <nextfire/nextfire.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"

static void versions(void) {
    CHECK(nextfire_abi_version() == NEXTFIRE_ABI_VERSION);
    CHECK(strchr(nextfire_version(), '.') != NULL);
    CHECK(strlen(nextfire_tzdata_version()) == 5); /* 2026f */
}

static void reading(void) {
    const bytes cron = nightly_definition();
    const bytes json =
        parsed(NEXTFIRE_JSON,
               "{\"scheduled_type\":\"DAY\",\"day_interval\":1,\"scheduled_time\":\"02:30:00\","
               "\"time_zone\":\"Europe/Berlin\"}",
               "Asia/Tokyo");
    const bytes by_default = parsed(
        NEXTFIRE_JSON, "{\"scheduled_type\":\"DAY\",\"day_interval\":1,\"scheduled_time\":\"02:30:00\"}",
        "Europe/Berlin");
    CHECK(cron.size == json.size && memcmp(cron.data, json.data, cron.size) == 0);
    CHECK(cron.size == by_default.size && memcmp(cron.data, by_default.data, cron.size) == 0);
    CHECK(parsed(NEXTFIRE_QUARTZ, "0 30 2 * * ?", "Europe/Berlin").size == cron.size);
    CHECK(parsed(NEXTFIRE_SPRING, "0 30 2 * * *", "Europe/Berlin").size == cron.size);
    CHECK(parsed(NEXTFIRE_AWS, "cron(30 2 * * ? *)", "Europe/Berlin").size == cron.size);

    uint8_t small[8] = {0};
    size_t size = 0;
    CHECK(nextfire_parse(NEXTFIRE_UNIX, TEXT("30 2 * * *"), TEXT("Europe/Berlin"), small, sizeof small, &size,
                         NULL) == NEXTFIRE_NO_ROOM);
    CHECK(size == cron.size);
    CHECK(small[0] == 0);
    CHECK(nextfire_parse(NEXTFIRE_UNIX, TEXT("30 2 * * *"), TEXT("Europe/Berlin"), NULL, 0, &size, NULL) ==
          NEXTFIRE_NO_ROOM);
}

static void violations(void) {
    nextfire_violation found[8];
    char text[1024];
    nextfire_report report = {sizeof report, found, 8, text, sizeof text, 7, 7, 7};
    uint8_t out[NEXTFIRE_DEFINITION_BYTES];
    size_t size = 77;
    CHECK(nextfire_parse(NEXTFIRE_UNIX, TEXT("61 2 * * 9"), TEXT("Europe/Berln"), out, sizeof out, &size,
                         &report) == NEXTFIRE_REFUSED);
    CHECK(size == 77);
    CHECK(report.count == 3 && report.total == 3);
    CHECK(found[0].code == NEXTFIRE_OUT_OF_RANGE && found[0].column == 1);
    CHECK_TEXT(found[0].field, "cron");
    CHECK_TEXT(found[0].message, "expected a minute from 0 to 59, but found \"61\"");
    CHECK(found[0].message_size == strlen(found[0].message) && found[0].field_size == 4);
    CHECK(found[1].column == 10);
    CHECK(found[2].code == NEXTFIRE_UNKNOWN_NAME && found[2].column == 0);
    CHECK_TEXT(found[2].field, "time_zone");
    CHECK(strstr(found[2].message, "did you mean Europe/Berlin?") != NULL);

    /* With less room: as many as fit, and how much is needed. */
    const size_t needed = report.text_needed;
    report.text_capacity = needed;
    CHECK(nextfire_parse(NEXTFIRE_UNIX, TEXT("61 2 * * 9"), TEXT("Europe/Berln"), out, sizeof out, &size,
                         &report) == NEXTFIRE_REFUSED);
    CHECK(report.count == 3);
    report.text_capacity = needed - 1;
    nextfire_parse(NEXTFIRE_UNIX, TEXT("61 2 * * 9"), TEXT("Europe/Berln"), out, sizeof out, &size, &report);
    CHECK(report.count == 2 && report.total == 3 && report.text_needed == needed);
    report.capacity = 1;
    nextfire_parse(NEXTFIRE_UNIX, TEXT("61 2 * * 9"), TEXT("Europe/Berln"), out, sizeof out, &size, &report);
    CHECK(report.count == 1 && report.total == 3 && report.text_needed == needed);
    nextfire_report no_room = {sizeof no_room, NULL, 0, NULL, 0, 0, 0, 0};
    nextfire_parse(NEXTFIRE_UNIX, TEXT("61 2 * * 9"), TEXT("Europe/Berln"), out, sizeof out, &size, &no_room);
    CHECK(no_room.count == 0 && no_room.total == 3 && no_room.text_needed == needed);

    /* A good call begins the report anew. */
    CHECK(nextfire_parse(NEXTFIRE_UNIX, TEXT("1 2 * * 3"), TEXT("Europe/Berlin"), out, sizeof out, &size,
                         &report) == NEXTFIRE_OK);
    CHECK(report.count == 0 && report.total == 0 && report.text_needed == 0);

    /* So does one with an argument that cannot be. */
    report.count = report.total = 1;
    CHECK(nextfire_cron(out, size, 99, text, sizeof text, &size, NULL, &report) == NEXTFIRE_BAD_ARGUMENT);
    CHECK(report.count == 0 && report.total == 0);
    report.count = report.total = 1;
    CHECK(nextfire_describe(out, size, 99, text, sizeof text, &size, &report) == NEXTFIRE_BAD_ARGUMENT);
    CHECK(report.count == 0 && report.total == 0);

    report.capacity = 8;
    report.text_capacity = sizeof text;
    CHECK(nextfire_parse(NEXTFIRE_UNIX, TEXT("1 2 * * 3"), NULL, 0, out, sizeof out, &size, &report) ==
          NEXTFIRE_REFUSED);
    CHECK(report.count == 1 && found[0].code == NEXTFIRE_MISSING);
    CHECK(nextfire_parse(NEXTFIRE_JSON, NULL, 0, NULL, 0, out, sizeof out, &size, &report) ==
          NEXTFIRE_REFUSED);
    CHECK(nextfire_parse(NEXTFIRE_JSON, TEXT("{\"cron\":\"@every 1h\",\"time_zone\":\"UTC\"}"), NULL, 0, out,
                         sizeof out, &size, &report) == NEXTFIRE_REFUSED);
    CHECK(nextfire_parse(NEXTFIRE_JSON, TEXT("{\"cron\":\"0 0 30 2\",\"dialekt\":5}"), TEXT("UTC"), out,
                         sizeof out, &size, &report) == NEXTFIRE_REFUSED);
    CHECK(report.total >= 2);
    CHECK_TEXT(found[report.count - 1].field, "/dialekt");
    /* Every field is right, and the clock of Berlin never shows it. */
    CHECK(nextfire_parse(
              NEXTFIRE_JSON,
              TEXT("{\"scheduled_type\":\"FIXED_TIME\",\"scheduled_date\":\"2026-03-29\",\"scheduled_time\":"
                   "\"02:30:00\",\"time_zone\":\"Europe/Berlin\",\"gap\":\"skip\"}"),
              NULL, 0, out, sizeof out, &size, &report) == NEXTFIRE_REFUSED);
    CHECK(report.count == 1 && found[0].code == NEXTFIRE_NEVER_FIRES);
    CHECK_TEXT(found[0].field, "definition");
}

static void asking(void) {
    const bytes daily = nightly_definition();
    int64_t answer = 5;
    uint64_t count = 5;
    CHECK(nextfire_next(daily.data, daily.size, MARCH_29, &answer, NULL) == NEXTFIRE_OK && answer == JUMP);
    CHECK(nextfire_prev(daily.data, daily.size, JUMP, &answer, NULL) == NEXTFIRE_OK && answer == 1774661400);
    CHECK(nextfire_count(daily.data, daily.size, 1767225600, 1798761600, &count, NULL) == NEXTFIRE_OK &&
          count == 365);
    CHECK(nextfire_count(daily.data, daily.size, 1798761600, 1767225600, &count, NULL) == NEXTFIRE_OK &&
          count == 0);
    CHECK(nextfire_next(daily.data, daily.size, INT64_MIN, &answer, NULL) == NEXTFIRE_OK && answer == 5400);
    CHECK(nextfire_next(daily.data, daily.size, INT64_MAX, &answer, NULL) == NEXTFIRE_OK &&
          answer == NEXTFIRE_NONE);
    CHECK(nextfire_prev(daily.data, daily.size, INT64_MIN, &answer, NULL) == NEXTFIRE_OK &&
          answer == NEXTFIRE_NONE);
    CHECK(nextfire_prev(daily.data, daily.size, INT64_MAX, &answer, NULL) == NEXTFIRE_OK &&
          answer == 253402219800);
    CHECK(nextfire_count(daily.data, daily.size, INT64_MIN, INT64_MAX, &count, NULL) == NEXTFIRE_OK &&
          count == 2932897);

    nextfire_violation found[4];
    char text[512];
    nextfire_report report = {sizeof report, found, 4, text, sizeof text, 0, 0, 0};
    bytes torn = daily;
    torn.data[0] = 9;
    answer = 5;
    CHECK(nextfire_next(torn.data, torn.size, MARCH_29, &answer, &report) == NEXTFIRE_REFUSED && answer == 5);
    CHECK(report.count == 1 && found[0].column == 1);
    CHECK_TEXT(found[0].field, "definition");
    CHECK(nextfire_next(NULL, 0, MARCH_29, &answer, &report) == NEXTFIRE_REFUSED && report.total == 1);
    CHECK(nextfire_prev(torn.data, torn.size, MARCH_29, &answer, &report) == NEXTFIRE_REFUSED);
    CHECK(nextfire_count(daily.data, daily.size - 1, 0, 1, &count, &report) == NEXTFIRE_REFUSED);
}

static void batches(void) {
    const bytes daily = nightly_definition();
    const bytes weekly = parsed(NEXTFIRE_UNIX, "0 9 * * 1", "Asia/Tokyo");
    nextfire_bytes all[5] = {{daily.data, daily.size},
                             {daily.data, daily.size},
                             {daily.data, 3},
                             {daily.data, daily.size},
                             {weekly.data, weekly.size}};
    int64_t next[5];
    nextfire_violation found[4];
    char text[512];
    nextfire_report report = {sizeof report, found, 4, text, sizeof text, 0, 0, 0};
    CHECK(nextfire_next_batch(all, 2, MARCH_29, next, &report) == NEXTFIRE_OK && report.total == 0);
    CHECK(next[0] == JUMP && next[1] == JUMP);
    CHECK(nextfire_next_batch(all, 5, MARCH_29, next, &report) == NEXTFIRE_REFUSED);
    CHECK(next[0] == JUMP && next[1] == JUMP && next[2] == NEXTFIRE_NONE && next[3] == JUMP &&
          next[4] == 1774828800);
    CHECK(report.count == 1);
    CHECK_TEXT(found[0].field, "/2");
    CHECK(nextfire_next_batch(NULL, 0, MARCH_29, NULL, NULL) == NEXTFIRE_OK);
    CHECK(nextfire_next_batch(NULL, 1, MARCH_29, next, NULL) == NEXTFIRE_BAD_ARGUMENT);
    CHECK(nextfire_next_batch(all, 1, MARCH_29, NULL, NULL) == NEXTFIRE_BAD_ARGUMENT);
    all[1].data = NULL;
    CHECK(nextfire_next_batch(all, 2, MARCH_29, next, NULL) == NEXTFIRE_BAD_ARGUMENT);
    all[1].size = 0;
    CHECK(nextfire_next_batch(all, 2, MARCH_29, next, NULL) == NEXTFIRE_REFUSED && next[1] == NEXTFIRE_NONE);
}

static void writing(void) {
    const bytes weekly = parsed(NEXTFIRE_UNIX, "0 9 * * 1", "Asia/Tokyo");
    const bytes third =
        parsed(NEXTFIRE_JSON,
               "{\"scheduled_type\":\"DAY\",\"day_interval\":3,\"scheduled_time\":\"09:00:00\","
               "\"anchor_date\":\"2026-11-27\",\"time_zone\":\"Asia/Tokyo\"}",
               "");
    char text[512];
    size_t size = 0;
    nextfire_fidelity fidelity = 5;
    nextfire_violation found[4];
    char reasons[512];
    nextfire_report report = {sizeof report, found, 4, reasons, sizeof reasons, 0, 0, 0};

    CHECK(nextfire_cron(weekly.data, weekly.size, NEXTFIRE_UNIX, text, sizeof text, &size, &fidelity, NULL) ==
          NEXTFIRE_OK);
    CHECK_TEXT(text, "0 9 * * 1");
    CHECK(size == 9 && fidelity == NEXTFIRE_EXACT);
    CHECK(nextfire_cron(weekly.data, weekly.size, NEXTFIRE_QUARTZ, text, sizeof text, &size, NULL, NULL) ==
          NEXTFIRE_OK);
    CHECK_TEXT(text, "0 0 9 ? * 2");
    CHECK(nextfire_cron(weekly.data, weekly.size, NEXTFIRE_SPRING, text, sizeof text, &size, NULL, NULL) ==
          NEXTFIRE_OK);
    CHECK_TEXT(text, "0 0 9 * * 1");
    CHECK(nextfire_cron(weekly.data, weekly.size, NEXTFIRE_AWS, text, sizeof text, &size, NULL, NULL) ==
          NEXTFIRE_OK);
    CHECK_TEXT(text, "cron(0 9 ? * 2 *)");
    CHECK(nextfire_cron(third.data, third.size, NEXTFIRE_UNIX, text, sizeof text, &size, &fidelity, NULL) ==
          NEXTFIRE_OK);
    CHECK_TEXT(text, "0 9 */3 * *");
    CHECK(fidelity == NEXTFIRE_RESTARTS_EACH_MONTH);
    CHECK(nextfire_cron(third.data, third.size, NEXTFIRE_UNIX, text, sizeof text, &size, NULL, &report) ==
          NEXTFIRE_REFUSED);
    CHECK(report.count == 1 && found[0].code == NEXTFIRE_NOT_EXPRESSIBLE);
    CHECK_TEXT(found[0].message,
               "expected days that are counted anew in each month, but found days that are counted on from "
               "month to month");
    CHECK(nextfire_cron(weekly.data, weekly.size, NEXTFIRE_JSON, text, sizeof text, &size, NULL, NULL) ==
          NEXTFIRE_BAD_ARGUMENT);

    CHECK(nextfire_json(weekly.data, weekly.size, text, sizeof text, &size, NULL) == NEXTFIRE_OK);
    CHECK_TEXT(text,
               "{\"scheduled_type\":\"WEEK\",\"week_list\":\"2\",\"scheduled_time\":\"09:00:00\","
               "\"time_zone\":\"Asia/Tokyo\"}");
    CHECK(nextfire_describe(weekly.data, weekly.size, NEXTFIRE_ENGLISH, text, sizeof text, &size, NULL) ==
          NEXTFIRE_OK);
    CHECK_TEXT(text, "At 09:00:00 every Monday, Asia/Tokyo");
    CHECK(size == strlen(text));
    const size_t exact = size;
    CHECK(nextfire_describe(weekly.data, weekly.size, NEXTFIRE_ENGLISH, text, exact + 1, &size, NULL) ==
          NEXTFIRE_OK);
    text[0] = '?';
    CHECK(nextfire_describe(weekly.data, weekly.size, NEXTFIRE_ENGLISH, text, exact, &size, NULL) ==
          NEXTFIRE_NO_ROOM);
    CHECK(text[0] == '?' && size == exact);
    CHECK(nextfire_describe(weekly.data, weekly.size, NEXTFIRE_ENGLISH, NULL, 0, &size, NULL) ==
          NEXTFIRE_NO_ROOM);
    CHECK(nextfire_describe(weekly.data, weekly.size, NEXTFIRE_CHINESE, text, sizeof text, &size, NULL) ==
          NEXTFIRE_OK);
    CHECK(strstr(text, "09:00:00") != NULL && strstr(text, "Monday") == NULL);
    CHECK(nextfire_describe(weekly.data, weekly.size, 2, text, sizeof text, &size, NULL) ==
          NEXTFIRE_BAD_ARGUMENT);
    CHECK(nextfire_describe(weekly.data, 4, NEXTFIRE_ENGLISH, text, sizeof text, &size, NULL) ==
          NEXTFIRE_REFUSED);
    CHECK(nextfire_json(weekly.data, 4, text, sizeof text, &size, NULL) == NEXTFIRE_REFUSED);
    CHECK(nextfire_cron(weekly.data, 4, NEXTFIRE_UNIX, text, sizeof text, &size, NULL, NULL) ==
          NEXTFIRE_REFUSED);
}

static void bad_arguments(void) {
    const bytes daily = nightly_definition();
    uint8_t out[NEXTFIRE_DEFINITION_BYTES];
    char text[64];
    size_t size = 0;
    int64_t instant = 0;
    uint64_t count = 0;
    nextfire_schedule* schedule = NULL;
    nextfire_set* set = NULL;
    nextfire_firing firing;
    const nextfire_status bad = NEXTFIRE_BAD_ARGUMENT;
    CHECK(nextfire_parse(NEXTFIRE_UNIX, NULL, 1, TEXT("UTC"), out, sizeof out, &size, NULL) == bad);
    CHECK(nextfire_parse(NEXTFIRE_UNIX, TEXT("* * * * *"), NULL, 1, out, sizeof out, &size, NULL) == bad);
    CHECK(nextfire_parse(NEXTFIRE_UNIX, TEXT("* * * * *"), TEXT("UTC"), NULL, 1, &size, NULL) == bad);
    CHECK(nextfire_parse(NEXTFIRE_UNIX, TEXT("* * * * *"), TEXT("UTC"), out, sizeof out, NULL, NULL) == bad);
    CHECK(nextfire_parse(5, TEXT("* * * * *"), TEXT("UTC"), out, sizeof out, &size, NULL) == bad);
    CHECK(nextfire_parse(-1, TEXT("* * * * *"), TEXT("UTC"), out, sizeof out, &size, NULL) == bad);
    CHECK(nextfire_next(NULL, 1, 0, &instant, NULL) == bad);
    CHECK(nextfire_next(daily.data, daily.size, 0, NULL, NULL) == bad);
    CHECK(nextfire_prev(daily.data, daily.size, 0, NULL, NULL) == bad);
    CHECK(nextfire_count(daily.data, daily.size, 0, 1, NULL, NULL) == bad);
    CHECK(nextfire_json(NULL, 1, text, sizeof text, &size, NULL) == bad);
    CHECK(nextfire_json(daily.data, daily.size, NULL, 1, &size, NULL) == bad);
    CHECK(nextfire_json(daily.data, daily.size, text, sizeof text, NULL, NULL) == bad);
    CHECK(nextfire_cron(daily.data, daily.size, 9, text, sizeof text, &size, NULL, NULL) == bad);
    CHECK(nextfire_describe(daily.data, daily.size, -1, text, sizeof text, &size, NULL) == bad);
    CHECK(nextfire_compile(daily.data, daily.size, NULL, NULL) == bad);
    CHECK(nextfire_compile(NULL, 1, &schedule, NULL) == bad);
    CHECK(nextfire_set_new(NULL) == bad);
    CHECK(nextfire_set_copy(NULL, &set) == bad);
    CHECK(nextfire_set_put(NULL, 1, daily.data, daily.size, NULL) == bad);
    CHECK(nextfire_set_remove(NULL, 1) == bad);
    CHECK(nextfire_set_next_of(NULL, 1, 0, &instant) == bad);
    CHECK(nextfire_set_due(NULL, 0, 1, &firing, 1, &size, &instant) == bad);
    CHECK(nextfire_set_soonest(NULL, 0, &firing, 1, &size) == bad);
    CHECK(nextfire_set_new(&set) == NEXTFIRE_OK);
    CHECK(nextfire_set_copy(set, NULL) == bad);
    CHECK(nextfire_set_put(set, 1, NULL, 1, NULL) == bad);
    CHECK(nextfire_set_next_of(set, 1, 0, NULL) == bad);
    CHECK(nextfire_set_due(set, 0, 1, NULL, 1, &size, &instant) == bad);
    CHECK(nextfire_set_due(set, 0, 1, &firing, 1, NULL, &instant) == bad);
    CHECK(nextfire_set_due(set, 0, 1, &firing, 1, &size, NULL) == bad);
    CHECK(nextfire_set_soonest(set, 0, NULL, 1, &size) == bad);
    CHECK(nextfire_set_soonest(set, 0, &firing, 1, NULL) == bad);
    nextfire_set_free(set);

    nextfire_violation found[1];
    nextfire_report old = {sizeof old - 1, found, 1, text, sizeof text, 0, 0, 0};
    nextfire_report no_violations = {sizeof old, NULL, 1, text, sizeof text, 0, 0, 0};
    nextfire_report no_text = {sizeof old, found, 1, NULL, 1, 0, 0, 0};
    CHECK(nextfire_next(daily.data, daily.size, 0, &instant, &old) == bad);
    CHECK(nextfire_count(daily.data, daily.size, 0, 1, &count, &no_violations) == bad);
    CHECK(nextfire_compile(daily.data, daily.size, &schedule, &no_text) == bad && schedule == NULL);
}

int main(void) {
    versions();
    reading();
    violations();
    asking();
    batches();
    writing();
    check_handles();
    bad_arguments();
    if (failures_found() == 0) puts("good");
    return failures_found() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
