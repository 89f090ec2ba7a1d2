#include "serve/http_server.hpp"

#include "serve/relief.hpp"

#include <fmt/core.h>
#include <poll.h>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/intrusive/list.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <exception>
#include <iterator>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace nextfire::cli {
namespace {

using namespace std::chrono;
using boost::asio::ip::tcp;
using boost::system::error_code;
using time_point = steady_clock::time_point;
namespace asio = boost::asio;
namespace intrusive = boost::intrusive;

// Asio's own names for these can take any executor, which costs a virtual call at each turn.
using network_executor = asio::io_context::executor_type;
using tcp_socket = asio::basic_stream_socket<tcp, network_executor>;
using tcp_acceptor = asio::basic_socket_acceptor<tcp, network_executor>;
using alarm_clock =
    asio::basic_waitable_timer<steady_clock, asio::wait_traits<steady_clock>, network_executor>;

/// How long what a client still sends is taken when its connection ends, or it might never see the answer.
constexpr seconds farewell{1};

/// How long nobody is accepted when the system has no room.
constexpr milliseconds breather{50};

/// Gives the value of a Date, `Sun, 06 Nov 1994 08:49:37 GMT`.
std::string date_text(api::sys_millis now) {
    constexpr std::string_view weekdays = "SunMonTueWedThuFriSat";
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const auto day = floor<days>(now);
    const year_month_day date{day};
    const hh_mm_ss time{floor<seconds>(now - day)};
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       weekdays.substr(weekday{day}.c_encoding() * 3, 3), unsigned{date.day()},
                       months.substr((unsigned{date.month()} - 1) * 3, 3), int{date.year()},
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

/// What becomes of a connection when its answer has been sent.
enum class afterwards : std::uint8_t { keep, close };

/// What a connection is busy with.
enum class stage : std::uint8_t {
    idle,       ///< Nothing of a request has arrived.
    arriving,   ///< A part of one has.
    working,    ///< The handler has it.
    answering,  ///< The answer is on its way.
    leaving,    ///< The last one has been sent.
};

using idle_link = intrusive::list_base_hook<intrusive::link_mode<intrusive::auto_unlink>>;

}  // namespace

class http_server::implementation {
public:
    implementation(const api::handler& answers, server_clock clock,
                   std::function<void(std::string_view)> on_failure, const http_limits& limits)
        : answers_(answers), clock_(std::move(clock)), on_failure_(std::move(on_failure)), limits_(limits) {}

    std::error_code listen(const std::string& address, int port);
    [[nodiscard]] int port() const { return acceptor_.local_endpoint().port(); }
    void run();
    void stop() {
        asio::post(networks_.front().context, [this] { begin_to_stop(); });
    }

private:
    class connection;

    /// A thread that moves bytes and asks the store, and the connections that are its own.
    struct network {
        explicit network(relief& reliever) : work(reliever) {}

        shift work;
        asio::io_context& context = work.context();
        asio::executor_work_guard<network_executor> open_end = asio::make_work_guard(context);
        intrusive::list<connection, intrusive::base_hook<idle_link>, intrusive::constant_time_size<false>>
            idle;
        std::optional<time_point> last_request;  // none begins behind it: the server stops
    };

    std::deque<network> make_networks();
    void run(network& own);
    void tell(const shift& at, const std::exception& failure);
    void wait_for_clients();
    bool accept_clients();
    [[nodiscard]] bool has_client_in_line();
    void close_an_idle_one(std::size_t place, std::size_t networks_left);
    void take_breath(const error_code& error);
    void make_room();
    void begin_to_stop();
    void begin_to_stop(network& own) const;

