// A value, or every reason why there is none.
#include "support/enum_names.hpp"

#include <nextfire/base/result.hpp>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <concepts>
#include <csignal>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

using namespace nextfire;

namespace {

const violation odd{violation_code::out_of_range, "size", 3, "expected an even number, but found 7"};
const violation late{violation_code::missing, "", std::nullopt, "expected something, but found nothing"};

result<int> half(int number) {
    if (number % 2 != 0) return odd;
    return number / 2;
}

result<std::string> text_or(bool good) {
    if (good) return std::string(100, 'x');
    return violations{odd, late};
}

/// Gives what a program writes to standard error before it is aborted; empty where it is not aborted.
template <class Program>
std::string last_words(Program program) {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGABRT, SIG_DFL);
        ::dup2(ends[1], STDERR_FILENO);
        program();
        ::_exit(0);
    }
    ::close(ends[1]);
    std::string words;
    std::array<char, 256> buffer{};
    for (ssize_t n; (n = ::read(ends[0], buffer.data(), buffer.size())) > 0;)
        words.append(buffer.data(), static_cast<std::size_t>(n));
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT ? words : std::string{};
}

}  // namespace

TEST_CASE("6.3 each code has its stable text") {
    nextfire_test::check_names<violation_code>(
        {"missing", "malformed", "out_of_range", "unknown_name", "wrong_type", "never_fires",
         "not_expressible", "too_long", "unreadable"},
        parse_violation_code, "code");
}

TEST_CASE("6.1 violations are equal when all their parts are") {
    const violation one{violation_code::malformed, "week_list", 3, "expected …"};
    CHECK((one == violation{violation_code::malformed, "week_list", 3, "expected …"}));
    CHECK((one != violation{violation_code::missing, "week_list", 3, "expected …"}));
    CHECK((one != violation{violation_code::malformed, "date_list", 3, "expected …"}));
    CHECK((one != violation{violation_code::malformed, "week_list", {}, "expected …"}));
    CHECK((one != violation{violation_code::malformed, "week_list", 3, "expected other"}));
}

TEST_CASE("6.1 a result has a value, or every reason why there is none") {
    const result<int> good = half(8);
    CHECK(good.has_value());
    CHECK(static_cast<bool>(good));
    CHECK(*good == 4);
    CHECK(good.value() == 4);
    const result<int> bad = half(7);
    CHECK_FALSE(bad.has_value());
    CHECK(bad.errors() == violations{odd});
    CHECK(text_or(true)->size() == 100);

    result<std::string> text = text_or(true);
    text->append("y");
    *text += "z";
    text.value() += "!";
    CHECK(*std::as_const(text) == std::string(100, 'x') + "yz!");
}

TEST_CASE("a temporary gives its value and its violations away by value") {
    static_assert(std::same_as<decltype(*half(8)), int>);
    static_assert(std::same_as<decltype(half(8).value()), int>);
    static_assert(std::same_as<decltype(half(7).errors()), violations>);
    static_assert(std::same_as<decltype(*std::declval<const result<int>>()), int>);
    static_assert(std::same_as<decltype(std::declval<const result<int>>().errors()), violations>);
    static_assert(std::same_as<decltype(*std::declval<const result<int>&>()), const int&>);
    static_assert(std::same_as<decltype(*std::declval<result<int>&>()), int&>);
    static_assert(std::same_as<decltype(std::declval<const result<int>&>().errors()), const violations&>);

    const std::string& kept = *text_or(true);  // lives as long as its name
    CHECK(kept == std::string(100, 'x'));
    std::string messages;
    for (const violation& error : text_or(false).errors()) messages += error.message + "\n";
    CHECK(messages == odd.message + "\n" + late.message + "\n");
}

TEST_CASE("a value that can only be moved goes through a result") {
    result<std::unique_ptr<int>> made{std::make_unique<int>(3)};
    const std::unique_ptr<int> taken = *std::move(made);
    CHECK(*taken == 3);
    const result<int> read = result<std::unique_ptr<int>>{std::make_unique<int>(5)}.transform(
        [](std::unique_ptr<int> p) { return *p; });
    CHECK(*read == 5);
}

TEST_CASE("a value may be made where it lies, of any arguments") {
    CHECK(*result<std::string>{std::in_place, 3, 'x'} == "xxx");
    CHECK(*result<int>{std::in_place} == 0);
    CHECK(**result<std::unique_ptr<int>>{std::in_place, new int{7}} == 7);
}

TEST_CASE("what follows from a value is a result too, and a failure stays what it is") {
    const result<int> eight = 8;
    const result<int> seven = 7;
    CHECK(*eight.and_then(half).and_then(half) == 2);
    CHECK(seven.and_then(half).and_then(half).errors() == violations{odd});
    CHECK(*half(8).transform([](int n) { return std::to_string(n); }) == "4");
    CHECK(half(7).transform([](int n) { return std::to_string(n); }).errors() == violations{odd});

    CHECK(half(8).value_or(9) == 4);
    CHECK(half(7).value_or(9) == 9);
    CHECK(text_or(false).value_or("none") == "none");

    const auto zero = [](const violations&) -> result<int> { return 0; };
    CHECK(*half(7).or_else(zero) == 0);
    CHECK(*half(8).or_else(zero) == 4);
    const auto named = [](violations errors) {
        errors.front().field = "/size";
        return errors;
    };
    CHECK(half(7).transform_errors(named).errors().front().field == "/size");
    CHECK(*half(8).transform_errors(named) == 4);
    const result<int> bad = half(7);
    CHECK(bad.transform_errors(named).errors().front().field == "/size");
    CHECK(bad.errors().front().field == "size");
}

TEST_CASE("results are equal where their values are, or their reasons") {
    CHECK(half(8) == half(8));
    CHECK(half(8) != half(6));
    CHECK(half(8) != half(7));
    CHECK(half(7) == half(5));
    CHECK(half(8) == 4);
}

TEST_CASE("asking a failed result for its value ends the program, with the first violation") {
    CHECK(last_words([] { static_cast<void>(*half(7)); }) ==
          "nextfire: a result was asked for its value and has none: size, column 3: expected an even number, "
          "but found 7\n");
    CHECK(last_words([] {
              const result<std::string> bad = violations{late, odd};
              static_cast<void>(bad->size());
          }) ==
          "nextfire: a result was asked for its value and has none: expected something, but found nothing\n");
    CHECK(last_words([] { static_cast<void>(half(8).errors()); }) ==
          "nextfire: a result was asked for its violations and has a value\n");
    CHECK(last_words([] { static_cast<void>(result<int>{violations{}}); }) ==
          "nextfire: a result was made of an empty list of violations\n");
    CHECK(last_words([] { static_cast<void>(*half(8)); }).empty());
}

TEST_CASE("6.1 violations are written one a line, without what a terminal would obey") {
    CHECK(to_string(odd) == "size, column 3: expected an even number, but found 7");
    CHECK(to_string(late) == "expected something, but found nothing");
    CHECK(to_string(violations{odd, late}) ==
          "size, column 3: expected an even number, but found 7\nexpected something, but found nothing");
    CHECK(to_string(violation{violation_code::missing, "a\x1b[1m", std::nullopt, "b\n\x7f"}) ==
          R"(a\x1b[1m: b\x0a\x7f)");
    CHECK(to_string(violation{violation_code::unknown_name, "/a\r\t", std::nullopt, "expected \xc3\xa9"}) ==
          "/a\\x0d\\x09: expected \xc3\xa9");
    CHECK(to_string(violations{}).empty());
}
