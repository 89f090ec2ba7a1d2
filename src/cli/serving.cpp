#include "cli/serving.hpp"

#include "cli/answer_stream.hpp"
#include "cli/input.hpp"
#include "cli/present.hpp"
#include "cli/process_signals.hpp"
#include "cli/report.hpp"
#include "cli/task_stores.hpp"
#include "serve/failure_log.hpp"
#include "serve/http_server.hpp"
#include "serve/token_file.hpp"

#include <fmt/core.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <unistd.h>
#include <nextfire/tasks/handler.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <functional>
#include <iterator>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

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

/// Lets the process have as many descriptors as the system allows it, and gives how many connections that is
/// when some are kept for files.
std::size_t connections_that_fit(std::size_t wanted) {
    constexpr rlim_t for_files = 64;
    rlimit descriptors{};
    if (::getrlimit(RLIMIT_NOFILE, &descriptors) != 0) return wanted;
    descriptors.rlim_cur = std::max(descriptors.rlim_cur, std::min(descriptors.rlim_max, wanted + for_files));
    static_cast<void>(::setrlimit(RLIMIT_NOFILE, &descriptors));
    ::getrlimit(RLIMIT_NOFILE, &descriptors);
    const rlim_t left = descriptors.rlim_cur - std::min(descriptors.rlim_cur - 1, for_files);
    return std::min<std::size_t>(wanted, left);
}

http_limits limits_of(const serve_settings& settings) {
    http_limits limits;
    limits.requests.body_bytes = settings.tasks.body_bytes;
    limits.connections = connections_that_fit(settings.connections);
    limits.threads = settings.threads;
    return limits;
}

/// Serves whom `access` lets in; `reload` reads anew who that is.
template <class Access>
exit_code serve_to(const Access& access, const serve_settings& settings, failure_log& failures,
                   std::function<void()> reload = {}) {
    const result<std::shared_ptr<api::task_store>> tasks = open_store(settings);
    if (!tasks) return refuse(tasks.errors());
    const auto tell_failure = [&failures](std::string_view failure) { failures.tell(failure); };
    api::handler_options options;
    options.tasks = settings.tasks;
    options.on_failure = tell_failure;
    const api::handler answers{access, access, **tasks, new_id, options};
    http_server server{answers, &present, tell_failure, limits_of(settings)};
    const bool is_v6 = settings.address.find(':') != std::string::npos;
    const std::string address = is_v6 ? fmt::format("[{}]", settings.address) : settings.address;
    if (const std::error_code error = server.listen(settings.address, settings.port))
        return fail(fmt::format("cannot listen on {}:{}: {}", address, settings.port, error.message()));
    const process_signals signals{[&server] { server.stop(); }, std::move(reload)};
    answer_stream announcement;
    fmt::format_to(std::back_inserter(announcement.text()), "nextfire serve: listening on http://{}:{}\n",
                   address, server.port());
    if (const exit_code code = announcement.finish(); code != exit_code::fine) return code;
    server.run();
    return exit_code::fine;
}

result<token_file> read_tokens(const std::string& path) {
    constexpr std::size_t most_bytes = std::size_t{1024} * 1024;
    const result<std::string> text = read_trusted_file(path, most_bytes);
    if (!text) return text.errors();
    if (text->size() > most_bytes)
        return violation{violation_code::unreadable, "", std::nullopt,
                         fmt::format("nextfire: {} is longer than {} bytes", path, most_bytes)};
    return token_file::read(*text);
}

}  // namespace

exit_code serve(const serve_settings& settings) {
    failure_log failures{STDERR_FILENO, "nextfire serve: "};
    if (!settings.token_file) return serve_to(open_access{}, settings, failures);
    result<token_file> tokens = read_tokens(*settings.token_file);
    if (!tokens) return refuse(tokens.errors());
    current_tokens access{*std::move(tokens)};
    return serve_to(access, settings, failures, [&access, &settings, &failures] {
        if (*settings.token_file == "-") return failures.tell("standard input is not read again for tokens");
        result<token_file> next = read_tokens(*settings.token_file);
        if (next) return access.replace(*std::move(next));
        failures.tell("the token file is not taken, and the tokens from before stay:\n" +
                      to_string(next.errors()));
    });
}

}  // namespace nextfire::cli
