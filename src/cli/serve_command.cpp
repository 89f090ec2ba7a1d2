#include "cli/serve_command.hpp"

#include "cli/report.hpp"
#include "cli/serving.hpp"

#include <arpa/inet.h>
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <optional>
#include <string_view>

namespace nextfire::cli {
namespace {

constexpr int highest_port = 65535;
constexpr std::size_t most_threads = 64;
constexpr std::size_t most_connections = 1'000'000;

constexpr const char* serve_footer =
    "It is the way to try the API, not a product: plain HTTP/1.1.  A request has 5 seconds to arrive from "
    "its\n"
    "first byte on, an answer 5 to be taken, an idle connection 5 until it is closed, and a connection 1000\n"
    "requests; a head has at most 32 KiB and 100 headers, a line of it 8 KiB, a body 128 KiB.  Up to 8192\n"
    "connections, or as many as the system has descriptors for, are held at once; then the one that has "
    "been\n"
    "idle for longest is closed for the next.\n"
    "\n"
    "A line of the token file: TOKEN PRINCIPAL PROJECT[,PROJECT...], or * for every project; a token has 16\n"
    "to 512 characters.  Blank lines and those that begin with # are passed over.  The token stands in the\n"
    "header X-Auth-Token.  The file must be yours or root's, and nobody else may be able to write it.  "
    "SIGHUP\n"
    "has it read again; where that fails, the tokens from before stay.\n"
    "\n"
    "SIGTERM and SIGINT end it when what has been received is answered; a second one at once.\n"
    "\n"
    "Example:\n"
    "  nextfire serve --open --store tasks.db\n"
    "  curl -X PATCH -H 'Content-Type: application/json' -d '{\"is_enable\":false}' \\\n"
    "       http://127.0.0.1:8080/v1/demo/schedule-task/TASK_ID\n";

/// What an address stands for.
enum class reach { loopback, network };

/// Tells who can reach a server at an address; nullopt where it is none.
std::optional<reach> reach_of(const std::string& address) {
    if (address == "localhost") return reach::loopback;
    in_addr v4{};
    if (::inet_pton(AF_INET, address.c_str(), &v4) == 1)
        return (ntohl(v4.s_addr) >> 24U) == 127 ? reach::loopback : reach::network;
    in6_addr v6{};
    if (::inet_pton(AF_INET6, address.c_str(), &v6) == 1)
        return IN6_IS_ADDR_LOOPBACK(&v6) ? reach::loopback : reach::network;
    return std::nullopt;
}

}  // namespace

serve_command::serve_command(CLI::App& program)
    : command_(*program.add_subcommand("serve", "Answer the API of scheduled tasks over HTTP")),
      bodies_(command_) {
    command_.add_option("--host", host_, "address to listen on (default: 127.0.0.1)")->type_name("ADDRESS");
    command_.add_option("--port", port_, "port to listen on, 0 for any free one (default: 8080)")
        ->type_name("N")
        ->check(CLI::Range(0, highest_port).description(""));
    command_.add_option("--store", store_, "where tasks are kept: memory (default), or an SQLite file")
        ->type_name("PATH");
    command_
        .add_option("--durability", durability_,
                    "what a change in a file survives: the end of the process (default), or of power")
        ->type_name("TEXT")
        ->check(CLI::IsMember({"process", "power"}).description(""));
    token_file_.add_to(command_, {"--token-file", "FILE", "who may ask, and about which projects"});
    command_.add_flag("--open", is_open_, "everybody may do everything; on a loopback address alone");
    command_.add_option("--threads", threads_, "threads that answer, 1 to 64 (default: 8)")
        ->type_name("N")
        ->check(CLI::Range(std::size_t{1}, most_threads).description(""));
    command_.add_option("--connections", connections_, "connections at once, 1 to 1000000 (default: 8192)")
        ->type_name("N")
        ->check(CLI::Range(std::size_t{1}, most_connections).description(""));
    command_.footer(serve_footer);
}

bool serve_command::chosen() const {
    return command_.parsed();
}

exit_code serve_command::run() const {
    const std::optional<std::string_view> tokens = token_file_.given();
    if (tokens.has_value() == is_open_) return fail("expected either --token-file or --open");
    const std::optional<reach> reached_from = reach_of(host_);
    if (!reached_from) return fail(fmt::format("--host: {} is no address", host_));
    if (is_open_ && *reached_from == reach::network)
        return fail(fmt::format("--open needs a loopback address, such as 127.0.0.1; {} is none", host_));
    if (durability_ && store_ == "memory") return fail("--durability is of files: expected --store PATH");
    serve_settings settings;
    settings.address = host_;
    settings.port = port_;
    settings.threads = threads_;
    settings.connections = connections_;
    settings.tasks = bodies_.read();
    if (store_ != "memory") settings.database = store_;
    if (durability_ == "power") settings.kept = durability::power;
    if (tokens) settings.token_file = std::string{*tokens};
    return serve(settings);
}

}  // namespace nextfire::cli
