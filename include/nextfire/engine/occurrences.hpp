/// The occurrences of a schedule between two instants, as a C++20 bidirectional range.
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
    /// Walks the occurrences; a bidirectional iterator whose value is a `std::chrono::sys_seconds`.
    class iterator {
    public:
        using value_type = std::chrono::sys_seconds;               ///< An occurrence.
        using difference_type = std::ptrdiff_t;                    ///< So many occurrences.
        using reference = value_type;                              ///< Answers are values.
        using pointer = void;                                      ///< There is nothing to point at.
        using iterator_category = std::input_iterator_tag;         ///< To C++17, whose others refer.
        using iterator_concept = std::bidirectional_iterator_tag;  ///< To C++20.

        /// Makes an iterator of no range: a place to put a real one.
        iterator() = default;

        /// Gives the occurrence it stands at; not for the end.
        [[nodiscard]] value_type operator*() const noexcept { return cursor_.position(); }

        /// Goes on to the next occurrence, or to the end.
        iterator& operator++() noexcept {
            const auto next = cursor_.next();
            if (!next || *next >= until_) cursor_.move_to(until_);
            return *this;
        }
        /// The same; gives what it was before.
        iterator operator++(int) noexcept {
            iterator before = *this;
            ++*this;
            return before;
        }

        /// Goes back to the occurrence before; not from the first one.
        iterator& operator--() noexcept {
            cursor_.prev();
            return *this;
        }
        /// The same; gives what it was before.
        iterator operator--(int) noexcept {
            iterator before = *this;
            --*this;
            return before;
        }

        /// Iterators over one range are equal when they stand at the same occurrence, or both at the end.
        friend bool operator==(const iterator& a, const iterator& b) noexcept {
            return a.cursor_.position() == b.cursor_.position();
        }

    private:
        friend class occurrence_range;
        iterator(const schedule& source, std::chrono::sys_seconds at, std::chrono::sys_seconds until) noexcept
            : cursor_(source, at), until_(until) {}

        cursor cursor_;
        std::chrono::sys_seconds until_{};
    };

    /// Makes the range of a schedule's occurrences in [from, until); one that ends before it begins is empty.
    occurrence_range(const schedule& source, std::chrono::sys_seconds from,
                     std::chrono::sys_seconds until) noexcept;

    /// Finds the first occurrence.  Cost: as a cursor's first step, some 0.1 µs.
    [[nodiscard]] iterator begin() const noexcept;

    /// Gives the place after the last occurrence.
    [[nodiscard]] iterator end() const noexcept { return iterator{schedule_, until_, until_}; }

private:
    schedule schedule_;
    std::chrono::sys_seconds from_;
    std::chrono::sys_seconds until_;
};

static_assert(sizeof(occurrence_range::iterator) <= 208);

template <class FromDuration, class UntilDuration>
occurrence_range schedule::occurrences(std::chrono::sys_time<FromDuration> from,
                                       std::chrono::sys_time<UntilDuration> until) const noexcept {
    return occurrence_range{*this, detail::second_up(from), detail::second_up(until)};
}

}  // namespace nextfire::inline v0

/// @cond Told to <ranges>: iterators outlive the range.
template <>
inline constexpr bool std::ranges::enable_borrowed_range<nextfire::occurrence_range> = true;
/// @endcond
