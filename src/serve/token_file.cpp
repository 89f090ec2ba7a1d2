#include "serve/token_file.hpp"

#include "base/ascii.hpp"
#include "base/message.hpp"
#include "tasks/task_fields.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace nextfire::cli {
namespace {

constexpr std::size_t fewest_token_characters = 16;
constexpr std::size_t most_token_characters = 512;
constexpr std::string_view every_project = "*";

/// Says whether a Host header, `localhost:8080`, names this machine by a name that no name server gives out.
bool is_loopback_host(std::string_view host) {
    if (host.starts_with("[::1]")) return host.size() == 5 || host[5] == ':';
    host = host.substr(0, host.find(':'));
    if (host.ends_with('.')) host.remove_suffix(1);  // it says that the name is complete
    return detail::equal_ignoring_case(host, "localhost") ||
           (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos);
}

bool is_token(std::string_view text) {
    return text.size() >= fewest_token_characters && text.size() <= most_token_characters &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

/// Splits at blanks and tabs; several count as one.
std::vector<std::string_view> words_of(std::string_view line) {
    constexpr std::string_view blanks = " \t";
    std::vector<std::string_view> words;
    for (std::size_t at = line.find_first_not_of(blanks); at != std::string_view::npos;
         at = line.find_first_not_of(blanks, at)) {
        const std::size_t end = std::min(line.find_first_of(blanks, at), line.size());
        words.push_back(line.substr(at, end - at));
        at = end;
    }
    return words;
}

/// Compares without stopping at the first difference.  What can be learned is how long a token is.
bool same(std::string_view secret, std::string_view given) {
    std::size_t difference = secret.size() ^ given.size();
    for (std::size_t i = 0; i < given.size(); ++i)
        difference |= static_cast<unsigned char>(secret[i % secret.size()] ^ given[i]);
    return difference == 0;
}

violation wrong(violation_code code, std::string_view expected, std::string_view found) {
    return detail::expected_found(code, "", std::nullopt, expected, found);
}

}  // namespace

result<token_file> token_file::read(std::string_view text) {
    token_file file;
    violations errors;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (std::optional<violation> error = file.read_line(line)) {
            error->field = fmt::format("token_file, line {}", number);
            errors.push_back(*std::move(error));
        }
    }
    if (!errors.empty()) return errors;
    if (file.credentials_.empty()) {
        violation error = wrong(violation_code::missing, "at least one token", "none");
        error.field = "token_file";
        return error;
    }
    return file;
}

/// Takes a line in, or tells what is wrong with it.  Messages end up in logs, so none quotes
/// the line: where its words are in the wrong order, any of them may be the token.
std::optional<violation> token_file::read_line(std::string_view line) {
    const std::vector<std::string_view> words = words_of(line);
    if (words.empty() || words.front().starts_with('#')) return std::nullopt;
    if (words.size() != 3)
        return wrong(violation_code::malformed, "a token, a principal and projects",
                     fmt::format("{} word{}", words.size(), words.size() == 1 ? "" : "s"));
    const std::string_view token = words[0];
    const std::string_view principal = words[1];
    std::string_view projects = words[2];
    if (!is_token(token))
        return wrong(violation_code::malformed, "a token of 16 to 512 visible characters of ASCII",
                     "another first word");
    if (!api::is_identifier(principal))
        return wrong(violation_code::malformed, "a principal of 1 to 64 letters, digits, _ and -",
                     "another second word");
    if (std::any_of(credentials_.begin(), credentials_.end(),
                    [token](const credential& known) { return known.token == token; }))
        return wrong(violation_code::malformed, "each token once", "one from a line above");
    std::set<std::string, std::less<>> allowed;
    while (!projects.empty()) {
        const std::size_t end = std::min(projects.find(','), projects.size());
        const std::string_view project = projects.substr(0, end);
        if (project != every_project && !api::is_identifier(project))
            return wrong(violation_code::malformed, "projects of 1 to 64 letters, digits, _ and -, or *",
                         "another third word");
        allowed.emplace(project);
        if (end + 1 == projects.size())
            return wrong(violation_code::malformed, "a project behind each comma",
                         "none at the end of the third word");
        projects.remove_prefix(std::min(end + 1, projects.size()));
    }
    credentials_.push_back({std::string{token}, std::string{principal}});
    projects_[std::string{principal}].merge(allowed);
    return std::nullopt;
}

std::variant<api::principal, api::refusal> token_file::authenticate(
    std::span<const api::http_header> headers) const {
    const std::optional<std::string_view> given = api::find_header(headers, "X-Auth-Token");
    if (!given) return api::refusal{"expected a token in X-Auth-Token, but found none"};
    const credential* holder = nullptr;
    for (const credential& known : credentials_)
        if (same(known.token, *given)) holder = &known;
    if (holder == nullptr) return api::refusal{"the token in X-Auth-Token is not known"};
    return api::principal{holder->principal};
}

std::optional<api::refusal> token_file::authorize(const api::access_request& asked) const {
    const auto found = projects_.find(asked.sender.name);
    if (found != projects_.end() &&
        (found->second.contains(every_project) || found->second.contains(asked.project_id)))
        return std::nullopt;
    return api::refusal{
        fmt::format("{} may not {} in project {}", asked.sender.name, asked.action, asked.project_id)};
}

current_tokens::current_tokens(token_file first)
    : file_(std::make_shared<const token_file>(std::move(first))) {}

void current_tokens::replace(token_file next) {
    auto file = std::make_shared<const token_file>(std::move(next));
    const std::lock_guard lock{mutex_};
    file_.swap(file);
}

std::shared_ptr<const token_file> current_tokens::current() const {
    const std::lock_guard lock{mutex_};
    return file_;
}

std::variant<api::principal, api::refusal> current_tokens::authenticate(
    std::span<const api::http_header> headers) const {
    return current()->authenticate(headers);
}

std::optional<api::refusal> current_tokens::authorize(const api::access_request& asked) const {
    return current()->authorize(asked);
}

std::variant<api::principal, api::refusal> open_access::authenticate(
    std::span<const api::http_header> headers) const {
    const auto host = api::find_header(headers, "Host");
    if (host && !is_loopback_host(*host))
        return api::refusal{
            fmt::format("expected localhost as Host of a server that is open to everybody, "
                        "but found {}",
                        detail::quoted(*host))};
    return api::principal{"anybody"};
}

std::optional<api::refusal> open_access::authorize(const api::access_request& /*asked*/) const {
    return std::nullopt;
}

}  // namespace nextfire::cli
