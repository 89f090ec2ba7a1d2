/// Sets of small numbers as people say them: runs, every so many, and lists with a last "and".
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nextfire::inline v0::detail {

/// Numbers in a row, the first and the last of them; one alone is both.
struct number_run {
    int first;
    int last;
};

/// Gives the numbers whose bits are set, in order; bit 0 stands for `first`.
[[nodiscard]] std::vector<int> members(std::uint64_t bits, int first);

/// Gives a sorted set as runs of three and more numbers, and single ones between them.
[[nodiscard]] std::vector<number_run> runs_of(const std::vector<int>& numbers);

/// Finds the distance of a sorted set whose numbers are evenly spaced, where there are enough to say "every":
/// three in a row, or four further apart.
[[nodiscard]] std::optional<int> even_step(const std::vector<int>& numbers);

/// Says whether a sorted set is one run of three or more.
[[nodiscard]] bool is_one_run(const std::vector<int>& numbers);

/// Joins the items of a list: all by one separator, the last two by another.
[[nodiscard]] std::string joined(const std::vector<std::string>& items, std::string_view separator,
                                 std::string_view last_separator);

/// Names the numbers of a set by `name`, runs by their ends with `to` between them.
template <class Name>
[[nodiscard]] std::vector<std::string> run_names(const std::vector<int>& numbers, std::string_view to,
                                                 const Name& name) {
    std::vector<std::string> names;
    for (const number_run& run : runs_of(numbers)) {
        std::string text = name(run.first);
        if (run.last != run.first) text.append(to).append(name(run.last));
        names.push_back(std::move(text));
    }
    return names;
}

/// Names the numbers of a set one by one.
template <class Name>
[[nodiscard]] std::vector<std::string> names_of(const std::vector<int>& numbers, const Name& name) {
    std::vector<std::string> names;
    names.reserve(numbers.size());
    for (const int number : numbers) names.push_back(name(number));
    return names;
}

}  // namespace nextfire::inline v0::detail
