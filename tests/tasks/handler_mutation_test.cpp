// The fuzzer's laws in every run of the tests: its corpus, and what a mutator with a fixed seed makes of it.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "../fuzz/handler_laws.hpp"
#include "../support/text_mutation.hpp"

namespace {

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// The files of the corpus, in the order of their names.
std::vector<std::string> read_corpus() {
    std::set<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator{NEXTFIRE_TEST_CORPUS})
        paths.insert(entry.path());
    std::vector<std::string> corpus;
    corpus.reserve(paths.size());
    for (const std::filesystem::path& path : paths) corpus.push_back(content_of(path));
    return corpus;
}

/// The words of the dictionary: `"…"` a line, with escapes of quotes and backslashes.
std::vector<std::string> read_dictionary() {
    std::ifstream file{NEXTFIRE_TEST_DICTIONARY};
    std::vector<std::string> words;
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with('"')) continue;
        std::string word;
        for (std::size_t i = 1; i + 1 < line.size(); ++i) word += line[i] == '\\' ? line[++i] : line[i];
        words.push_back(word);
    }
    return words;
}

/// Gives a request of the corpus with one to three changes, mostly in the body: almost any change of the path is another
/// 404.
std::string next_request(nextfire_test::text_mutator& mutator) {
    std::string text = mutator.any_text();
    for (std::size_t changes = 1 + mutator.below(3); changes > 0; --changes) {
        const std::size_t end_of_head = std::min(text.find("\n\n"), text.size());
        mutator.change(text, mutator.below(5) == 0 ? 0 : end_of_head);
    }
    return text;
}

std::string broken_law(const std::string& request) {
    return nextfire_test::broken_law({reinterpret_cast<const std::uint8_t*>(request.data()), request.size()});
}

}  // namespace

TEST_CASE("8 the laws of the handler hold for the corpus") {
    const std::vector<std::string> corpus = read_corpus();
    REQUIRE(corpus.size() >= 20);
    for (const std::string& request : corpus) {
        CAPTURE(request);
        CHECK(broken_law(request) == "");
    }
}

TEST_CASE("8 the laws of the handler hold for what comes of the corpus") {
    nextfire_test::text_mutator mutator{read_corpus(), read_dictionary(), 20261123};
    for (int count = 0; count < 50'000; ++count) {
        const std::string request = next_request(mutator);
        CAPTURE(request);
        CHECK(broken_law(request) == "");
    }
}

TEST_CASE("8 the laws of the handler hold for a body at the limit and beyond, and for no bytes") {
    for (const std::size_t size : {65535U, 65536U, 65537U, 131071U, 131072U, 131073U, 200000U}) {
        const std::string start = "PATCH /v1/p1/schedule-task/t-1\n\n{\"description\":\"";
        CHECK(broken_law(start + std::string(size, 'x') + "\"}") == "");
        CHECK(broken_law("PATCH /v1/p1/schedule-task/t-1\n\n{}" + std::string(size - 2, ' ')) == "");
        CHECK(broken_law("PATCH /v1/p1/schedule-task/t-1\n\n" + std::string(size, '[')) == "");
    }
    CHECK(broken_law("") == "");
}
