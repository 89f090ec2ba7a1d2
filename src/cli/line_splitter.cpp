#include "cli/line_splitter.hpp"

namespace nextfire::cli {

std::optional<input_line> line_splitter::take(std::string_view& block) {
    if (line_is_in_kept_) {
        kept_.clear();
        line_is_in_kept_ = false;
    }
    const std::size_t end = block.find('\n');
    const std::string_view part = block.substr(0, end);
    if (end == std::string_view::npos) {
        keep(part);
        block = {};
        return std::nullopt;
    }
    block.remove_prefix(end + 1);
    if (kept_.empty()) return finished(part);
    keep(part);
    line_is_in_kept_ = true;
    return finished(kept_);
}

std::optional<input_line> line_splitter::rest() {
    if (line_is_in_kept_ || (kept_.empty() && !skips_)) return std::nullopt;
    line_is_in_kept_ = true;
    return finished(kept_);
}

void line_splitter::keep(std::string_view part) {
    // One byte more than the longest line: it may be the `\r` of its end.
    if (skips_ || kept_.size() + part.size() > longest_line + 1) {
        skips_ = true;
        kept_.clear();
        return;
    }
    kept_ += part;
}

input_line line_splitter::finished(std::string_view text) {
    if (text.ends_with('\r')) text.remove_suffix(1);
    const bool too_long = skips_ || text.size() > longest_line;
    skips_ = false;
    return {too_long ? std::string_view{} : text, ++lines_, too_long};
}

}  // namespace nextfire::cli
