/// `nextfire call`: a request to a service that has the API of scheduled tasks.
#pragma once

#include "cli/exit_code.hpp"
#include "cli/schedule_flags.hpp"
#include "cli/task_flags.hpp"
#include "cli/text_flag.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/calls/call.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

namespace nextfire::cli {

/// Gives the names of the operations as they are typed.
[[nodiscard]] std::vector<std::string> operation_names();

/// Adds the command to the program, and runs it.
class call_command {
public:
    /// Adds the command.  The object must stay where it is until it has run.
    explicit call_command(CLI::App& program);

    /// Says whether the command line asked for this command.
    [[nodiscard]] bool chosen() const;

    /// Sends the request and prints the answer; with `--dry-run`, prints the request alone.
    [[nodiscard]] exit_code run() const;

private:
    void add_sending_flags();
    /// Says which flag the operation has no use for, or gives nullptr.
    [[nodiscard]] const char* misplaced_flag(api::operation asked) const;
    [[nodiscard]] result<std::optional<std::string>> read_token() const;
    [[nodiscard]] result<api::task_edit> read_edit(api::operation asked) const;
    [[nodiscard]] result<api::call> make_call(api::operation asked, const api::call_settings& settings) const;
    [[nodiscard]] result<api::call> make_call_with_body(api::operation asked,
                                                        const api::call_settings& settings) const;
    [[nodiscard]] result<api::call> make_list_call(const api::call_settings& settings) const;

    CLI::App& command_;
    std::string operation_;
    std::string endpoint_;
    std::string project_;
    std::vector<std::string> tasks_;
    text_flag body_;
    text_flag name_;
    text_flag type_;
    text_flag description_;
    std::vector<std::string> cleared_;
    bool enables_ = false;
    bool disables_ = false;
    std::optional<std::size_t> limit_;
    std::optional<std::size_t> offset_;
    text_flag token_file_;
    text_flag authorities_;
    bool allows_plain_http_ = false;
    bool is_dry_run_ = false;
    unsigned connect_seconds_ = 10;
    unsigned total_seconds_ = 30;
    unsigned attempts_ = 4;
    schedule_flags schedule_;
    task_flags bodies_;
};

}  // namespace nextfire::cli
