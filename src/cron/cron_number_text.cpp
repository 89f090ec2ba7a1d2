#include "cron/cron_number_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <cstddef>

namespace nextfire::inline v0::detail {
namespace {

/// Appends an item to a list.
void append(std::string& list, const std::string& item) {
    if (!list.empty()) list += ',';
    list += item;
}

/// Writes a list in which three or more numbers in a row are a range.
std::string ranged_text(std::uint64_t numbers) {
    std::string text;
    for (std::uint64_t rest = numbers; rest != 0;) {
        const int first = std::countr_zero(rest);
        const int length = std::countr_one(rest >> first);
        const int taken = length >= 3 ? length : 1;
        append(text, taken == 1 ? fmt::format("{}", first) : fmt::format("{}-{}", first, first + taken - 1));
        rest &= ~(((std::uint64_t{1} << taken) - 1) << first);
    }
    return text;
}

/// The numbers first, first + step, … , `length` of them.
struct progression {
    int first = 0;
    int step = 1;
    int length = 0;
    int fresh = 0;  // how many of them are not written yet

    [[nodiscard]] std::string text() const {
        if (length == 1) return fmt::format("{}", first);
        const int last = first + step * (length - 1);
        return step == 1 ? fmt::format("{}-{}", first, last) : fmt::format("{}-{}/{}", first, last, step);
    }
};

/// Finds the progression within a set that holds the most numbers not written yet.
progression longest_progression(const std::vector<int>& numbers, const std::vector<bool>& is_written,
                                int highest_step) {
    if (numbers.empty()) return {};
    std::vector<std::ptrdiff_t> places(static_cast<std::size_t>(numbers.back() - numbers.front()) + 1, -1);
    for (std::size_t at = 0; at < numbers.size(); ++at)
        places[static_cast<std::size_t>(numbers[at] - numbers.front())] = static_cast<std::ptrdiff_t>(at);
    const auto place = [&](int number) {
        const bool is_inside = number >= numbers.front() && number <= numbers.back();
        return is_inside ? places[static_cast<std::size_t>(number - numbers.front())] : std::ptrdiff_t{-1};
    };
    const auto is_fresh = [&](std::ptrdiff_t at) { return !is_written[static_cast<std::size_t>(at)]; };
    progression best;
    for (const int first : numbers) {
        for (int step = 1; step <= highest_step; ++step) {
            if (1 + (numbers.back() - first) / step <= best.fresh) break;  // nor would a wider step do
            if (place(first - step) >= 0) continue;                        // part of one that begins earlier
            progression candidate{first, step, 0, 0};
            int fresh = 0;
            int length = 0;
            for (auto at = place(first); at >= 0; at = place(first + step * length)) {
                ++length;
                if (!is_fresh(at)) continue;
                candidate.length = length;  // it ends with a number that counts
                candidate.fresh = ++fresh;
            }
            if (candidate.fresh > best.fresh) best = candidate;
        }
    }
    return best;
}

}  // namespace

int step_from_start(std::uint64_t numbers, const field_grammar& grammar) noexcept {
    for (int step = 2; step <= grammar.highest_step; ++step)
        if (stepped_set(grammar.first, grammar.last, step) == numbers) return step;
    return 0;
}

std::vector<int> numbers_in(std::uint64_t numbers) {
    std::vector<int> sorted;
    for (std::uint64_t rest = numbers; rest != 0; rest &= rest - 1) sorted.push_back(std::countr_zero(rest));
    return sorted;
}

std::string listed_text(std::uint64_t numbers) {
    std::string text;
    for (std::uint64_t rest = numbers; rest != 0; rest &= rest - 1) {
        const int number = std::countr_zero(rest);  // of two digits at most
        if (!text.empty()) text += ',';
        if (number >= 10) text += static_cast<char>('0' + number / 10);
        text += static_cast<char>('0' + number % 10);
    }
    return text;
}

std::string elapsed_text(std::uint64_t numbers, const field_grammar& grammar,
                         const dialect_grammar& dialect) {
    if (numbers == stepped_set(grammar.first, grammar.last, 1)) return "*";
    const int first = std::countr_zero(numbers);
    const std::uint64_t others = numbers & (numbers - 1);
    if (others == 0) return fmt::format("{}", first);
    const int step = std::countr_zero(others) - first;
    if (step == 1 || numbers != stepped_set(first, grammar.last, step)) return ranged_text(numbers);
    if (first == grammar.first) return fmt::format("*/{}", step);
    if (dialect.has(open_step)) return fmt::format("{}/{}", first, step);
    return fmt::format("{}-{}/{}", first, grammar.last, step);
}

std::string short_text(const std::vector<int>& numbers, int highest_step) {
    std::vector<bool> is_written(numbers.size(), false);
    std::vector<progression> items;
    // Each round writes at least one number more.
    while (true) {
        progression item = longest_progression(numbers, is_written, highest_step);
        if (item.fresh == 0) break;
        if (item.fresh < 3) {  // a range of two is no shorter than the two
            const auto next = std::find(is_written.begin(), is_written.end(), false);
            item = {numbers[static_cast<std::size_t>(next - is_written.begin())], 1, 1, 1};
        }
        for (int n = 0; n < item.length; ++n) {
            const auto at = std::lower_bound(numbers.begin(), numbers.end(), item.first + item.step * n);
            is_written[static_cast<std::size_t>(at - numbers.begin())] = true;
        }
        items.push_back(item);
    }
    std::stable_sort(items.begin(), items.end(),
                     [](const progression& a, const progression& b) { return a.first < b.first; });
    std::string text;
    for (const progression& item : items) append(text, item.text());
    return text;
}

}  // namespace nextfire::inline v0::detail
