// The fuzzer's laws in every run of the tests: its corpus, and what a mutator with a fixed seed makes of it.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "../fuzz/handler_laws.hpp"

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

/// Changes texts a little, the same way in every run and on every machine.
class mutator {
public:
    mutator(std::vector<std::string> corpus, std::vector<std::string> words)
        : corpus_(std::move(corpus)), words_(std::move(words)) {}

    std::string next() {
        std::string text = corpus_[below(corpus_.size())];
        for (std::size_t changes = 1 + below(3); changes > 0; --changes) change(text);
        return text;
    }

private:
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(random_() % end); }

    void change(std::string& text) {
        // mostly in the body: almost any change of the path is another 404
        const std::size_t end_of_head = std::min(text.find("\n\n"), text.size());
        const std::size_t begin = below(5) == 0 ? 0 : end_of_head;
        const std::size_t at = begin + below(text.size() - begin + 1);
        const std::size_t length = std::min(text.size() - at, 1 + below(20));
        const std::string& word = words_[below(words_.size())];
        switch (below(11)) {
            case 0:
                if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
                return;
            case 1:
                text.insert(at, 1, static_cast<char>(below(256)));
                return;
            case 2:
                text.erase(at, length);
                return;
            case 3:
                text.insert(at, text.substr(at, length));
                return;
            case 4:
                text.replace(at, length, word);
                return;
            case 5:
                text.insert(at, word);
                return;
            case 6: {
                const std::string& other = corpus_[below(corpus_.size())];
                text = text.substr(0, at) + other.substr(below(other.size() + 1));
                return;
            }
            default: {
                // a string or a number gives way to a word, so that the JSON stays whole
                const std::size_t colon = text.find(':', at);
                if (colon == std::string::npos) return;
                const std::size_t end = std::min(text.find_first_of(",}]", colon), text.size());
                text.replace(colon + 1, end - colon - 1, word);
                return;
            }
        }
    }

    std::vector<std::string> corpus_;
    std::vector<std::string> words_;
    std::mt19937_64 random_{20261123};
};

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
    mutator requests{read_corpus(), read_dictionary()};
    for (int count = 0; count < 50'000; ++count) {
        const std::string request = requests.next();
        CAPTURE(request);
        CHECK(broken_law(request) == "");
    }
}

TEST_CASE("8 the laws of the handler hold for a body at the limit and beyond, and for no bytes") {
    for (const std::size_t size : {65535U, 65536U, 65537U, 200000U}) {
        const std::string start = "PATCH /v1/p1/schedule-task/t-1\n\n{\"description\":\"";
        CHECK(broken_law(start + std::string(size, 'x') + "\"}") == "");
        CHECK(broken_law("PATCH /v1/p1/schedule-task/t-1\n\n{}" + std::string(size - 2, ' ')) == "");
        CHECK(broken_law("PATCH /v1/p1/schedule-task/t-1\n\n" + std::string(size, '[')) == "");
    }
    CHECK(broken_law("") == "");
}
