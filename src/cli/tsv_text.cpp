#include "cli/tsv_text.hpp"

#include "base/message.hpp"

#include <array>
#include <cstddef>

namespace nextfire::cli {
namespace {

struct escape {
    char letter;  ///< What stands behind the backslash.
    char meaning;
};

/// The first ones are written, all of them are read.
constexpr std::array escapes{escape{'\\', '\\'}, escape{'t', '\t'}, escape{'n', '\n'},
                             escape{'r', '\r'},  escape{'0', '\0'}, escape{'b', '\b'},
                             escape{'f', '\f'},  escape{'v', '\v'}, escape{'\'', '\''}};
constexpr std::size_t written_escapes = 5;

}  // namespace

void append_column(std::string& out, std::string_view text) {
    constexpr std::string_view escaped{"\\\t\n\r\0", written_escapes};
    for (;;) {
        const std::size_t end = text.find_first_of(escaped);
        out += text.substr(0, end);
        if (end == std::string_view::npos) return;
        out += '\\';
        out += escapes[escaped.find(text[end])].letter;
        text.remove_prefix(end + 1);
    }
}

result<std::string_view> column_text(std::string_view column, std::string_view field,
                                     std::string& unescaped) {
    std::size_t at = column.find('\\');
    if (at == std::string_view::npos) return column;
    unescaped.clear();
    std::size_t copied = 0;
    for (; at != std::string_view::npos; at = column.find('\\', copied)) {
        unescaped += column.substr(copied, at - copied);
        const std::string_view letter = column.substr(at + 1, 1);
        std::size_t known = 0;
        while (known < escapes.size() && (letter.empty() || escapes[known].letter != letter.front())) ++known;
        if (known == escapes.size())
            return detail::expected_found(violation_code::malformed, field, at + 1,
                                          R"(one of \\ \t \n \r \0 \b \f \v \')",
                                          detail::quoted(column.substr(at, 2)));
        unescaped += escapes[known].meaning;
        copied = at + 2;
    }
    unescaped += column.substr(copied);
    return std::string_view{unescaped};
}

std::optional<std::string_view> take_column(std::optional<std::string_view>& line) {
    if (!line) return std::nullopt;
    const std::size_t end = line->find('\t');
    const std::string_view column = line->substr(0, end);
    line = end == std::string_view::npos ? std::nullopt : std::optional{line->substr(end + 1)};
    return column;
}

}  // namespace nextfire::cli
