/// Who may ask a server, and about which projects: a file of tokens, or everybody about everything.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/tasks/access.hpp>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace nextfire::cli {

/// The tokens of a file, and what their holders may do.  Immutable: any number of threads may ask at once.
class token_file final : public api::authenticator, public api::authorizer {
public:
    /// Reads the text of a file, or gives a violation for every bad line, with the line's number.  No message
    /// holds a part of a line.
    ///
    /// A line is `TOKEN PRINCIPAL PROJECT[,PROJECT…]`, or `*` for every project; blank lines and lines that
    /// begin with # are passed over.  A token has 16 to 512 visible characters of ASCII and stands once;
    /// principals and projects are 1 to 64 of `A–Z a–z 0–9 _ -`.  Projects belong to the principal: where one
    /// has several tokens, the projects of all these lines are open to each.
    ///
    ///     6f1d1c5ab9e44f1c9f0a operator prod,staging
    [[nodiscard]] static result<token_file> read(std::string_view text);

    /// Accepts whoever has one of the tokens in X-Auth-Token.  How long it takes does not depend on how much
    /// of a token was right.
    [[nodiscard]] std::variant<api::principal, api::refusal> authenticate(
        std::span<const api::http_header> headers) const override;

    /// Allows everything in the principal's projects.
    [[nodiscard]] std::optional<api::refusal> authorize(const api::access_request& asked) const override;

private:
    struct credential {
        std::string token;
        std::string principal;
    };

    token_file() = default;
    [[nodiscard]] std::optional<violation> read_line(std::string_view line);

    std::vector<credential> credentials_;
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> projects_;  // by principal
};

/// The tokens of a file that may be read anew while requests are answered.
///
/// Each question is answered by one file: the one before or the one behind the change, and no mixture.
class current_tokens final : public api::authenticator, public api::authorizer {
public:
    /// Begins with a file.
    explicit current_tokens(token_file first);

    /// Takes another file from now on.
    void replace(token_file next);

    [[nodiscard]] std::variant<api::principal, api::refusal> authenticate(
        std::span<const api::http_header> headers) const override;
    [[nodiscard]] std::optional<api::refusal> authorize(const api::access_request& asked) const override;

private:
    [[nodiscard]] std::shared_ptr<const token_file> current() const;

    mutable std::mutex mutex_;  // of the pointer
    std::shared_ptr<const token_file> file_;
};

/// Lets everybody on this machine do everything.
///
/// A Host header that is no loopback name is refused: a page in a browser reaches a loopback address by a
/// name of its own that it lets point there, and that name stands in the header.
class open_access final : public api::authenticator, public api::authorizer {
public:
    [[nodiscard]] std::variant<api::principal, api::refusal> authenticate(
        std::span<const api::http_header> headers) const override;
    [[nodiscard]] std::optional<api::refusal> authorize(const api::access_request& asked) const override;
};

}  // namespace nextfire::cli
