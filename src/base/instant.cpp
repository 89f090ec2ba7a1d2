#include <nextfire/base/instant.hpp>

#include "base/instant_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace nextfire::inline v0 {

using namespace std::chrono;

namespace detail {
namespace {

/// Writes two digits, and what stands before them.
char* put_two(char* at, char before, unsigned number) {
    *at++ = before;
    *at++ = static_cast<char>('0' + number / 10);
    *at++ = static_cast<char>('0' + number % 10);
    return at;
}

}  // namespace

void append_local(std::string& out, local_seconds local) {
    const auto date = floor<days>(local);
    const year_month_day ymd{date};
    const int year = static_cast<int>(ymd.year());
    if (year < 0 ||
        year > 9999) {  // beyond what an instant's clock shows: the width is not that of the others
        fmt::format_to(std::back_inserter(out), "{:04}", year);
    } else {
        const std::array digits{static_cast<char>('0' + year / 1000),
                                static_cast<char>('0' + year / 100 % 10),
                                static_cast<char>('0' + year / 10 % 10), static_cast<char>('0' + year % 10)};
        out.append(digits.data(), digits.size());
    }
    const auto second = static_cast<unsigned>((local - date).count());
    std::array<char, 15> rest;  // -03-29T03:00:00
    char* at = put_two(rest.data(), '-', static_cast<unsigned>(ymd.month()));
    at = put_two(at, '-', static_cast<unsigned>(ymd.day()));
    at = put_two(at, 'T', second / 3600);
    at = put_two(at, ':', second / 60 % 60);
    put_two(at, ':', second % 60);
    out.append(rest.data(), rest.size());
}

void append_instant(std::string& out, sys_seconds instant) {
    const sys_seconds shown = std::clamp(instant, min_instant, max_instant);
    append_local(out, local_seconds{shown.time_since_epoch()});
    out += 'Z';
}

}  // namespace detail

std::string format_instant(sys_seconds instant) {
    std::string text;
    detail::append_instant(text, instant);
    return text;
}

std::string format_local(local_seconds local) {
    std::string text;
    detail::append_local(text, local);
    return text;
}

std::string format_offset(seconds offset) {
    const hh_mm_ss size{abs(offset)};
    auto text = fmt::format("{}{:02}:{:02}", offset < seconds{0} ? '-' : '+', size.hours().count(),
                            size.minutes().count());
    if (size.seconds() != seconds{0}) text += fmt::format(":{:02}", size.seconds().count());
    return text;
}

}  // namespace nextfire::inline v0
