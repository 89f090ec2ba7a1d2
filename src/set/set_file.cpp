/// A file of a set: a header of 24 bytes, then the schedules by ascending keys (clause 11.5).
#include <nextfire/set/set_file.hpp>

#include "base/file_content.hpp"
#include "base/message.hpp"
#include "set/crc32.hpp"
#include "set/set_root.hpp"

#include <fmt/core.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <concepts>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <system_error>
#include <utility>

namespace nextfire::inline v0 {

using detail::crc32;
using detail::expected_found;
using detail::open_file;

namespace {

constexpr std::array<char, 8> signature{'n', 'f', 's', 'e', 't', '\r', '\n', '\0'};
constexpr std::uint32_t version = 1;
constexpr std::size_t header_size = 24;  // signature, u32 version, u64 schedules, u32 checksum of these
constexpr std::size_t frame_size = 14;  // of a schedule: u32 checksum of the rest, u64 key, u16 size of bytes

template <std::unsigned_integral T>
void put(std::vector<std::byte>& out, T number) {
    for (std::size_t i = 0; i < sizeof(T); ++i)
        out.push_back(static_cast<std::byte>(std::uint64_t{number} >> 8 * i & 0xFF));
}

template <std::unsigned_integral T>
T number_at(std::span<const std::byte> bytes, std::size_t at) noexcept {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) number |= static_cast<std::uint64_t>(bytes[at + i]) << 8 * i;
    return static_cast<T>(number);
}

// --- Writing -------------------------------------------------------------------------------------------

std::vector<std::byte> bytes_of(const schedule_set& set) {
    std::vector<std::uint64_t> keys = set.keys();
    std::sort(keys.begin(), keys.end());
    std::vector<std::byte> out;
    out.reserve(header_size + keys.size() * 48);
    for (const char letter : signature) out.push_back(static_cast<std::byte>(letter));
    put(out, version);
    put(out, std::uint64_t{keys.size()});
    put(out, crc32(out));
    for (const std::uint64_t key : keys) {
        const definition_bytes what = set.find(key)->to_bytes();
        const std::size_t begin = out.size();
        put(out, std::uint32_t{0});
        put(out, key);
        put(out, static_cast<std::uint16_t>(what.size()));
        out.insert(out.end(), what.span().begin(), what.span().end());
        const std::uint32_t sum = crc32(std::span{out}.subspan(begin + sizeof(std::uint32_t)));
        for (std::size_t i = 0; i < sizeof sum; ++i)
            out[begin + i] = static_cast<std::byte>(sum >> 8 * i & 0xFF);
    }
    return out;
}

bool write_all(int file, std::span<const std::byte> bytes) noexcept {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

/// Gives the folder of a path, `./` where it names none.
std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "./" : path.substr(0, slash + 1);
}

/// Gives the file that a path stands for, behind any links; the path itself where there is none yet.
std::string file_behind(const std::string& path) {
    const std::unique_ptr<char, decltype(&std::free)> real{::realpath(path.c_str(), nullptr), &std::free};
    return real ? std::string{real.get()} : path;
}

/// Brings the names of a folder to the disk; some file systems have no such thing.
void sync_folder(const std::string& folder) {
    const open_file opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (opened.is_open()) (void)::fsync(opened.number());
}

violation cannot(std::string_view what, int error) {
    return expected_found(violation_code::unreadable, "path", std::nullopt, what,
                          std::generic_category().message(error));
}

// --- Reading -------------------------------------------------------------------------------------------

/// Reads a file from its beginning to its end; where it is damaged, from the next schedule that is whole.
class set_reader {
public:
    set_reader(std::span<const std::byte> bytes,
               const std::function<result<zone>(std::string_view)>& find_zone)
        : bytes_(bytes), find_zone_(find_zone) {}

    result<set_reading> read() {
        const bool has_header = has_whole_header();
        if (has_header) {
            if (number_at<std::uint32_t>(bytes_, 8) != version) return no_file_of_ours();
            told_ = number_at<std::uint64_t>(bytes_, 12);
        }
        read_schedules(has_header ? header_size : 0);
        fill();
        // A file without its header is ours if it has a schedule.
        if (!has_header && taken_ == 0) return no_file_of_ours();
        if (told_ && *told_ != taken_)
            damaged_at(bytes_.size(), fmt::format("{} schedules", *told_), fmt::format("{}", taken_));
        return set_reading{std::move(set_), std::move(damaged_)};
    }

private:
    [[nodiscard]] bool has_whole_header() const noexcept {
        return bytes_.size() >= header_size &&
               std::equal(signature.begin(), signature.end(), bytes_.begin(),
                          [](char a, std::byte b) { return std::byte(a) == b; }) &&
               crc32(bytes_.first(header_size - 4)) == number_at<std::uint32_t>(bytes_, header_size - 4);
    }

    [[nodiscard]] static violation no_file_of_ours() {
        return expected_found(violation_code::malformed, "path", std::nullopt, "a file of a set, version 1",
                              "another file");
    }