    const api::handler& answers_;
    server_clock clock_;
    std::function<void(std::string_view)> on_failure_;
    http_limits limits_;
    std::atomic<std::size_t> connections_ = 0;
    std::atomic<bool> is_full_ = false;         // and nobody is accepted
    bool is_waiting_ = false;                   // for clients
    std::optional<error_code> accept_failure_;  // that was told last
    relief relief_;
    std::deque<network> networks_ = make_networks();
    std::size_t accepted_ = 0;
    tcp_acceptor acceptor_{networks_.front().context};
    alarm_clock breath_{networks_.front().context};
    std::optional<asio::thread_pool> workers_;  // that ask the store where a network must not wait for it
};

/// A socket with a client behind it.  It lives as long as it waits for something.
///
/// A client that sends or takes a byte now and then gains no time by it: the limits are for a whole request
/// and a whole answer.
class http_server::implementation::connection : public std::enable_shared_from_this<connection>,
                                                public idle_link {
public:
    connection(tcp_socket socket, implementation& server, network& own)
        : socket_(std::move(socket)), timer_(own.context), server_(server), network_(own) {
        ++server_.connections_;
    }
    ~connection() { close(); }
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;

    void proceed();
    void close();
    [[nodiscard]] bool has_more() const;

private:
    void rest();
    void receive();
    void take(const error_code& error, std::size_t bytes);
    void ask();
    void work();
    void handle();
    void refuse(const api::http_response& response);
    void refuse(api::api_error error, std::string_view message);
    void send(const api::http_response& response);
    void finish();
    void go_on();
    void leave();
    void set_deadline(time_point deadline);
    void wait_for_deadline();
    void give_up();

    tcp_socket socket_;
    alarm_clock timer_;
    implementation& server_;
    network& network_;
    stage stage_ = stage::arriving;
    time_point deadline_ = time_point::max();
    time_point alarm_ = time_point::max();  // when the timer looks at the deadline
    std::size_t answered_ = 0;
    std::array<char, std::size_t{4} * 1024> block_{};  // what is being received
    std::string input_;
    std::string output_;
    std::size_t sent_bytes_ = 0;  // of that
    afterwards afterwards_ = afterwards::keep;
    std::unique_ptr<request_reader> reader_;
};

/// Goes on with what has arrived.
void http_server::implementation::connection::proceed() {
    if (!reader_) {
        // Empty lines before a request are passed over (RFC 9112, 2.2).
        std::size_t blanks = 0;
        while (input_.compare(blanks, 2, "\r\n") == 0) blanks += 2;
        input_.erase(0, blanks);
        if (input_.empty() || input_ == "\r") return rest();
        unlink();
        stage_ = stage::arriving;
        const time_point deadline = steady_clock::now() + server_.limits_.request;
        set_deadline(std::min(deadline, network_.last_request.value_or(deadline)));
        reader_ = std::make_unique<request_reader>(server_.limits_.requests);
    }
    switch (reader_->take(input_)) {
        case arrival::unfinished:
            return receive();
        case arrival::head:
            return ask();
        case arrival::whole:
            return work();
        case arrival::refused:
            return refuse(reader_->objection().error, reader_->objection().message);
    }
}

/// Waits for the next request; not while the server stops, unless it is there.
void http_server::implementation::connection::rest() {
    if (network_.last_request && !has_more()) return close();
    if (stage_ != stage::idle) {
        stage_ = stage::idle;
        set_deadline(steady_clock::now() + server_.limits_.idle);
        network_.idle.push_back(*this);
        server_.make_room();
    }
    receive();
}

void http_server::implementation::connection::close() {
    if (!socket_.is_open()) return;
    unlink();
    error_code ignored;
    socket_.close(ignored);
    timer_.cancel();
    --server_.connections_;
    server_.make_room();
}

void http_server::implementation::connection::receive() {
    socket_.async_read_some(asio::buffer(block_),
                            [self = shared_from_this()](const error_code& error, std::size_t bytes) {
                                self->take(error, bytes);
                            });
}

void http_server::implementation::connection::take(const error_code& error, std::size_t bytes) {
    if (stage_ == stage::working || stage_ == stage::answering) return;  // the time was over just now
    if (error == asio::error::operation_aborted) return;
    if (error == asio::error::eof && reader_)
        return refuse(api::api_error::bad_request, "the request did not arrive whole");
    if (error) return close();
    if (stage_ == stage::leaving) return receive();
    input_.append(block_.data(), bytes);
    proceed();
}

/// Asks the handler whether it wants the body that is to come.
void http_server::implementation::connection::ask() {
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    if (const auto refused =
            server_.answers_.answer_without_body(reader_->request(), reader_->announced_bytes()))
        return refuse(*refused);
    error_code error;
    if (reader_->expects_word() && socket_.write_some(asio::buffer(go_on), error) != go_on.size())
        return close();  // it has not even taken what was said before
    proceed();
}

/// Lets the handler answer, in this thread or, where that would keep other clients waiting for a slow store, in
/// another.  Meanwhile nobody but the thread that does so touches the connection.
void http_server::implementation::connection::work() {
    stage_ = stage::working;
    set_deadline(time_point::max());
    const bool is_last =
        ++answered_ == server_.limits_.requests_a_connection ||
        (network_.last_request && (steady_clock::now() >= *network_.last_request || !has_more()));
    afterwards_ = is_last || !reader_->keeps_connection() ? afterwards::close : afterwards::keep;
    if (!network_.work.is_relieved()) {
        network_.work.step_out([this] { handle(); });
        return finish();
    }
    const api::http_request& asked = reader_->request();
    if (const auto refused = server_.answers_.answer_without_body(asked, asked.body.size())) {
        send(*refused);  // which needs no store
        return finish();
    }
    asio::post(*server_.workers_,
               [self = shared_from_this(), network = asio::make_work_guard(network_.context)] {
                   self->handle();
                   asio::post(network.get_executor(), [self] { self->finish(); });
               });
}

void http_server::implementation::connection::handle() {
    try {
        send(server_.answers_.handle(reader_->request(), server_.clock_()));
    } catch (const std::exception& failure) {
        server_.on_failure_(failure.what());
        afterwards_ = afterwards::close;
        output_.clear();  // half an answer is none
        sent_bytes_ = 0;
    }
}

/// Answers a request that does not get to the handler, or not as a whole.
void http_server::implementation::connection::refuse(const api::http_response& response) {
    afterwards_ = afterwards::close;
    send(response);
    finish();
}

void http_server::implementation::connection::refuse(api::api_error error, std::string_view message) {
    refuse(server_.answers_.failure(error, message));
}

/// Writes the answer, and sends what goes at once: all of it, unless the client is slow.
void http_server::implementation::connection::send(const api::http_response& response) {
    const auto status = boost::beast::http::int_to_status(static_cast<unsigned>(response.status));
    auto out = std::back_inserter(output_);
    fmt::format_to(out, "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                   boost::beast::http::obsolete_reason(status), date_text(server_.clock_()));
    for (const api::http_field& field : response.headers)
        fmt::format_to(out, "{}: {}\r\n", field.name, field.value);
    // 204 has no body, and so no length of one.
    if (response.status != 204) fmt::format_to(out, "Content-Length: {}\r\n", response.body.size());
    output_ += afterwards_ == afterwards::close ? "Connection: close\r\n\r\n" : "\r\n";
    if (reader_->request().method != "HEAD") output_ += response.body;
    error_code ignored;  // whatever it is, sending the rest will meet it again
    sent_bytes_ = socket_.write_some(asio::buffer(output_), ignored);
}

/// Sends the rest of the answer, and goes on as has been said in it.
void http_server::implementation::connection::finish() {
    reader_.reset();
    stage_ = stage::answering;
    if (sent_bytes_ == output_.size()) return go_on();
    set_deadline(steady_clock::now() + server_.limits_.answer);
    asio::async_write(socket_, asio::buffer(output_) + sent_bytes_,
                      [self = shared_from_this()](const error_code& error, std::size_t /*bytes*/) {
                          error ? self->close() : self->go_on();
                      });
}

void http_server::implementation::connection::go_on() {
    std::string{}.swap(output_);
    if (afterwards_ == afterwards::close) return leave();
    if (input_.empty()) return proceed();
    asio::post(network_.context, [self = shared_from_this()] { self->proceed(); });  // others first
}

/// Says that nothing more will be said, and waits for a moment until the client has heard it.
void http_server::implementation::connection::leave() {
    stage_ = stage::leaving;
    set_deadline(steady_clock::now() + farewell);
    std::string{}.swap(input_);
    error_code ignored;
    socket_.shutdown(tcp_socket::shutdown_send, ignored);
    receive();
}

/// Puts the deadline off or forward.  The timer is not touched when it is put off, as it is by most
/// requests: it looks again when it goes off.
void http_server::implementation::connection::set_deadline(time_point deadline) {
    deadline_ = deadline;
    if (deadline_ < alarm_) wait_for_deadline();
}

void http_server::implementation::connection::wait_for_deadline() {
    alarm_ = deadline_;
    timer_.expires_at(alarm_);
    timer_.async_wait([self = shared_from_this()](const error_code& error) {
        if (error) return;
        self->alarm_ = time_point::max();
        if (steady_clock::now() >= self->deadline_) return self->give_up();
        if (self->deadline_ != time_point::max()) self->wait_for_deadline();
    });
}

/// Ends what takes too long.
void http_server::implementation::connection::give_up() {
    if (stage_ != stage::arriving) return close();
    error_code ignored;
    socket_.cancel(ignored);
    refuse(api::api_error::request_timeout, "the request did not arrive in time");
}

/// Says whether the client has sent something that has not been looked at.
bool http_server::implementation::connection::has_more() const {
    error_code ignored;
    return !input_.empty() || socket_.available(ignored) > 0;
}

std::error_code http_server::implementation::listen(const std::string& address, int port) {
    error_code error;
    const auto host = asio::ip::make_address(address == "localhost" ? "127.0.0.1" : address, error);
    if (error) return error;
    const tcp::endpoint place{host, static_cast<unsigned short>(port)};
    if (acceptor_.open(place.protocol(), error)) return error;
    if (acceptor_.set_option(tcp_acceptor::reuse_address{true}, error)) return error;
    // Or Asio would try again by itself, and might wait for the next client to come.
    if (acceptor_.set_option(tcp_acceptor::enable_connection_aborted{true}, error)) return error;
    if (acceptor_.bind(place, error)) return error;
    if (acceptor_.listen(tcp_acceptor::max_listen_connections, error)) return error;
    return acceptor_.non_blocking(true, error);
}

void http_server::implementation::run() {
    workers_.emplace(networks_.size());
    wait_for_clients();
    std::vector<shift*> shifts;
    for (network& each : networks_) shifts.push_back(&each.work);
    relief_.start(std::move(shifts),
                  [this](const shift& at, const std::exception& failure) { tell(at, failure); });
    std::vector<std::thread> threads;
    for (network& each : networks_)
        if (&each != &networks_.front()) threads.emplace_back([this, &each] { run(each); });
    run(networks_.front());
    for (std::thread& each : threads) each.join();
    relief_.stop();
}

std::deque<http_server::implementation::network> http_server::implementation::make_networks() {
    std::deque<network> made;
    while (made.size() < std::max<std::size_t>(limits_.threads, 1)) made.emplace_back(relief_);
    return made;
}

void http_server::implementation::run(network& own) {
    for (;;) {
        try {
            own.work.run();
            return;
        } catch (const std::exception& failure) {
            tell(own.work, failure);
        }
    }
}

/// Tells what a handler of a network threw; its connection has gone with it.
void http_server::implementation::tell(const shift& at, const std::exception& failure) {
    on_failure_(failure.what());
    if (&at == &networks_.front().work && acceptor_.is_open()) wait_for_clients();
}

void http_server::implementation::wait_for_clients() {
    if (std::exchange(is_waiting_, true)) return;
    acceptor_.async_wait(tcp_acceptor::wait_read, [this](const error_code& /*ready*/) {
        is_waiting_ = false;
        if (acceptor_.is_open()) accept_clients();
    });
}

/// Accepts who stands in line, and lets the networks have them in turn; says whether there may be more in line.
bool http_server::implementation::accept_clients() {
    constexpr int most_at_once = 64;  // then those who are in get their turn
    for (int count = 0; count < most_at_once; ++count) {
        is_full_ = true;  // before the count is read: whoever goes afterwards sees it, and makes room
        if (connections_ >= limits_.connections && has_client_in_line()) {
            close_an_idle_one(accepted_, networks_.size());
            return false;
        }
        is_full_ = false;
        if (connections_ >= limits_.connections) break;
        network& next = networks_[accepted_ % networks_.size()];
        error_code error;
        tcp_socket socket = acceptor_.accept(next.context, error);
        if (error == asio::error::would_block) break;
        if (error) {
            take_breath(error);
            return false;
        }
        accept_failure_.reset();
        ++accepted_;
        socket.set_option(tcp::no_delay{true}, error);
        socket.non_blocking(true, error);
        asio::post(next.context, [client = std::make_shared<connection>(std::move(socket), *this, next)] {
            client->proceed();
        });
        if (count + 1 == most_at_once) {
            wait_for_clients();
            return true;
        }
    }
    wait_for_clients();
    return false;
}

bool http_server::implementation::has_client_in_line() {
    pollfd line{acceptor_.native_handle(), POLLIN, 0};
    return ::poll(&line, 1, 0) > 0;
}

/// Closes the connection that has been idle for longest in a network, or else in the next one.
void http_server::implementation::close_an_idle_one(std::size_t place, std::size_t networks_left) {
    network& asked = networks_[place % networks_.size()];
    asio::post(asked.context, [this, place, networks_left, &asked] {
        if (!asked.idle.empty()) return asked.idle.front().close();
        if (networks_left > 1) close_an_idle_one(place + 1, networks_left - 1);
    });
}

/// Goes on accepting after a moment: whatever the system lacked, or the client did, passes.
void http_server::implementation::take_breath(const error_code& error) {
    if (accept_failure_ != error) on_failure_("cannot accept a connection: " + error.message());
    accept_failure_ = error;
    breath_.expires_after(breather);
    breath_.async_wait([this](const error_code& /*over*/) {
        if (acceptor_.is_open()) accept_clients();
    });
}

/// Accepts again, now that a connection has become idle or has gone.
void http_server::implementation::make_room() {
    if (!is_full_.exchange(false)) return;
    asio::post(networks_.front().context, [this] {
        if (acceptor_.is_open()) accept_clients();
    });
}

void http_server::implementation::begin_to_stop() {
    if (networks_.front().last_request) return;
    if (!is_full_)
        while (accept_clients()) {}  // who stands in line may have asked already
    error_code ignored;
    acceptor_.close(ignored);
    breath_.cancel();
    for (network& each : networks_) asio::post(each.context, [this, &each] { begin_to_stop(each); });
}

void http_server::implementation::begin_to_stop(network& own) const {
    if (own.last_request) return;
    own.last_request = steady_clock::now() + limits_.request;
    // What has been received and waits for its turn behind this comes first.
    asio::post(own.context, [&own] {
        own.open_end.reset();
        for (auto next = own.idle.begin(); next != own.idle.end();)
            if (connection& client = *next++; !client.has_more()) client.close();
    });
}

http_server::http_server(const api::handler& answers, server_clock clock,
                         std::function<void(std::string_view)> on_failure, const http_limits& limits)
    : implementation_(
          std::make_unique<implementation>(answers, std::move(clock), std::move(on_failure), limits)) {}

http_server::~http_server() = default;

std::error_code http_server::listen(const std::string& address, int port) {
    return implementation_->listen(address, port);
}

int http_server::port() const {
    return implementation_->port();
}

void http_server::run() {
    implementation_->run();
}

void http_server::stop() {
    implementation_->stop();
}

}  // namespace nextfire::cli
