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
/// never more than most_texts are kept, and a text that does not come again is gone some time.  Only short texts
/// are worth a place: memory stays below most_texts times what the longest of them and its value take.
///
///     text_cache<schedule> known;
///     const schedule* times = known.find(text);
///     if (times == nullptr) times = &known.put(text, build(text));
template <class Value>
class text_cache {
public:
    static constexpr std::size_t most_texts = 32768;   ///< How many are kept at most.
    static constexpr std::size_t longest_text = 1024;  ///< How long one may be, in bytes.

    /// Says whether a text may be put.
    [[nodiscard]] static bool takes(std::string_view text) noexcept { return text.size() <= longest_text; }

    /// Gives what was put under the text, or nullptr where it is not kept.
    [[nodiscard]] const Value* find(std::string_view text) const {
        const std::size_t hash = hash_of(text);
        for (std::size_t n = first_place(hash), end = n + ways; n < end; ++n)
            if (places_[n].hash == hash && places_[n].kept && places_[n].kept->text == text)
                return &places_[n].kept->value;
        return nullptr;
    }

    /// Keeps a value under a text that is not kept yet and that it takes; gives where the value is until the
    /// next one is put.
    const Value& put(std::string_view text, Value value) {
        const std::size_t hash = hash_of(text);
        const std::size_t first = first_place(hash);
        std::size_t n = first;
        while (n < first + ways && places_[n].kept) ++n;
        if (n == first + ways) n = first + turn_++ % ways;
        places_[n] = {hash, std::make_unique<entry>(entry{std::string{text}, std::move(value)})};
        return places_[n].kept->value;
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

    std::vector<place> places_ = std::vector<place>(most_texts);
    std::size_t turn_ = 0;
};

}  // namespace nextfire::cli
