/// The occurrences of a schedule between two instants, as a C++20 forward range.
#pragma once

#include <nextfire/engine/cursor.hpp>
#include <nextfire/engine/schedule.hpp>

#include <chrono>
#include <cstddef>
#include <iterator>
#include <ranges>

namespace nextfire::inline v0 {

/// The occurrences in [from, until), ascending: a view that owns its schedule, so it outlives whatever it
/// was made from, and its iterators outlive it.
///
///     for (auto t : daily.occurrences(from, until) | std::views::take(5)) …
class occurrence_range : public std::ranges::view_base {
public:
    /// Walks the occurrences; a forward iterator whose value is a `std::chrono::sys_seconds`.
    class iterator {
    public:
        using value_type = std::chrono::sys_seconds;
        using difference_type = std::ptrdiff_t;
        using reference = value_type;
        using pointer = void;
        using iterator_category = std::input_iterator_tag;  // its reference is a value
        using iterator_concept = std::forward_iterator_tag;

        iterator() = default;
        iterator(const schedule& source, std::chrono::sys_seconds from,
                 std::chrono::sys_seconds until) noexcept;

        [[nodiscard]] value_type operator*() const noexcept { return *current_; }
        iterator& operator++() noexcept {
            advance();
            return *this;
        }
        iterator operator++(int) noexcept {
            iterator before = *this;
            advance();
            return before;
        }

        /// Iterators over one range are equal when they stand at the same occurrence, or both at the end.
        friend bool operator==(const iterator& a, const iterator& b) noexcept {
            return a.current_ == b.current_;
        }
        friend bool operator==(const iterator& a, std::default_sentinel_t) noexcept { return !a.current_; }

    private:
        void advance() noexcept {
            current_ = cursor_.next();
            if (current_ && *current_ >= until_) current_.reset();
        }

        cursor cursor_;
        std::chrono::sys_seconds until_;
        std::optional<value_type> current_;
    };

    occurrence_range(const schedule& source, std::chrono::sys_seconds from,
                     std::chrono::sys_seconds until) noexcept
        : schedule_(source), from_(from), until_(until) {}

    /// Finds the first occurrence.  Cost: as schedule::next.
    [[nodiscard]] iterator begin() const noexcept { return iterator{schedule_, from_, until_}; }
    [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

private:
    schedule schedule_;
    std::chrono::sys_seconds from_;
    std::chrono::sys_seconds until_;
};

}  // namespace nextfire::inline v0

template <>
inline constexpr bool std::ranges::enable_borrowed_range<nextfire::occurrence_range> = true;
