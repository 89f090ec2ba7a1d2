/// Files that a test gives to the program.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "support/scratch_folder.hpp"

namespace nextfire_test {

/// Makes a file in a folder, and gives its path.
inline std::string text_file(const scratch_folder& folder, const std::string& name,
                             std::string_view content) {
    std::string path = folder / name;
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr || std::fwrite(content.data(), 1, content.size(), file) != content.size() ||
        std::fclose(file) != 0) {
        std::perror(path.c_str());
        std::abort();
    }
    return path;
}

}  // namespace nextfire_test
