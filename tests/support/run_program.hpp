/// The program under test, run as a shell runs it: a process with three streams and an exit code.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace nextfire_test {

/// The words of a command line.
using words = std::vector<std::string>;

[[nodiscard]] inline words operator+(words first, const words& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

/// What a finished program left behind.
struct outcome {
    int exit_code;  ///< 128 and the signal's number where a signal ended it.
    std::string out;
    std::string err;
};

/// Runs the program with these arguments, gives it `input` and waits for its end.
outcome run(const std::vector<std::string>& arguments, std::string_view input = "");

/// Runs another program, found as a shell finds it; a test cannot go on without it.
outcome run_other(const std::string& program, const std::vector<std::string>& arguments,
                  std::string_view input = "");

/// The same as run(), with standard output sent to a file of this path.
outcome run_into(const std::string& path, const std::vector<std::string>& arguments,
                 std::string_view input = "");

/// Runs a command that must be answered, and gives the answer.
std::string answer(const std::vector<std::string>& arguments, std::string_view input = "");

/// Runs a command that must be refused, and gives the reasons.
std::string refusal(const std::vector<std::string>& arguments, std::string_view input = "");

/// The program as a partner that is asked and answers in turn.
class conversation {
public:
    explicit conversation(const std::vector<std::string>& arguments);
    /// The same with another program, found as a shell finds it.
    conversation(const std::string& program, const std::vector<std::string>& arguments);
    ~conversation();
    conversation(const conversation&) = delete;
    conversation& operator=(const conversation&) = delete;

    /// Gives it some text; says whether it took all of it.
    bool say(std::string_view text);

    /// Waits, ten seconds at most, until it has answered a whole line, and gives it without its end.
    std::optional<std::string> hear_line();

    /// Sends it a signal.
    void signal(int number) const;

    /// Stops listening, as `head` does when it has seen enough.
    void close_output();

    /// Waits for its end without reading what it says; says whether it came in time.
    [[nodiscard]] bool has_gone_in(std::chrono::seconds patience) const;

    /// Ends its input, and gives what it leaves behind.
    outcome finish();

private:
    pid_t process_ = -1;
    int input_ = -1;
    int output_ = -1;
    int errors_ = -1;
    std::string heard_;
};

}  // namespace nextfire_test
