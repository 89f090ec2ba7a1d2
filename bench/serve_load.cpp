// A load for `nextfire serve`: starts a program, drives connections that change tasks as fast as they are answered,
// and measures that, also while others hold connections and do nothing with them, or nothing in time.
//
//     serve_load build/src/cli/nextfire memory 4 5
//
// prints requests a second and how long answers take (median, 99 of 100), the memory of the server after 300,000
// requests and with 2,000 idle connections, and how long answers take beside 2,000 idle connections and 500 that
// send a request byte by byte.  Another answer than the expected one ends the program.
#include <arpa/inet.h>
#include <fmt/core.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using std::chrono::microseconds;
using std::chrono::steady_clock;

constexpr std::string_view collection = "/v1/bench/schedule-task";
constexpr std::size_t requests_before_memory = 300'000;
constexpr int idle_connections = 2000;
constexpr int slow_connections = 500;

[[noreturn]] void give_up(std::string_view what) {
    std::fflush(stdout);
    std::fprintf(stderr, "serve_load: %.*s\n", static_cast<int>(what.size()), what.data());
    std::_Exit(1);
}

/// The program that is measured; it ends with the object.
class server {
public:
    server(std::string program, std::string store) {
        std::array<std::string, 7> words{std::move(program), "serve",         "--open", "--port", "0",
                                         "--store",          std::move(store)};
        std::array<char*, 8> arguments{};
        for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = words[i].data();
        std::array<int, 2> ends{};
        if (::pipe(ends.data()) != 0) give_up("no pipe");
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        if (::posix_spawn(&process_, words[0].c_str(), &actions, nullptr, arguments.data(), environ) != 0)
            give_up("the program cannot be started");
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        std::string said;
        for (char c = 0; ::read(ends[0], &c, 1) == 1 && c != '\n';) said += c;
        const std::size_t colon = said.rfind(':');
        if (colon == std::string::npos) give_up("the program does not listen");
        port_ = static_cast<std::uint16_t>(std::atoi(said.c_str() + colon + 1));
    }
    ~server() {
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
    }
    server(const server&) = delete;
    server& operator=(const server&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }

    /// Gives how much memory it occupies.
    [[nodiscard]] double resident_mebibytes() const {
        std::FILE* file = std::fopen(fmt::format("/proc/{}/statm", process_).c_str(), "r");
        long all = 0;
        long resident = 0;
        if (file == nullptr || std::fscanf(file, "%ld %ld", &all, &resident) != 2) give_up("no statm");
        std::fclose(file);
        return static_cast<double>(resident * ::sysconf(_SC_PAGESIZE)) / (1024 * 1024);
    }

private:
    pid_t process_ = -1;
    std::uint16_t port_ = 0;
};

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
        // A server that lets nobody in any more is to be measured, and not to be waited for.
        const timeval patience{20, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
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
        if (bytes <= 0) give_up("no answer in 20 seconds, or the server has gone");
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

/// Makes a task of its own and changes it again and again until the time is over; notes how long each answer took.
void patch(std::uint16_t port, steady_clock::time_point end, std::vector<microseconds>& taken) {
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
    for (int count = 0; steady_clock::now() < end; ++count) {
        const int interval = 1 + count % 31;
        const std::string request =
            with_body("PATCH", target, fmt::format(R"({{"day_interval":{}}})", interval));
        const auto begin = steady_clock::now();
        const std::string_view body = server.ask(request, "200");
        taken.push_back(std::chrono::duration_cast<microseconds>(steady_clock::now() - begin));
        if (body.find(fmt::format(R"("day_interval":{},)", interval)) == std::string_view::npos)
            give_up("another answer than was asked for");
    }
}

/// Drives so many connections for so long, and prints what came of it; gives the number of answers.
std::size_t measure(std::string_view name, std::uint16_t port, std::size_t connections,
                    std::chrono::seconds time) {
    std::vector<std::vector<microseconds>> taken(connections);
    const auto begin = steady_clock::now();
    std::vector<std::thread> threads;
    for (std::vector<microseconds>& own : taken)
        threads.emplace_back([&own, port, end = begin + time] { patch(port, end, own); });
    for (std::thread& each : threads) each.join();
    const double seconds = std::chrono::duration<double>(steady_clock::now() - begin).count();
    std::vector<microseconds> all;
    for (const std::vector<microseconds>& own : taken) all.insert(all.end(), own.begin(), own.end());
    if (all.empty()) give_up("nothing was answered");
    std::sort(all.begin(), all.end());
    std::printf("serve/patch/%.*s  %.0f requests/s  p50 %.2f ms  p99 %.2f ms\n",
                static_cast<int>(name.size()), name.data(), static_cast<double>(all.size()) / seconds,
                static_cast<double>(all[all.size() / 2].count()) / 1000,
                static_cast<double>(all[all.size() * 99 / 100].count()) / 1000);
    return all.size();
}

/// Connections that ask for nothing.  A server closes them now and then: they are made again.
class crowd {
public:
    /// Makes so many of them, which send a byte of a request each second, or nothing.
    crowd(std::uint16_t port, int connections, std::string_view request) : request_(request) {
        sockets_.resize(static_cast<std::size_t>(connections), -1);
        address_.sin_family = AF_INET;
        address_.sin_port = htons(port);
        address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        for (int& each : sockets_) connect(each);
        keeper_ = std::thread{[this] { keep(); }};
    }
    ~crowd() {
        is_over_ = true;
        keeper_.join();
        for (const int each : sockets_) ::close(each);
    }
    crowd(const crowd&) = delete;
    crowd& operator=(const crowd&) = delete;

private:
    void connect(int& own) const {
        if (own >= 0) ::close(own);
        own = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        ::connect(own, reinterpret_cast<const sockaddr*>(&address_), sizeof address_);
    }

    void keep() {
        for (std::size_t at = 0; !is_over_; ++at) {
            for (int& each : sockets_) {
                char byte = 0;
                if (::recv(each, &byte, 1, MSG_PEEK) == 0) connect(each);
                if (!request_.empty()) ::send(each, &request_[at % request_.size()], 1, MSG_NOSIGNAL);
            }
            for (int count = 0; count < 10 && !is_over_; ++count)
                std::this_thread::sleep_for(std::chrono::milliseconds{100});
        }
    }

    std::string_view request_;
    sockaddr_in address_{};
    std::vector<int> sockets_;
    std::atomic<bool> is_over_ = false;
    std::thread keeper_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) give_up("expected PROGRAM STORE CONNECTIONS SECONDS");
    const auto connections = static_cast<std::size_t>(std::atoi(argv[3]));
    const std::chrono::seconds time{std::atoi(argv[4])};
    rlimit descriptors{};
    ::getrlimit(RLIMIT_NOFILE, &descriptors);
    descriptors.rlim_cur = descriptors.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &descriptors);
    const server measured{argv[1], argv[2]};
    std::size_t answered = measure("alone", measured.port(), connections, time);
    while (answered < requests_before_memory)
        answered += measure("alone", measured.port(), connections, time);
    std::printf("serve/memory  %.1f MiB after %zu requests\n", measured.resident_mebibytes(), answered);
    const crowd idle{measured.port(), idle_connections, ""};
    std::this_thread::sleep_for(std::chrono::seconds{1});
    std::printf("serve/memory  %.1f MiB with %d idle connections\n", measured.resident_mebibytes(),
                idle_connections);
    const crowd slow{measured.port(), slow_connections, "GET /v1/bench/schedule-task HTTP/1.1\r\n"};
    measure("beside_idle_and_slow", measured.port(), connections, time);
}
