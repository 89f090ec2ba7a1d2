/// What the program tells the shell.
#pragma once

namespace nextfire::cli {

/// The program's exit codes, as its help documents them.
enum class exit_code : int {
    fine = 0,     ///< Answered; also where no occurrence is left.
    refused = 1,  ///< The input breaks a rule; every violation is on standard error.
    failed = 2,   ///< The command line is wrong, or a file or stream could not be read or written.
};

}  // namespace nextfire::cli
