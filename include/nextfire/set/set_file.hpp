/// Sets as files: written whole or not at all, and read as far as they are whole (clause 11.5).
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/set/schedule_set.hpp>
#include <nextfire/zone/zone.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace nextfire::inline v0 {

/// What a file of a set had.
struct set_reading {
    schedule_set set;    ///< All schedules that could be read.
    violations damaged;  ///< What could not, in the order of the file; empty where all could.
};

/// Writes a set to a file, in the place of the one of that name.
///
/// The file is written beside it, brought to the disk, and given the name: whoever reads the name finds the old
/// file or the new one, whatever happens meanwhile.  Equal sets have equal files.  Gives the size in
/// bytes.  A file that is there keeps its mode, also where the name is a link to it; a new one is for its owner
/// alone (0600).  Violation `unreadable` for `path` where the file cannot be written, and then the old one is as it was.
/// Not for two writers of one name at a time.  Needs POSIX.  Cost: about 1 µs a schedule, and what the disk takes to
/// have the file, some milliseconds.
///
///     save_set(jobs, "/var/lib/scheduler/jobs.nfset");
[[nodiscard]] result<std::size_t> save_set(const schedule_set& set, const std::string& path);

/// Reads such a file.
///
/// Where it is damaged, every schedule that is whole is read; each damage is a violation of `path` whose message
/// tells the byte, and whose column is that byte counted from 1, where it fits; and so is that schedules are missing.  Violations, with no set:
/// `unreadable` for `path` where the file cannot be read, `malformed` where it is of another version, or none
/// of a set's.  Cost: about 1 µs a schedule.
///
///     const auto jobs = load_set("/var/lib/scheduler/jobs.nfset");
///     if (!jobs || !jobs->damaged.empty()) …
[[nodiscard]] result<set_reading> load_set(
    const std::string& path, const std::function<result<zone>(std::string_view)>& find_zone = &zone::find);

}  // namespace nextfire::inline v0
