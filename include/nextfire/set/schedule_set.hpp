/// Many schedules under keys: what a scheduler keeps its thousands or millions in.
///
/// Of a million schedules most are alike: they follow one of some dozen clocks, on one of some hundred kinds of
/// days.  So a set keeps the clock and the days once, and of a schedule no more than its times of day and its
/// key; and it asks once which days come, for all schedules that share them.  Whatever it answers is what
/// the single schedules answer (schedule.hpp), at clock changes too.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/set/firing.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace nextfire::inline v0 {

class firing_range;
class set_cursor;

namespace detail {
struct set_root;
struct set_access;

/// The keys that were last put or removed, so that a cursor can follow.
struct change_log {
    std::shared_ptr<const int> lineage;  ///< Of one set, as long as it lives: a copy has its own.
    std::uint64_t count = 0;             ///< How many changes there were.
    std::vector<std::uint64_t> recent;   ///< The last of them: change n stands at n % most_kept.

    static constexpr std::size_t most_kept = 4096;
};
}  // namespace detail

/// A schedule of a set and its key.
struct set_entry {
    std::uint64_t key;  ///< Any number; one schedule has it.
    definition what;    ///< What the schedule is.

    /// Compares both.
    friend bool operator==(const set_entry& a, const set_entry& b) noexcept {
        return a.key == b.key && a.what == b.what;
    }
};

/// What schedule_set::put did.
enum class put_outcome : std::uint8_t {
    added,     ///< There was no schedule under the key.
    replaced,  ///< There was one, and it is gone.
};

/// Gives the name of an outcome: `added`, `replaced`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(put_outcome outcome) noexcept;

/// Reads the name of an outcome; any other text is one violation `unknown_name` of `field`, with the names there are and
/// the nearest of them.
///
///     parse_put_outcome("added");   // put_outcome::added
[[nodiscard]] result<put_outcome> parse_put_outcome(std::string_view text,
                                                    std::string_view field = "outcome");

/// A set of schedules under keys of 64 bits.
///
/// A value: a copy has the same schedules, costs no more than a pointer, and shares all that neither side
/// changes afterwards (clause 11.4).  One thread at a time may change a set; any number may ask it, or copies
/// of it, while nobody changes that very object.  So readers are handed copies.  Instants are whole
/// seconds.  Where std::bad_alloc leaves a change, the set is fit to be destroyed or assigned to, and for nothing
/// else.  Memory: some 35 bytes for one time a day, 50 for a few times or a single instant, and 0.4 KB for each clock with
/// its days.
///
///     schedule_set jobs;
///     if (!jobs.put(7, *definition::daily(2h + 30min, *zone::find("Europe/Berlin")))) …
///     jobs.due(*parse_instant("2026-03-29T00:00:00Z"), *parse_instant("2026-03-29T01:00:00Z"));
///     // one firing, of 7, at 01:00:00Z: the clock jumps from 02:00 to 03:00
class schedule_set {
public:
    /// Stands for "none is left" where next_all writes its answers: later than every instant.
    static constexpr std::chrono::sys_seconds no_next = std::chrono::sys_seconds::max();

    /// Makes the set without schedules.
    schedule_set();
    /// Makes a set of the same schedules.  Cost: below 0.1 µs; the first change of either copies the list of clocks
    /// with their days, and the schedules that share those of the changed one: 0.2 ms where a million of all kinds
    /// are in it, tens of milliseconds where they all are of one kind.
    schedule_set(const schedule_set& other);
    /// Makes a set of the schedules of another, which has none afterwards.
    schedule_set(schedule_set&& other) noexcept;
    /// Becomes a set of the same schedules.  Cost: as a copy.
    schedule_set& operator=(const schedule_set& other);
    /// Becomes a set of the schedules of another, which has none afterwards.
    schedule_set& operator=(schedule_set&& other) noexcept;
    ~schedule_set();

    /// Makes a set of many; where a key comes twice, the later schedule is the one.
    ///
    /// Violations: for each schedule that cannot be, those of put, their field `/` and its place in the span,
    /// counted from 0; then no set is made.  Cost: 0.2 to 0.6 µs each.
    ///
    ///     schedule_set::build(std::array{set_entry{1, daily}, set_entry{2, weekly}})->size();   // 2
    [[nodiscard]] static result<schedule_set> build(std::span<const set_entry> entries);

    /// Puts a schedule under a key, in the place of the one that was there.
    ///
    /// Violation `never_fires` as schedule::build has it; then the set stays as it was.  Cost: below 1 µs.
    ///
    ///     jobs.put(7, *definition::daily(9h, tokyo)).value();   // put_outcome::added
    result<put_outcome> put(std::uint64_t key, const definition& what);

    /// Takes the schedule under a key away, and says whether there was one.  Cost: below 1 µs.
    bool remove(std::uint64_t key);

    /// Says whether there is a schedule under a key.
    [[nodiscard]] bool contains(std::uint64_t key) const noexcept;

    /// Gives the definition of the schedule under a key: one equal to what was put; nullopt for any other key.
    /// Cost: below 0.2 µs.
    [[nodiscard]] std::optional<definition> find(std::uint64_t key) const;

    /// Gives how many schedules there are.
    [[nodiscard]] std::size_t size() const noexcept;

    /// Says whether there are none.
    [[nodiscard]] bool empty() const noexcept { return size() == 0; }

    /// Gives about how many bytes the set holds on the heap, tables included; what copies share counts in each.
    [[nodiscard]] std::size_t memory_bytes() const noexcept;

