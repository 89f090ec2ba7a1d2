/// The firings of a set between two instants, found while they are walked.
#pragma once

#include <nextfire/set/firing.hpp>
#include <nextfire/set/schedule_set.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

namespace nextfire::inline v0 {

/// The firings in [from, until), by instant and then by key: an input range, walked once.
///
/// It owns a copy of its set (which costs a pointer), and keeps no more firings at a time than four for each
/// schedule and 4,096, or as fire within one second where those are more.  It does not move while it is walked.
///
///     for (const firing& run : jobs.firings(from, from + 24h)) …
class firing_range {
public:
    /// Walks the range that it was begun on.
    class iterator {
    public:
        using value_type = firing;                          ///< A firing.
        using difference_type = std::ptrdiff_t;             ///< So many firings.
        using reference = const firing&;                    ///< Until the next step.
        using pointer = const firing*;                      ///< The same.
        using iterator_category = std::input_iterator_tag;  ///< Walked once.

        /// Makes an iterator of no range: a place to put a real one.
        iterator() = default;
        /// Gives the firing it stands at; not for the end.
        [[nodiscard]] reference operator*() const noexcept { return range_->window_[range_->at_]; }
        /// Gives access to the same.
        [[nodiscard]] pointer operator->() const noexcept { return &**this; }
        /// Goes on to the next firing, or to the end.
        iterator& operator++() {
            range_->step();
            return *this;
        }
        /// The same; what it was before is gone.
        void operator++(int) { ++*this; }
        /// Says whether none is left.
        friend bool operator==(const iterator& a, std::default_sentinel_t) noexcept { return a.is_at_end(); }

    private:
        friend class firing_range;
        explicit iterator(firing_range* range) noexcept : range_(range) {}
        [[nodiscard]] bool is_at_end() const noexcept { return range_->at_ == range_->window_.size(); }

        firing_range* range_ = nullptr;
    };

    /// Makes the range of a set's firings in [from, until); one that ends before it begins is empty.
    firing_range(schedule_set source, std::chrono::sys_seconds from, std::chrono::sys_seconds until);

    /// Goes to the first firing; to be called once.
    [[nodiscard]] iterator begin() {
        find_more();
        return iterator{this};
    }
    /// Gives the end.
    [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

private:
    void step() {
        if (++at_ == window_.size()) find_more();
    }
    void find_more();

    schedule_set source_;
    std::int64_t found_until_;  // all up to here are found
    std::int64_t last_;
    std::int64_t window_seconds_;
    std::vector<firing> window_;
    std::size_t at_ = 0;
};

}  // namespace nextfire::inline v0
