/// Texts changed a little, the same way in every run and on every machine.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace nextfire_test {

class text_mutator {
public:
    /// Makes texts of those of a corpus, with words that change much where they stand.
    text_mutator(std::vector<std::string> corpus, std::vector<std::string> words, std::uint64_t seed)
        : corpus_(std::move(corpus)), words_(std::move(words)), random_(seed) {}

    std::size_t below(std::size_t end) { return static_cast<std::size_t>(random_() % end); }

    const std::string& any_text() { return corpus_[below(corpus_.size())]; }

    /// Makes one change at or behind `begin`.
    void change(std::string& text, std::size_t begin = 0) {
        const std::size_t at = begin + below(text.size() - begin + 1);
        const std::size_t length = std::min(text.size() - at, 1 + below(20));
        const std::string& word = words_[below(words_.size())];
        switch (below(12)) {
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
                const std::string& other = any_text();
                text = text.substr(0, at) + other.substr(below(other.size() + 1));
                return;
            }
            case 7:
                text.resize(at);
                return;
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

private:
    std::vector<std::string> corpus_;
    std::vector<std::string> words_;
    std::mt19937_64 random_;
};

}  // namespace nextfire_test
