/// A program whose every new counts, and in which the one that was chosen throws.  For one file of a program that is one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace nextfire_test {

inline std::size_t allocations = 0;
inline std::size_t failing_allocation = 0;  // counted from 1; 0: none
inline std::size_t largest_allocation = 0;  // in bytes

inline void* counted(std::size_t size) noexcept {
    ++allocations;
    largest_allocation = std::max(largest_allocation, size);
    return allocations == failing_allocation ? nullptr : std::malloc(size == 0 ? 1 : size);
}

inline void* counted_or_thrown(std::size_t size) {
    if (void* const place = counted(size)) return place;
    throw std::bad_alloc{};
}

}  // namespace nextfire_test

void* operator new(std::size_t size) {
    return nextfire_test::counted_or_thrown(size);
}
void* operator new[](std::size_t size) {
    return nextfire_test::counted_or_thrown(size);
}
// The library's algorithms ask so, and go on without.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return nextfire_test::counted(size);
}
void operator delete(void* place) noexcept {
    std::free(place);
}
void operator delete[](void* place) noexcept {
    std::free(place);
}
void operator delete(void* place, std::size_t) noexcept {
    std::free(place);
}
void operator delete[](void* place, std::size_t) noexcept {
    std::free(place);
}
