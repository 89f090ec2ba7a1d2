#include "run_program.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace nextfire_test {
namespace {

[[noreturn]] void broken(const char* what) {
    std::perror(what);
    std::abort();
}

struct pipe_ends {
    int read;
    int write;
};

pipe_ends make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) broken("pipe2");
    return {ends[0], ends[1]};
}

void close_end(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
}

/// Starts a program with these descriptors as its standard streams.
pid_t spawn(const std::string& program, const std::vector<std::string>& arguments, int input, int output,
            int errors) {
    std::vector<char*> argv{const_cast<char*>(program.c_str())};
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);

    // The tests ignore SIGPIPE; the program must look after itself.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);

    pid_t process = -1;
    const int error = posix_spawnp(&process, program.c_str(), &actions, &attributes, argv.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        errno = error;
        broken(("a program that this test needs cannot be run: " + program).c_str());
    }
    return process;
}

int wait_for(pid_t process) {
    int status = 0;
    while (::waitpid(process, &status, 0) < 0)
        if (errno != EINTR) broken("waitpid");
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Reads what is there; closes the end at the end of the stream.
void read_some(int& end, std::string& text) {
    std::array<char, 64 * 1024> block{};
    const ssize_t bytes = ::read(end, block.data(), block.size());
    if (bytes > 0) {
        text.append(block.data(), static_cast<std::size_t>(bytes));
    } else if (bytes == 0 || errno != EINTR) {
        close_end(end);
    }
}

/// Writes as much of the input as the pipe takes; closes the end when nothing is left or nobody reads.
void write_some(int& end, std::string_view& input) {
    const ssize_t bytes = input.empty() ? 0 : ::write(end, input.data(), input.size());
    if (bytes > 0) input.remove_prefix(static_cast<std::size_t>(bytes));
    if (input.empty() || (bytes < 0 && errno != EAGAIN && errno != EINTR)) close_end(end);
}

/// Serves all three streams at once, so that no side waits for the other for ever.
void exchange(int input_end, std::string_view input, int output_end, std::string& out, int errors_end,
              std::string& err) {
    if (input_end >= 0) ::fcntl(input_end, F_SETFL, O_NONBLOCK);
    while (input_end >= 0 || output_end >= 0 || errors_end >= 0) {
        std::array<pollfd, 3> watched{pollfd{input_end, POLLOUT, 0}, pollfd{output_end, POLLIN, 0},
                                      pollfd{errors_end, POLLIN, 0}};
        if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) broken("poll");
        if (input_end >= 0 && watched[0].revents != 0) write_some(input_end, input);
        if (output_end >= 0 && watched[1].revents != 0) read_some(output_end, out);
        if (errors_end >= 0 && watched[2].revents != 0) read_some(errors_end, err);
    }
}

outcome run_with_output(const std::string& program, pipe_ends output,
                        const std::vector<std::string>& arguments, std::string_view input) {
    std::signal(SIGPIPE, SIG_IGN);
    const pipe_ends to_program = make_pipe();
    const pipe_ends errors = make_pipe();
    const pid_t process = spawn(program, arguments, to_program.read, output.write, errors.write);
    ::close(to_program.read);
    ::close(output.write);
    ::close(errors.write);
    outcome left{};
    exchange(to_program.write, input, output.read, left.out, errors.read, left.err);
    left.exit_code = wait_for(process);
    return left;
}

}  // namespace

outcome run(const std::vector<std::string>& arguments, std::string_view input) {
    return run_with_output(NEXTFIRE_TEST_PROGRAM, make_pipe(), arguments, input);
}

outcome run_other(const std::string& program, const std::vector<std::string>& arguments,
                  std::string_view input) {
    return run_with_output(program, make_pipe(), arguments, input);
}

outcome run_into(const std::string& path, const std::vector<std::string>& arguments, std::string_view input) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0) broken(path.c_str());
    return run_with_output(NEXTFIRE_TEST_PROGRAM, {-1, file}, arguments, input);
}

conversation::conversation(const std::vector<std::string>& arguments)
    : conversation(NEXTFIRE_TEST_PROGRAM, arguments) {}

conversation::conversation(const std::string& program, const std::vector<std::string>& arguments) {
    std::signal(SIGPIPE, SIG_IGN);
    const pipe_ends to_program = make_pipe();
    const pipe_ends output = make_pipe();
    const pipe_ends errors = make_pipe();
    process_ = spawn(program, arguments, to_program.read, output.write, errors.write);
    ::close(to_program.read);
    ::close(output.write);
    ::close(errors.write);
    input_ = to_program.write;
    output_ = output.read;
    errors_ = errors.read;
}

conversation::~conversation() {
    if (process_ >= 0) finish();
}

bool conversation::say(std::string_view text) {
    while (!text.empty()) {
        const ssize_t bytes = ::write(input_, text.data(), text.size());
        if (bytes < 0 && errno != EINTR) return false;
        if (bytes > 0) text.remove_prefix(static_cast<std::size_t>(bytes));
    }
    return true;
}

std::optional<std::string> conversation::hear_line() {
    constexpr int patience_milliseconds = 10'000;
    for (;;) {
        if (const std::size_t end = heard_.find('\n'); end != std::string::npos) {
            std::string line = heard_.substr(0, end);
            heard_.erase(0, end + 1);
            return line;
        }
        pollfd watched{output_, POLLIN, 0};
        if (output_ < 0 || ::poll(&watched, 1, patience_milliseconds) <= 0) return std::nullopt;
        read_some(output_, heard_);
    }
}

void conversation::signal(int number) const {
    if (::kill(process_, number) != 0) broken("kill");
}

void conversation::close_output() {
    close_end(output_);
}

bool conversation::has_gone_in(std::chrono::seconds patience) const {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < deadline) {
        siginfo_t state{};
        if (::waitid(P_PID, static_cast<id_t>(process_), &state, WEXITED | WNOHANG | WNOWAIT) == 0 &&
            state.si_pid == process_)
            return true;
        ::usleep(10'000);
    }
    return false;
}

outcome conversation::finish() {
    outcome left{};
    left.out = std::move(heard_);
    close_end(input_);
    exchange(-1, {}, std::exchange(output_, -1), left.out, std::exchange(errors_, -1), left.err);
    left.exit_code = wait_for(std::exchange(process_, -1));
    return left;
}

std::string answer(const std::vector<std::string>& arguments, std::string_view input) {
    CAPTURE(arguments.size());
    const outcome left = run(arguments, input);
    CHECK(left.err == "");
    CHECK(left.exit_code == 0);
    return left.out;
}

std::string refusal(const std::vector<std::string>& arguments, std::string_view input) {
    const outcome left = run(arguments, input);
    CHECK(left.out == "");
    CHECK(left.exit_code == 1);
    return left.err;
}

}  // namespace nextfire_test
