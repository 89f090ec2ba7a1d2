// Clause 8: every member of a body that says what a task is and does, alone: absent, null, of a wrong type,
// empty, at its bounds and beside them, very long.
//
// Covers task_fields.cpp by the values that each member may have, and target_infos.cpp by how many targets
// there may be and what each of them is.
#include "member_table.hpp"

using namespace nextfire_test;
using namespace nextfire;
using api::name_alphabet;

TEST_CASE("8 a body without members changes nothing but update_time") {
    const api::task before = full_task();
    const auto after = modify(before, "{}", now);
    REQUIRE(after);
    CHECK(differences(before, *after) == lines{});
    CHECK(after->update_time == now);
    api::task stamped = before;
    stamped.update_time = now;
    CHECK(*after == stamped);
}

TEST_CASE("8 task_name") {
    check_no_strings("task_name");
    const std::string expected = " expected 1 to 64 letters, digits, _ or -, but found ";
    check_member("task_name",
                 {{"null", "wrong_type /task_name expected a string, but found null"},
                  {R"("")", "out_of_range /task_name" + expected + "an empty string"},
                  {R"("a")", "= a"},
                  {R"("-")", "= -"},
                  {R"("AZaz09_-")", "= AZaz09_-"},
                  {quoted(std::string(63, 'n')), "= " + std::string(63, 'n')},
                  {quoted(std::string(64, 'n')), "= " + std::string(64, 'n')},
                  {quoted(std::string(65, 'n')), "too_long /task_name" + expected + "65 characters"},
                  {quoted(std::string(60'000, 'n')), "too_long /task_name" + expected + "60000 characters"},
                  {R"("a b")", "malformed /task_name:2" + expected + R"(" ")"},
                  {R"("a\tb")", "malformed /task_name:2" + expected + R"("\x09")"},
                  {R"("a.b")", "malformed /task_name:2" + expected + R"(".")"},
                  {R"("[a")", "malformed /task_name:1" + expected + R"("[")"},
                  {R"("a@")", "malformed /task_name:2" + expected + R"("@")"},
                  {R"("`")", "malformed /task_name:1" + expected + R"("`")"},
                  {R"("{")", "malformed /task_name:1" + expected + R"("{")"},
                  {R"("/")", "malformed /task_name:1" + expected + R"("/")"},
                  {R"(":")", "malformed /task_name:1" + expected + R"(":")"},
                  {R"("aü")", "malformed /task_name:2" + expected + R"("ü")"},
                  {R"("重启")", "malformed /task_name:1" + expected + R"("重")"}},
                 {.names = name_alphabet::ascii});
}

TEST_CASE("8 task_name in ideographs, unless the embedder allows none") {
    const std::string expected = " expected 1 to 64 letters, digits, ideographs, _ or -, but found ";
    check_member("task_name",
                 {{R"("重启-web_1")", "= 重启-web_1"},
                  {R"("\u4e00")", "= \u4e00"},
                  {R"("\u9fa5")", "= \u9fa5"},
                  {R"("\u4dff")", "malformed /task_name:1" + expected + "\"\u4dff\""},
                  {R"("\u4e00\u9fa6")", "malformed /task_name:4" + expected + "\"\u9fa6\""},
                  {R"("重😀")", "malformed /task_name:4" + expected + R"("😀")"},
                  {R"("重 启")", "malformed /task_name:4" + expected + R"(" ")"},
                  {R"("あ")", "malformed /task_name:1" + expected + R"("あ")"},
                  {R"("")", "out_of_range /task_name" + expected + "an empty string"},
                  {quoted(repeated(64, "启")), "= " + repeated(64, "启")},
                  {quoted(repeated(65, "启")), "too_long /task_name" + expected + "65 characters"}});
}

TEST_CASE("8 task_type") {
    check_no_strings("task_type");
    const std::string expected =
        "unknown_name /task_type expected RESTART_SERVER, START_SERVER, STOP_SERVER or REINSTALL_OS, but "
        "found ";
    check_member("task_type", {{"null", "wrong_type /task_type expected a string, but found null"},
                               {R"("")", expected + "an empty string"},
                               {R"("RESTART_SERVER")", "= RESTART_SERVER"},
                               {R"("START_SERVER")", "= START_SERVER"},
                               {R"("STOP_SERVER")", "= STOP_SERVER"},
                               {R"("REINSTALL_OS")", "= REINSTALL_OS"},
                               {R"("restart_server")", expected + R"(the string "restart_server")"},
                               {R"("RESTART_SERVERS")", expected + R"(the string "RESTART_SERVERS")"},
                               {quoted(std::string(60'000, 'R')),
                                expected + "the string \"" + std::string(40, 'R') + "…\" (60000 bytes)"}});
}

TEST_CASE("8 schedule_task_policy") {
    const std::string expected = "wrong_type /schedule_task_policy expected an object, but found ";
    const std::string truth =
        "wrong_type /schedule_task_policy/enforcement_enable expected true or false, but found ";
    check_member(
        "schedule_task_policy",
        {{"null", "= false"},
         {"{}", "= true"},
         {R"({"enforcement_enable":true})", "= true"},
         {R"({"enforcement_enable":false})", "= false"},
         {R"({"enforcement_enable":null})", "= false"},
         {R"({"enforcement_enable":1})", truth + "1"},
         {R"({"enforcement_enable":"true"})", truth + R"(the string "true")"},
         {R"({"enforcement_enable":[]})", truth + "an array"},
         {R"({"enforcement_enable":{}})", truth + "an object"},
         {R"({"enforcement_enabled":true})",
          "unknown_name /schedule_task_policy/enforcement_enabled expected a known member, but found "
          "\"enforcement_enabled\"; did you mean enforcement_enable?"},
         {R"({"x":true})",
          R"(unknown_name /schedule_task_policy/x expected one of enforcement_enable, but found "x")"},
         {"7", expected + "7"},
         {R"("")", expected + "an empty string"},
         {"true", expected + "true"},
         {"[]", expected + "an array"}});
    check_member("schedule_task_policy", {{R"({"x":1,"enforcement_enable":false})", "= false"}},
                 {.unknown = api::unknown_members::accepted});
}

TEST_CASE("8 description") {
    check_no_strings("description");
    const std::string expected = "too_long /description expected at most 255 characters, but found ";
    check_member("description", {{"null", "= null"},
                                 {R"("")", "= null"},
                                 {R"("a")", "= a"},
                                 {R"("two\nlines, \"quoted\"")", "= two\nlines, \"quoted\""},
                                 {quoted(std::string(254, 'd')), "= " + std::string(254, 'd')},
                                 {quoted(std::string(255, 'd')), "= " + std::string(255, 'd')},
                                 {quoted(std::string(256, 'd')), expected + "256 characters"},
                                 {quoted(repeated(255, "启")), "= " + repeated(255, "启")},
                                 {quoted(repeated(256, "启")), expected + "256 characters"},
                                 {quoted(repeated(255, "😀")), "= " + repeated(255, "😀")},
                                 {quoted(std::string(60'000, 'd')), expected + "60000 characters"}});
}

TEST_CASE("8 is_enable") {
    const std::string expected = "wrong_type /is_enable expected true or false, but found ";
    check_member("is_enable", {{"true", "= true"},
                               {"false", "= false"},
                               {"null", expected + "null"},
                               {"1", expected + "1"},
                               {"0", expected + "0"},
                               {R"("true")", expected + R"(the string "true")"},
                               {R"("")", expected + "an empty string"},
                               {"[]", expected + "an array"},
                               {"{}", expected + "an object"}});
}

namespace {

/// An array of `count` servers, s0, s1, …
std::string servers(std::size_t count) {
    std::string array = "[";
    for (std::size_t i = 0; i < count; ++i)
        array += (i == 0 ? "" : ",") + std::string{R"({"target_type":"SERVER","target_id":"s)"} +
                 std::to_string(i) + "\"}";
    return array + "]";
}

std::string with_id(const std::string& id) {
    return R"([{"target_type":"SERVER","target_id":)" + id + "}]";
}

std::string with_type(const std::string& type) {
    return R"([{"target_id":"s","target_type":)" + type + "}]";
}

}  // namespace

TEST_CASE("8 target_infos: how many") {
    const std::string expected = " /target_infos expected an array of 1 to 1000 targets, but found ";
    check_member("target_infos",
                 {{"null", "wrong_type" + expected + "null"},
                  {"7", "wrong_type" + expected + "7"},
                  {"true", "wrong_type" + expected + "true"},
                  {R"("s-1")", "wrong_type" + expected + R"(the string "s-1")"},
                  {R"({"target_type":"SERVER","target_id":"s"})", "wrong_type" + expected + "an object"},
                  {"[]", "out_of_range" + expected + "0"},
                  {servers(1), "= SERVER=s0"},
                  {servers(2), "= SERVER=s0 SERVER=s1"},
                  {servers(1001), "out_of_range" + expected + "1001"}});
    const auto many = modify(full_task(), "{\"target_infos\":" + servers(1000) + "}", now);
    REQUIRE(many);
    CHECK(many->targets.size() == 1000);
    CHECK(many->targets.back().id == "s999");
}

TEST_CASE("8 target_infos: what a target is") {
    const std::string id = "/target_infos/0/target_id";
    const std::string id_type =
        "wrong_type " + id + " expected a string, or an array of one string, but found ";
    const std::string id_length = "out_of_range " + id + " expected 1 to 128 characters, but found ";
    const std::string type = " /target_infos/0/target_type expected ";
    const std::string an_object =
        "wrong_type /target_infos/0 expected an object with target_type and target_id, but found ";
    check_member(
        "target_infos",
        {{with_id(R"("s-9")"), "= SERVER=s-9"},
         {with_id(R"(["s-9"])"), "= SERVER=s-9"},
         {with_id(R"(["s-8","s-9"])"), id_type + "an array"},
         {with_id("[]"), id_type + "an array"},
         {with_id("[7]"), id_type + "an array"},
         {with_id(R"([["s-9"]])"), id_type + "an array"},
         {with_id("7"), id_type + "7"},
         {with_id("null"), id_type + "null"},
         {with_id("true"), id_type + "true"},
         {with_id("{}"), id_type + "an object"},
         {with_id(R"("")"), id_length + "0"},
         {with_id(R"([""])"), id_length + "0"},
         {with_id(quoted(std::string(128, 'i'))), "= SERVER=" + std::string(128, 'i')},
         {with_id(quoted(repeated(128, "启"))), "= SERVER=" + repeated(128, "启")},
         {with_id(quoted(std::string(129, 'i'))), id_length + "129"},
         {with_id(quoted(std::string(60'000, 'i'))), id_length + "60000"},
         {with_type(R"("SERVER")"), "= SERVER=s"},
         {with_type(R"("SERVER_GROUP")"), "= SERVER_GROUP=s"},
         {with_type(R"("server")"),
          "unknown_name" + type + R"(SERVER or SERVER_GROUP, but found the string "server")"},
         {with_type(R"("")"), "unknown_name" + type + "SERVER or SERVER_GROUP, but found an empty string"},
         {with_type("null"), "wrong_type" + type + "a string, but found null"},
         {with_type("1"), "wrong_type" + type + "a string, but found 1"},
         {R"([{"target_type":"SERVER"}])",
          "missing " + id + " expected 1 to 128 characters, but found no such member"},
         {R"([{"target_id":"s"}])", "missing" + type + "SERVER or SERVER_GROUP, but found no such member"},
         {R"(["s-1"])", an_object + R"(the string "s-1")"},
         {"[null]", an_object + "null"},
         {"[[]]", an_object + "an array"},
         {R"([{"target_type":"SERVER","target_id":"s","target_name":"web 1"}])", "= SERVER=s/web 1"},
         {R"([{"target_type":"SERVER","target_id":"s","target_name":""}])", "= SERVER=s"},
         {R"([{"target_type":"SERVER","target_id":"s","target_name":null}])", "= SERVER=s"},
         {R"([{"target_type":"SERVER","target_id":"s","target_name":7}])",
          "wrong_type /target_infos/0/target_name expected a string, but found 7"},
         {R"([{"target_type":"SERVER","target_id":"s","target_name":)" + quoted(repeated(255, "启")) + "}]",
          "= SERVER=s/" + repeated(255, "启")},
         {R"([{"target_type":"SERVER","target_id":"s","target_name":)" + quoted(std::string(256, 'n')) + "}]",
          "too_long /target_infos/0/target_name expected at most 255 characters, but found 256 characters"},
         {R"([{"target_type":"SERVER","target_id":"s","target_ids":["t"]}])",
          "unknown_name /target_infos/0/target_ids expected a known member, but found \"target_ids\"; did "
          "you "
          "mean target_id?"}});
}

TEST_CASE("8 target_infos: a target that stands twice is one, in the place of the first") {
    check_member("target_infos",
                 {{R"([{"target_type":"SERVER","target_id":"b"},{"target_type":"SERVER","target_id":"a"},
                       {"target_type":"SERVER","target_id":["b"]},{"target_type":"SERVER_GROUP","target_id":"b"}])",
                   "= SERVER=b SERVER=a SERVER_GROUP=b"}});
}

TEST_CASE("8 target_infos: every target that is wrong is named") {
    CHECK(
        refusals(modify(full_task(),
                        R"({"target_infos":[{"target_type":"SERVER","target_id":"a"},7,{},
                              {"target_type":"VOLUME","target_id":""}]})",
                        now)) ==
        lines{
            "wrong_type /target_infos/1 expected an object with target_type and target_id, but found 7",
            "missing /target_infos/2/target_type expected SERVER or SERVER_GROUP, but found no such member",
            "missing /target_infos/2/target_id expected 1 to 128 characters, but found no such member",
            "unknown_name /target_infos/3/target_type expected SERVER or SERVER_GROUP, but found the string "
            "\"VOLUME\"",
            "out_of_range /target_infos/3/target_id expected 1 to 128 characters, but found 0"});
}
