/// What was made of texts that come again and again.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nextfire::cli {

/// Values under the texts that they were made of, so that a text that comes again costs a look.
///
/// Each text has four places, which its hash chooses; where all are taken, one of them in turn makes room.  So
/// never more than most_texts are kept, and a text that does not come again is gone some time.  The first time
/// that a text comes no more than its hash is noted: many never come again.  Only short texts are worth a place:
/// memory stays below most_texts times what the longest of them and its value take.
///
///     text_cache<schedule> known;
///     if (const schedule* times = known.find(text)) return *times;
///     const schedule times = build(text);
///     if (known.wants(text)) known.put(text, times);
template <class Value>
class text_cache {
public:
    static constexpr std::size_t most_texts = 32768;   ///< How many are kept at most.
    static constexpr std::size_t longest_text = 1024;  ///< How long one may be, in bytes.

    /// Gives what was put under the text, or nullptr where it is not kept.
    [[nodiscard]] const Value* find(std::string_view text) const {
        const std::size_t hash = hash_of(text);
        for (std::size_t n = first_place(hash), end = n + ways; n < end; ++n)
            if (places_[n].hash == hash && places_[n].kept && places_[n].kept->text == text)
                return &places_[n].kept->value;
        return nullptr;
    }

    /// Says whether a text that is not kept should be put: it is short, and has come before.
    [[nodiscard]] bool wants(std::string_view text) {
        if (text.size() > longest_text) return false;
        const std::size_t hash = hash_of(text);
        if (noted(hash) != nullptr) return true;
        free_place(hash) = {hash, nullptr};
        return false;
    }

    /// Keeps a value under a text that is wanted.
    void put(std::string_view text, Value value) {
        const std::size_t hash = hash_of(text);
        place* known = noted(hash);
        place& home = known != nullptr ? *known : free_place(hash);
        home = {hash, std::make_unique<entry>(entry{std::string{text}, std::move(value)})};
    }

private:
    static constexpr std::size_t ways = 4;

    struct entry {
        std::string text;
        Value value;
    };
    struct place {
        std::size_t hash = 0;
        std::unique_ptr<entry> kept;
    };

    [[nodiscard]] static std::size_t hash_of(std::string_view text) noexcept {
        return std::hash<std::string_view>{}(text);
    }
    [[nodiscard]] static std::size_t first_place(std::size_t hash) noexcept {
        return hash % (most_texts / ways) * ways;
    }

    /// Gives the place of a text that came before and is not kept.
    [[nodiscard]] place* noted(std::size_t hash) {
        for (std::size_t n = first_place(hash), end = n + ways; n < end; ++n)
            if (places_[n].hash == hash && !places_[n].kept) return &places_[n];
        return nullptr;
    }

    /// Gives a place for a text: one that keeps nothing, or else whosever turn it is.
    [[nodiscard]] place& free_place(std::size_t hash) {
        for (std::size_t n = 0; n < ways; ++n)
            if (place& next = place_in_turn(hash); !next.kept) return next;
        return place_in_turn(hash);
    }
    [[nodiscard]] place& place_in_turn(std::size_t hash) {
        return places_[first_place(hash) + turn_++ % ways];
    }

    std::vector<place> places_ = std::vector<place>(most_texts);
    std::size_t turn_ = 0;
};

}  // namespace nextfire::cli
