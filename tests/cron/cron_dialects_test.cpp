// The table of dialects.
#include <doctest/doctest.h>

#include "cron/cron_dialects.hpp"

#include <string>

using namespace nextfire;

TEST_CASE("messages list the dialects in the order of the table") {
    CHECK(detail::cron_dialect_names() == "quartz, unix, spring or aws");
}

TEST_CASE("5.3 every dialect reads `at nine` as its row says it is written") {
    struct row {
        const char* dialect;
        const char* text;
    };
    const row rows[] = {{"quartz", "0 0 9 * * ?"},
                        {"unix", "0 9 * * *"},
                        {"spring", "0 0 9 * * *"},
                        {"aws", "cron(0 9 * * ? *)"}};
    for (const detail::dialect_grammar& known : detail::cron_dialects) {
        CAPTURE(std::string{known.name});
        CHECK(to_string(known.dialect) == known.name);
        for (const row& fact : rows) {
            if (known.name != fact.dialect) continue;
            const auto read = cron_expression::parse(fact.text, known.dialect);
            REQUIRE(read);
            CHECK(*read->text(known.dialect) == fact.text);
            CHECK(known.fewest <= known.most);
        }
    }
}
