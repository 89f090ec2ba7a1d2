// A load for `nextfire serve`: connections that ask again as soon as they are answered.
//
//     nextfire serve --open --port 8080 --store tasks.db &
//     serve_load 8080 4 20000
//
// prints, for PATCH (each connection changes a task of its own) and for GET of a path that is not there (what
// the transport costs alone), how many requests a second were answered.  Another answer than the expected one
// ends the program.
#include <arpa/inet.h>
#include <fmt/core.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

constexpr std::string_view collection = "/v1/bench/schedule-task";

[[noreturn]] void give_up(std::string_view what) {
    std::fprintf(stderr, "serve_load: %.*s\n", static_cast<int>(what.size()), what.data());
    std::_Exit(1);
}

/// A connection that is made again when the server has had enough of it.
class client {
public:
    explicit client(std::uint16_t port) : port_(port) { connect(); }
    ~client() { ::close(socket_); }
    client(const client&) = delete;
    client& operator=(const client&) = delete;

    /// Asks, checks the status, and gives the body; valid until the next one.
    std::string_view ask(std::string_view request, std::string_view status) {
        if (is_over_) connect();
        if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(request.size()))
            give_up("cannot send");
        heard_.clear();
        const std::size_t body = receive_until_end_of_head();
        const std::string_view head{heard_.data(), body};
        if (head.substr(head.find(' ') + 1, status.size()) != status) give_up(heard_);
        is_over_ = head.find("\r\nConnection: close\r\n") != std::string_view::npos;
        std::size_t length = 0;
        constexpr std::string_view name = "\r\nContent-Length: ";
        const std::size_t at = head.find(name);
        if (at == std::string_view::npos) give_up("no length");
        std::from_chars(head.data() + at + name.size(), head.data() + head.size(), length);
        while (heard_.size() < body + length) receive();
        return std::string_view{heard_}.substr(body);
    }

private:
    void connect() {
        if (socket_ >= 0) ::close(socket_);
        is_over_ = false;
        socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int yes = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port_);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            give_up("nobody listens");
    }

    std::size_t receive_until_end_of_head() {
        for (;;) {
            receive();
            const std::size_t end = heard_.find("\r\n\r\n");
            if (end != std::string::npos) return end + 4;
        }
    }

    void receive() {
        std::array<char, 4096> block;
        const ssize_t bytes = ::recv(socket_, block.data(), block.size(), 0);
        if (bytes <= 0) give_up("the server has gone");
        heard_.append(block.data(), static_cast<std::size_t>(bytes));
    }

    std::uint16_t port_;
    int socket_ = -1;
    bool is_over_ = false;
    std::string heard_;
};

std::string with_body(std::string_view method, std::string_view target, std::string_view body) {
    return fmt::format(
        "{} {} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
        method, target, body.size(), body);
}

/// Makes a task of its own, and changes it again and again.
void patch(std::uint16_t port, int requests) {
    client server{port};
    constexpr std::string_view start = R"({"id":")";
    constexpr std::size_t id_characters = 32;
    const std::string_view made = server.ask(
        with_body(
            "POST", collection,
            R"({"task_name":"load","task_type":"STOP_SERVER","scheduled_type":"DAY","day_interval":1,)"
            R"("scheduled_time":"03:00:00","target_infos":[{"target_type":"SERVER","target_id":"s1"}]})"),
        "201");
    const std::string target = fmt::format("{}/{}", collection, made.substr(start.size(), id_characters));
    for (int count = 0; count < requests; ++count) {
        const int interval = 1 + count % 31;
        const std::string_view body =
            server.ask(with_body("PATCH", target, fmt::format(R"({{"day_interval":{}}})", interval)), "200");
        if (body.find(fmt::format(R"("day_interval":{},)", interval)) == std::string_view::npos)
            give_up("another answer than was asked for");
    }
}

/// Asks for what is not there: what is left is the transport.
void miss(std::uint16_t port, int requests) {
    client server{port};
    for (int count = 0; count < requests; ++count)
        server.ask("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n", "404");
}

void measure(const char* name, void (*work)(std::uint16_t, int), std::uint16_t port, int connections,
             int requests) {
    using namespace std::chrono;
    const auto begin = steady_clock::now();
    std::vector<std::thread> threads;
    for (int index = 0; index < connections; ++index) threads.emplace_back(work, port, requests);
    for (std::thread& thread : threads) thread.join();
    const double seconds = duration<double>(steady_clock::now() - begin).count();
    std::printf("serve/%s/%d_connections  %.0f requests/s\n", name, connections,
                connections * requests / seconds);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) give_up("expected PORT CONNECTIONS REQUESTS_A_CONNECTION");
    const auto port = static_cast<std::uint16_t>(std::atoi(argv[1]));
    const int connections = std::atoi(argv[2]);
    const int requests = std::atoi(argv[3]);
    measure("nothing", miss, port, connections, requests);
    measure("patch", patch, port, connections, requests);
}
