#include "cli/serving.hpp"

#include "cli/answer_stream.hpp"
#include "cli/input.hpp"
#include "cli/present.hpp"
#include "cli/report.hpp"
#include "cli/stop_signals.hpp"
#include "cli/task_stores.hpp"
#include "serve/http_server.hpp"
#include "serve/token_file.hpp"

#include <fmt/core.h>
#include <sys/random.h>
#include <unistd.h>
#include <nextfire/tasks/handler.hpp>

#include <array>
#include <cerrno>
#include <iterator>
#include <string_view>
#include <system_error>
#include <variant>

namespace nextfire::cli {
namespace {

/// Gives 32 hexadecimal digits that nobody can guess.
std::string new_id() {
    std::array<unsigned char, 16> bytes{};
    // So few bytes come whole or not at all, the latter only while the system starts.
    if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        throw std::system_error{errno, std::generic_category(), "getrandom"};
    std::string id;
    for (const unsigned char byte : bytes) fmt::format_to(std::back_inserter(id), "{:02x}", byte);
    return id;
}

/// Writes what went wrong to standard error, in one line.
void tell_failure(std::string_view failure) {
    std::string line = "nextfire serve: ";
    for (const char c : failure) line += static_cast<unsigned char>(c) < ' ' || c == '\x7F' ? '?' : c;
    line += '\n';
    static_cast<void>(write_all(STDERR_FILENO, line));
}

/// Serves whom `Access` lets in.
template <class Access>
exit_code serve_to(const Access& access, const serve_settings& settings) {
    const result<std::shared_ptr<api::task_store>> tasks = open_store(settings);
    if (!tasks) return refuse(tasks.errors());
    api::handler_options options;
    options.tasks = settings.tasks;
    options.on_failure = tell_failure;
    const api::handler answers{access, access, **tasks, new_id, options};
    http_limits limits;
    limits.threads = settings.threads;
    limits.body_bytes = settings.tasks.body_bytes;
    http_server server{answers, &present, tell_failure, limits};
    const bool is_v6 = settings.address.find(':') != std::string::npos;
    const std::string address = is_v6 ? fmt::format("[{}]", settings.address) : settings.address;
    const std::optional<int> port = server.bind(settings.address, settings.port);
    if (!port)
        return fail(fmt::format("cannot listen on {}:{}: {}", address, settings.port,
                                std::generic_category().message(errno)));
    const stop_signals signals{[&server] { server.stop(); }};
    answer_stream announcement;
    fmt::format_to(std::back_inserter(announcement.text()), "nextfire serve: listening on http://{}:{}\n",
                   address, *port);
    if (const exit_code code = announcement.finish(); code != exit_code::fine) return code;
    return server.run() ? exit_code::fine : fail("the socket failed");
}

}  // namespace

exit_code serve(const serve_settings& settings) {
    if (!settings.token_file) return serve_to(open_access{}, settings);
    constexpr std::size_t most_bytes = std::size_t{1024} * 1024;
    const result<std::string> text = read_file(*settings.token_file, most_bytes);
    if (!text) return refuse(text.errors());
    if (text->size() > most_bytes)
        return fail(fmt::format("{} is longer than {} bytes", *settings.token_file, most_bytes));
    const result<token_file> tokens = token_file::read(*text);
    if (!tokens) return refuse(tokens.errors());
    return serve_to(*tokens, settings);
}

}  // namespace nextfire::cli
