/// Makes the zone pack, and compares two of them.
///
///     nextfire_pack make <zoneinfo folder> <tzdata.zi> <windows_zones.tsv> <zones.bin to write>
///     nextfire_pack compare <old zones.bin> <new zones.bin>
///
/// The folder is what `zic -b fat` makes of tzdata.zi; from tzdata.zi itself come only the version, the
/// names, and which of them are links.  Run by update.sh, and by a test that checks the pack in the tree.
#include "zone/tzif.hpp"
#include "zone/zone_pack.hpp"
#include "zone/zone_pack_writer.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

namespace detail = nextfire::detail;

using file_handle = std::unique_ptr<std::FILE, decltype([](std::FILE* file) { (void)std::fclose(file); })>;

[[noreturn]] void give_up(std::string_view why) {
    fmt::print(stderr, "nextfire_pack: {}\n", why);
    std::exit(1);
}

std::string read_file(const std::string& path) {
    const file_handle file{std::fopen(path.c_str(), "rb")};
    if (!file) give_up(fmt::format("cannot open {}", path));
    std::string bytes;
    for (int c = std::fgetc(file.get()); c != EOF; c = std::fgetc(file.get()))
        bytes.push_back(static_cast<char>(c));
    if (std::ferror(file.get()) != 0) give_up(fmt::format("cannot read {}", path));
    return bytes;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

/// The names in tzdata.zi; for each link the name it was written with, which may be a link itself.
struct zone_source {
    std::string version;
    std::vector<std::string> zones;
    std::map<std::string, std::string> links;

    /// Follows a name to the zone it stands for.
    [[nodiscard]] std::string canonical(std::string name) const {
        for (std::size_t step = 0; step <= links.size(); ++step) {
            const auto link = links.find(name);
            if (link == links.end()) return name;
            name = link->second;
        }
        give_up(fmt::format("the link {} leads round in a circle", name));
    }
};

zone_source read_source(const std::string& path) {
    const std::string text = read_file(path);
    zone_source source;
    for (const std::string_view line : split(text, '\n')) {
        const auto words = split(line, ' ');
        if (words.size() == 3 && words[0] == "#" && words[1] == "version") source.version = words[2];
        if (words.size() > 2 && words[0] == "Z") source.zones.emplace_back(words[1]);
        if (words.size() == 3 && words[0] == "L") source.links.emplace(words[2], words[1]);
    }
    if (source.version.empty() || source.zones.empty()) give_up(fmt::format("{} is no tzdata.zi", path));
    return source;
}

std::vector<detail::zone_pack_content::windows_name> read_windows_names(const std::string& path,
                                                                        const zone_source& source) {
    const std::string text = read_file(path);
    std::vector<detail::zone_pack_content::windows_name> names;
    for (const std::string_view line : split(text, '\n')) {
        if (line.empty() || line.front() == '#') continue;
        const auto columns = split(line, '\t');
        if (columns.size() != 2) give_up(fmt::format("{}: a line without two columns: {}", path, line));
        names.push_back({std::string{columns[0]}, source.canonical(std::string{columns[1]})});
    }
    return names;
}

detail::zone_history read_history(const std::string& path) {
    const std::string text = read_file(path);
    const auto history = detail::read_tzif(std::as_bytes(std::span{text}), path);
    if (!history) give_up(fmt::format("{}: {}", path, history.errors().front().message));
    return *history;
}

int make(const std::string& folder, const std::string& zi, const std::string& windows,
         const std::string& output) {
    const zone_source source = read_source(zi);
    detail::zone_pack_content content;
    content.version = source.version;
    content.windows_names = read_windows_names(windows, source);
    for (const std::string& zone : source.zones)
        content.zones.push_back({zone, zone, read_history(folder + "/" + zone)});
    for (const auto& [link, target] : source.links) {
        // The file of a link is the file of its zone; reading it here checks that zic thinks so too.
        content.zones.push_back({link, source.canonical(link), read_history(folder + "/" + link)});
    }
    const auto bytes = detail::write_zone_pack(std::move(content));
    if (!bytes) give_up(bytes.errors().front().message);
    const file_handle file{std::fopen(output.c_str(), "wb")};
    if (!file || std::fwrite(bytes->data(), 1, bytes->size(), file.get()) != bytes->size() ||
        std::fflush(file.get()) != 0)
        give_up(fmt::format("cannot write {}", output));
    return 0;
}

int compare(const std::string& old_path, const std::string& new_path) {
    const std::string old_text = read_file(old_path);
    const std::string new_text = read_file(new_path);
    const auto open = [](const std::string& text) {
        return detail::open_zone_pack({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
    };
    const detail::zone_pack before = open(old_text);
    const detail::zone_pack after = open(new_text);
    std::map<std::string_view,
             std::pair<const detail::zone_pack::name_entry*, const detail::zone_pack::name_entry*>>
        all;
    for (const auto& entry : before.names) all[entry.name].first = &entry;
    for (const auto& entry : after.names) all[entry.name].second = &entry;

    fmt::print("{} -> {}, {} names, {} bodies, {} Windows names, {} bytes\n", before.version, after.version,
               after.names.size(), after.bodies.size(), after.windows_names.size(), new_text.size());
    for (const auto& [name, entries] : all) {
        const auto& [old_entry, new_entry] = entries;
        if (old_entry == nullptr) {
            fmt::print("added   {}\n", name);
        } else if (new_entry == nullptr) {
            fmt::print("removed {}\n", name);
        } else if (read_pack_body(before, old_entry->body) != read_pack_body(after, new_entry->body)) {
            fmt::print("changed {}\n", name);
        }
    }
    return 0;
}

}  // namespace

int main(int count, char** words) {
    const std::vector<std::string> arguments(words + 1, words + count);
    if (arguments.size() == 5 && arguments[0] == "make")
        return make(arguments[1], arguments[2], arguments[3], arguments[4]);
    if (arguments.size() == 3 && arguments[0] == "compare") return compare(arguments[1], arguments[2]);
    give_up("make <zoneinfo folder> <tzdata.zi> <windows_zones.tsv> <output>, or compare <old> <new>");
}