    // ---- All of them, in the set's own order ----

    /// Walks the schedules, in an order that is the set's own: that of keys() and next_all.  Any change of the
    /// set ends all its iterators.
    class iterator {
    public:
        using value_type = set_entry;                        ///< A key and its definition.
        using difference_type = std::ptrdiff_t;              ///< So many schedules.
        using reference = value_type;                        ///< Answers are values.
        using pointer = void;                                ///< There is nothing to point at.
        using iterator_category = std::input_iterator_tag;   ///< To C++17, whose others refer.
        using iterator_concept = std::forward_iterator_tag;  ///< To C++20.

        /// Makes an iterator of no set: a place to put a real one.
        iterator() = default;
        /// Gives the schedule it stands at; not for the end.
        [[nodiscard]] value_type operator*() const;
        /// Goes on to the next schedule, or to the end.
        iterator& operator++() noexcept;
        /// The same; gives what it was before.
        iterator operator++(int) noexcept {
            iterator before = *this;
            ++*this;
            return before;
        }
        /// Iterators over one set are equal when they stand at the same schedule, or both at the end.
        friend bool operator==(const iterator& a, const iterator& b) noexcept {
            return a.part_ == b.part_ && a.slot_ == b.slot_;
        }

    private:
        friend class schedule_set;
        iterator(const detail::set_root* root, std::size_t part) noexcept : root_(root), part_(part) {}
        void pass_empty_parts() noexcept;

        const detail::set_root* root_ = nullptr;
        std::size_t part_ = 0;
        std::size_t slot_ = 0;
    };

    /// Gives the first schedule in the set's own order.
    [[nodiscard]] iterator begin() const noexcept;
    /// Gives the end.
    [[nodiscard]] iterator end() const noexcept;

    /// Gives the keys in the set's own order.  Cost: one pass over the set, 1 to 2 ns a schedule.
    [[nodiscard]] std::vector<std::uint64_t> keys() const;

    // ---- Asking ----

    /// Writes for every schedule its first occurrence strictly after `after`, in the set's own order; no_next
    /// where none is left.  Gives the part that was written; `out` must have size() places, or nothing is.
    ///
    /// Never throws, allocates or locks.  Cost: some nanoseconds each, some 50 for days of some months
    /// that no other schedule before has; more within hours of a clock change.
    ///
    ///     std::vector<std::chrono::sys_seconds> next(jobs.size());
    ///     jobs.next_all(now, next);   // next[i] is that of jobs.keys()[i]
    // NOLINTNEXTLINE(modernize-use-nodiscard): who has made room need not look
    std::span<std::chrono::sys_seconds> next_all(std::chrono::sys_seconds after,
                                                 std::span<std::chrono::sys_seconds> out) const noexcept;

    /// Gives the first occurrence of the schedule under a key strictly after `after`; nullopt where none is left,
    /// and for any other key.  Cost: some 50 ns; as schedule::next.
    [[nodiscard]] std::optional<std::chrono::sys_seconds> next_of(
        std::uint64_t key, std::chrono::sys_seconds after) const noexcept;

    /// Gives all firings strictly after `after` and at or before `until`, by instant and then by key.
    ///
    /// So due(a, b) and then due(b, c) are due(a, c).  Cost: some 25 ns a firing, and 1 to 2 ns a schedule.
    ///
    ///     for (const firing& run : jobs.due(last_tick, now)) start(run.key);
    [[nodiscard]] std::vector<firing> due(std::chrono::sys_seconds after,
                                          std::chrono::sys_seconds until) const;

    /// Puts the same into a list, in the place of what it had: one that is used again and again costs no more
    /// memory.
    void due_into(std::vector<firing>& out, std::chrono::sys_seconds after,
                  std::chrono::sys_seconds until) const;

    /// Gives the firings in [from, until) in the order of due, as a range that finds them while it is walked
    /// (firing_range.hpp).  It owns a copy of the set: later changes of the set do not concern it.  Cost: that of the
    /// copy, below 0.2 µs; walked, as due(), or up to three times that where few fire.
    [[nodiscard]] firing_range firings(std::chrono::sys_seconds from, std::chrono::sys_seconds until) const;

    /// Gives the n schedules that fire soonest after `after`, each once, with its first occurrence, in the order of
    /// due; fewer where fewer have one left.
    ///
    /// Cost: that of due() for the next minute to hour, where n is below 1/32 of the set and so many fire then; or else
    /// that of next_all, and of sorting the first n out: below 0.1 µs a schedule for some thousands, and up to 2 µs for all
    /// of a million.
    [[nodiscard]] std::vector<firing> soonest(std::size_t n, std::chrono::sys_seconds after) const;

    /// Gives how many firings there are in each step of [from, until): the first of the numbers is that of
    /// [from, from + step), and the last step may be cut short.
    ///
    /// Empty where the step is below a second, until is not after from, or the steps are more than 2^26, two years of seconds.
    /// Cost: some 10 ns a firing, 1 ns and 8 bytes a step.
    ///
    ///     jobs.load(today, today + 24h, 1min);   // 1,440 numbers
    [[nodiscard]] std::vector<std::uint64_t> load(std::chrono::sys_seconds from,
                                                  std::chrono::sys_seconds until,
                                                  std::chrono::seconds step) const;

private:
    friend struct detail::set_access;
    friend class set_cursor;

    std::shared_ptr<detail::set_root> root_;
    detail::change_log log_;
};

}  // namespace nextfire::inline v0
