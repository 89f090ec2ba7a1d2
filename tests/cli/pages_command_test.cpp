// `nextfire pages`: the manual page and the completions, held against what each `--help` says.
//
// Covers command_outline.cpp, man_page.cpp and completion_scripts.cpp.
#include <doctest/doctest.h>

#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/run_program.hpp"

namespace {

using nextfire_test::answer;
using nextfire_test::outcome;
using nextfire_test::run;
using nextfire_test::run_other;

const std::vector<std::string> commands{"next",   "cron",  "explain", "zones",
                                        "filter", "patch", "serve",   "call"};

/// The flags that a help names where it lists flags, `-h` and `--help` each.
std::set<std::string> flags_of_help(const std::string& help) {
    static const std::regex listed{R"((^|\n)  ((?:,?--?[a-z][a-z-]*)+))"};
    static const std::regex name{R"(--?[a-z][a-z-]*)"};
    std::set<std::string> flags;
    for (std::sregex_iterator at{help.begin(), help.end(), listed}, end; at != end; ++at) {
        const std::string names = (*at)[2];
        for (std::sregex_iterator one{names.begin(), names.end(), name}; one != end; ++one)
            flags.insert(one->str());
    }
    return flags;
}

std::string without_backslashes(std::string text) {
    std::erase(text, '\\');
    return text;
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// What bash would complete the words to.
std::string completed(const std::string& typed) {
    const std::string script =
        "nextfire() { \"$program\" \"$@\"; }\n" + answer({"pages", "bash"}) + "COMP_WORDS=(" + typed +
        ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_nextfire\necho \"${COMPREPLY[*]}\"\n";
    const outcome left =
        run_other("env", {"LC_ALL=C", "bash", "-c", "program=" NEXTFIRE_TEST_PROGRAM "\n" + script});
    CHECK(left.err == "");
    return left.out;
}

}  // namespace

TEST_CASE("every flag of every help is in the manual page and in what shells complete") {
    const std::string man = without_backslashes(answer({"pages", "man"}));
    const std::string bash = answer({"pages", "bash"});
    const std::string zsh = answer({"pages", "zsh"});
    const std::string fish = answer({"pages", "fish"});
    std::size_t flags = 0;
    for (const std::string& command : commands) {
        CAPTURE(command);
        const std::size_t section = man.find("\n.SS nextfire " + command + "\n");
        REQUIRE(section != std::string::npos);
        const std::string of_command = man.substr(section, man.find("\n.S", section + 1) - section);
        CHECK(contains(zsh, "        " + command + ") _arguments"));
        for (const std::string& flag : flags_of_help(answer({command, "--help"}))) {
            CAPTURE(flag);
            ++flags;
            CHECK(contains(of_command, "fB" + flag + "fR"));
            CHECK(std::regex_search(bash, std::regex{"'" + command + R"('\) [^\n]*[ '])" + flag + "[ ']"}));
            CHECK(std::regex_search(
                zsh, std::regex{command + R"(\) _arguments( \\\n[^\n]*)* \\\n *'\*)" + flag + R"([=\[])"}));
            const std::string spelling =
                flag.starts_with("--") ? " -l " + flag.substr(2) + " " : " -s " + flag.substr(1) + " ";
            CHECK(std::regex_search(fish,
                                    std::regex{"seen_subcommand_from " + command + "'[^\\n]*" + spelling}));
        }
    }
    CHECK(flags > 100);  // they were found at all
    for (const char* flag : {"--help", "-h", "--version"}) CHECK(contains(man, flag));
}

TEST_CASE("bash completes commands, flags, words that are some, and zones") {
    struct row {
        std::string words;
        std::string completed;
    };
    for (const row& fact : {
             row{"nextfire ne", "next"},
             row{"nextfire z", "zones"},
             row{"nextfire --ver", "--version"},
             row{"nextfire next --gap ''", "at_transition skip shift"},
             row{"nextfire next --counti", "--counting"},
             row{"nextfire cron --cron x --dialect s", "spring"},
             row{"nextfire next --zone Europe/Ber", "Europe/Berlin"},
             row{"nextfire next --count ''", ""},
             row{"nextfire call sh", "show"},
             row{"nextfire filter --t", "--tsv"},
         }) {
        CAPTURE(fact.words);
        CHECK(completed(fact.words) == fact.completed + "\n");
    }
}

TEST_CASE("the manual page is one to man, where there is man") {
    const outcome there = run_other("sh", {"-c", "command -v man >/dev/null && command -v groff >/dev/null"});
    if (there.exit_code != 0) return;
    const outcome shown = run_other("sh", {"-c", "LC_ALL=C.UTF-8 MANWIDTH=200 man --warnings -l - 2>&1"},
                                    answer({"pages", "man"}));
    CHECK(shown.exit_code == 0);
    CHECK_FALSE(contains(shown.out, "warning"));
    CHECK(contains(shown.out, "nextfire - tells when a schedule fires next"));
    CHECK(
        contains(shown.out,
                 R"(  nextfire filter --tsv --in schedule,after --out next < questions.tsv > answers.tsv)"));
    CHECK(contains(shown.out, R"(Escapes are \t \n \r \\, as COPY)"));
}

TEST_CASE("the command is there, and hidden") {
    CHECK_FALSE(contains(answer({"--help"}), "pages"));
    CHECK_FALSE(contains(answer({"pages", "man"}), "pages"));
    const outcome unknown = run({"pages", "tcsh"});
    CHECK(unknown.exit_code == 2);
    CHECK(unknown.err == "nextfire: PAGE: tcsh not in {man,bash,zsh,fish}\nRun nextfire --help for help.\n");
}