    void read_schedules(std::size_t at) {
        while (at < bytes_.size()) {
            if (is_whole(at)) {
                take(at);
                at += frame_size + size_of(at);
                continue;
            }
            const std::size_t begin = at;
            while (at < bytes_.size() && !is_whole(at)) ++at;
            damaged_at(begin, begin == 0 ? "a header" : "a schedule",
                       fmt::format("{} damaged bytes", at - begin));
        }
    }

    [[nodiscard]] std::size_t size_of(std::size_t at) const noexcept {
        return number_at<std::uint16_t>(bytes_, at + 12);
    }

    [[nodiscard]] std::uint64_t key_at(std::size_t at) const noexcept {
        return number_at<std::uint64_t>(bytes_, at + 4);
    }

    [[nodiscard]] bool is_whole(std::size_t at) const noexcept {
        if (at > bytes_.size() || bytes_.size() - at < frame_size) return false;
        const std::size_t size = size_of(at);
        if (size > definition_bytes::most || bytes_.size() - at - frame_size < size) return false;
        return crc32(bytes_.subspan(at + 4, frame_size - 4 + size)) == number_at<std::uint32_t>(bytes_, at);
    }

    /// Takes a schedule whose bytes are whole; it can still be none, where its zone is unknown here.
    void take(std::size_t at) {
        ++taken_;
        const std::uint64_t key = key_at(at);
        const result<definition> what =
            definition::from_bytes(bytes_.subspan(at + frame_size, size_of(at)), find_zone_);
        if (!what) return refused(at, key, what.errors());
        filler_.add(key, *what);
        added_at_.push_back(at);
    }

    /// Has all schedules in their places; tells which have none, or took that of another, each where it stands in the file.
    void fill() {
        const detail::set_filling filled = filler_.finish();
        for (const auto& [number, errors] : filled.refusals)
            refused(added_at_[number], key_at(added_at_[number]), errors);
        for (const std::uint64_t number : filled.replacing)
            damaged_at(added_at_[number], "each key once",
                       fmt::format("{} again", key_at(added_at_[number])));
        std::stable_sort(damaged_.begin(), damaged_.end(), [](const violation& a, const violation& b) {
            constexpr std::uint32_t beyond = std::numeric_limits<std::uint32_t>::max();
            return a.column.value_or(beyond) < b.column.value_or(beyond);
        });
    }

    void refused(std::size_t at, std::uint64_t key, const violations& errors) {
        for (const violation& error : errors) {
            damaged_.push_back(error);
            damaged_.back().message = fmt::format("byte {}, key {}: {}", at, key, error.message);
            place(damaged_.back(), at);
        }
    }

    void damaged_at(std::size_t at, std::string_view expected, std::string_view found) {
        damaged_.push_back(expected_found(violation_code::malformed, "path", std::nullopt, expected, found));
        damaged_.back().message = fmt::format("byte {}: {}", at, damaged_.back().message);
        place(damaged_.back(), at);
    }

    static void place(violation& error, std::size_t at) {
        error.field = "path";
        error.column = std::nullopt;
        if (at < std::numeric_limits<std::uint32_t>::max()) error.column = static_cast<std::uint32_t>(at + 1);
    }

    std::span<const std::byte> bytes_;
    const std::function<result<zone>(std::string_view)>& find_zone_;
    std::optional<std::uint64_t> told_;  // how many there are, by the header
    std::uint64_t taken_ = 0;
    schedule_set set_;
    detail::set_filler filler_{detail::set_access::writable_root(set_)};
    std::vector<std::size_t> added_at_;  // where the schedules begin that were added
    violations damaged_;
};

}  // namespace

result<std::size_t> save_set(const schedule_set& set, const std::string& path) {
    const std::vector<std::byte> bytes = bytes_of(set);
    const std::string target = file_behind(path);
    const std::string folder = folder_of(target);
    struct ::stat old {};
    const bool is_there = ::stat(target.c_str(), &old) == 0;
    if (is_there && !S_ISREG(old.st_mode)) return cannot("a file that can be replaced", EINVAL);
    std::string beside = folder + ".nfset.XXXXXX";
    {
        const open_file file{::mkstemp(beside.data())};
        if (!file.is_open()) return cannot("a file that can be written", errno);
        if (is_there) (void)::fchmod(file.number(), old.st_mode & 07777U);
        if (!write_all(file.number(), bytes) || ::fsync(file.number()) != 0) {
            const int error = errno;
            ::unlink(beside.c_str());
            return cannot("room for the file", error);
        }
    }
    if (std::rename(beside.c_str(), target.c_str()) != 0) {
        const int error = errno;
        ::unlink(beside.c_str());
        return cannot("a file that can be replaced", error);
    }
    sync_folder(folder);
    return bytes.size();
}

result<set_reading> load_set(const std::string& path,
                             const std::function<result<zone>(std::string_view)>& find_zone) {
    std::error_code error;
    const auto bytes = detail::file_content(path, error);
    if (!bytes) return cannot("a file that can be read", error.value());
    return set_reader{*bytes, find_zone}.read();
}

}  // namespace nextfire::inline v0
