// `nextfire call` over TLS: whom it trusts, and whom it sends no token.  The servers are openssl's, on 127.0.0.1, with
// certificates made here; they end by themselves after a minute at the latest.
#include <doctest/doctest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/run_program.hpp"
#include "support/scratch_folder.hpp"
#include "support/text_file.hpp"

namespace {

using namespace nextfire_test;

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// A certificate that signed itself, for these names, and its key.
struct certificate {
    certificate(const scratch_folder& files, const std::string& name, const std::string& names)
        : path(files / (name + ".pem")), key_path(files / (name + ".key")) {
        const outcome made = run_other(
            NEXTFIRE_TEST_OPENSSL,
            {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
             "-subj", "/CN=test", "-addext", "subjectAltName=" + names, "-keyout", key_path, "-out", path});
        REQUIRE(made.exit_code == 0);
    }
    std::string path;
    std::string key_path;
};

/// A server that answers GET with the files of a folder.
class tls_server {
public:
    tls_server(const scratch_folder& files, const certificate& identity, const std::string& flags = "")
        : process_("timeout", {"60", "sh", "-c",
                               "cd '" + files.path() + "' && exec '" + NEXTFIRE_TEST_OPENSSL +
                                   "' s_server -accept 127.0.0.1:0 -HTTP -cert '" + identity.path +
                                   "' -key '" + identity.key_path + "' " + flags}) {
        const std::string start = "ACCEPT 127.0.0.1:";
        for (int lines = 0; lines < 10 && port_ == 0; ++lines) {
            const std::optional<std::string> line = process_.hear_line();
            REQUIRE(line.has_value());
            if (line->starts_with(start)) port_ = std::atoi(line->c_str() + start.size());
        }
        REQUIRE(port_ != 0);
    }
    ~tls_server() { process_.signal(SIGTERM); }
    tls_server(const tls_server&) = delete;
    tls_server& operator=(const tls_server&) = delete;

    /// Asks it for the task, and gives what the program leaves behind.
    [[nodiscard]] outcome show(std::vector<std::string> more, const std::string& host = "127.0.0.1") const {
        more.insert(more.begin(),
                    {"call", "show", "--endpoint", "https://" + host + ":" + std::to_string(port_),
                     "--project", "p1", "--task", "t1", "--attempts", "2"});
        return run(more);
    }

private:
    conversation process_;
    int port_ = 0;
};

/// A folder with the answer to `show`, as openssl sends it: headers and all.
void put_answer(const scratch_folder& files) {
    std::filesystem::create_directories(files / "v1/p1/schedule-task");
    text_file(files, "v1/p1/schedule-task/t1",
              "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{\"id\":\"t1\"}");
}

}  // namespace

TEST_CASE("10.5 a certificate of a known authority with the right name is trusted, and no other") {
    const scratch_folder files;
    put_answer(files);
    const certificate ours{files, "ours", "DNS:localhost,IP:127.0.0.1"};
    const certificate other{files, "other", "DNS:other.example"};
    const tls_server right{files, ours};
    const tls_server wrong_name{files, other};

    const outcome trusted = right.show({"--ca", ours.path});
    CHECK(trusted.err == "");
    CHECK(trusted.exit_code == 0);
    CHECK(trusted.out.starts_with(R"({"id":"t1",)"));
    CHECK(right.show({"--ca", ours.path}, "localhost").exit_code == 0);

    struct row {
        const char* what;
        outcome left;
    };
    const row rows[] = {
        {"an authority that the system does not know", right.show({})},
        {"another authority", right.show({"--ca", other.path})},
        {"a name that the certificate has not", wrong_name.show({"--ca", other.path})},
        {"a file of authorities that is not there", right.show({"--ca", "/nonexistent.pem"})},
        {"a file of authorities that is none", right.show({"--ca", ours.key_path})},
    };
    for (const row& fact : rows) {
        CAPTURE(std::string{fact.what});
        CAPTURE(fact.left.err);
        CHECK(fact.left.exit_code == 2);
        CHECK(fact.left.out == "");
        CHECK(has(fact.left.err, "certificate"));
    }
}

TEST_CASE("10.5 below TLS 1.2 nothing is spoken, and no plain HTTP where TLS was asked for") {
    const scratch_folder files;
    put_answer(files);
    const certificate ours{files, "ours", "IP:127.0.0.1"};
    const tls_server old{files, ours, "-tls1_1 -cipher DEFAULT@SECLEVEL=0"};
    const outcome refused = old.show({"--ca", ours.path});
    CHECK(refused.exit_code == 2);
    CHECK(refused.out == "");
    CHECK(has(refused.err, "SSL routines"));
    CHECK_FALSE(has(refused.err, "attempts"));  // 10.4: it would not go better
    const tls_server lowest{files, ours, "-tls1_2"};
    CHECK(lowest.show({"--ca", ours.path}).exit_code == 0);
}
