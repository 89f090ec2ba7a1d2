#include "words/number_runs.hpp"

namespace nextfire::inline v0::detail {

std::vector<int> members(std::uint64_t bits, int first) {
    std::vector<int> numbers;
    for (; bits != 0; bits >>= 1, ++first)
        if ((bits & 1) != 0) numbers.push_back(first);
    return numbers;
}

std::vector<number_run> runs_of(const std::vector<int>& numbers) {
    std::vector<number_run> runs;
    for (std::size_t begin = 0, end = 0; begin < numbers.size(); begin = end) {
        for (end = begin + 1; end < numbers.size() && numbers[end] == numbers[end - 1] + 1;) ++end;
        if (end - begin >= 3) {
            runs.push_back({numbers[begin], numbers[end - 1]});
        } else {
            for (std::size_t i = begin; i < end; ++i) runs.push_back({numbers[i], numbers[i]});
        }
    }
    return runs;
}

std::optional<int> even_step(const std::vector<int>& numbers) {
    if (numbers.size() < 3) return std::nullopt;
    const int step = numbers[1] - numbers[0];
    if (step > 1 && numbers.size() < 4) return std::nullopt;
    for (std::size_t i = 2; i < numbers.size(); ++i)
        if (numbers[i] - numbers[i - 1] != step) return std::nullopt;
    return step;
}

bool is_one_run(const std::vector<int>& numbers) {
    return even_step(numbers) == 1;
}

std::string joined(const std::vector<std::string>& items, std::string_view separator,
                   std::string_view last_separator) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i != 0) text.append(i + 1 == items.size() ? last_separator : separator);
        text.append(items[i]);
    }
    return text;
}

}  // namespace nextfire::inline v0::detail
