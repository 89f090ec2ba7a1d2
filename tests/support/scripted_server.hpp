/// A server on 127.0.0.1 that says to each connection in turn what it was told, wrong things too.
#pragma once

#include <atomic>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace nextfire_test {

/// What a server does with one connection: it reads a request, says `text`, and then `filler` bytes of `x`.
struct scripted_answer {
    std::string text;
    std::size_t filler = 0;
    enum class ending { close, wait_for_client } end = ending::close;
};

/// Answers the nth connection with the nth answer, and all further ones with the last.  It ends with the object.
class scripted_server {
public:
    explicit scripted_server(std::vector<scripted_answer> answers);
    ~scripted_server();
    scripted_server(const scripted_server&) = delete;
    scripted_server& operator=(const scripted_server&) = delete;

    [[nodiscard]] int port() const { return port_; }

    /// Gives the requests as far as they were read, in order.
    [[nodiscard]] std::vector<std::string> requests() const;

    /// Gives how many bytes of filler clients took, at most.
    [[nodiscard]] std::size_t filler_sent() const { return filler_sent_; }

private:
    void serve();
    void serve_one(int connection, const scripted_answer& answer);

    std::vector<scripted_answer> answers_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<bool> is_ending_ = false;
    std::atomic<std::size_t> filler_sent_ = 0;
    mutable std::mutex mutex_;
    std::vector<std::string> requests_;
    std::thread thread_;
};

/// Gives a whole answer of HTTP with a body of JSON.
[[nodiscard]] std::string http_text(int status, const std::string& body, const std::string& headers = "");

}  // namespace nextfire_test
