#include "cli/curl_sender.hpp"

#include "base/ascii.hpp"

#include <curl/curl.h>
#include <fmt/core.h>

#include <array>
#include <memory>
#include <new>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace nextfire::cli {
namespace {

constexpr std::size_t most_header_bytes = std::size_t{64} * 1024;

/// libcurl for as long as the program runs.
class curl_library {
public:
    curl_library() {
        if (::curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
            throw std::runtime_error{"libcurl cannot start"};
    }
    ~curl_library() { ::curl_global_cleanup(); }
    curl_library(const curl_library&) = delete;
    curl_library& operator=(const curl_library&) = delete;
};

struct handle_end {
    void operator()(CURL* handle) const { ::curl_easy_cleanup(handle); }
};
struct list_end {
    void operator()(curl_slist* list) const { ::curl_slist_free_all(list); }
};
using curl_handle = std::unique_ptr<CURL, handle_end>;
using header_list = std::unique_ptr<curl_slist, list_end>;

/// What arrives, and its bounds.
struct reception {
    std::size_t most_body_bytes;
    const std::function<void()>& while_waiting;
    std::string body = {};
    std::vector<api::http_field> headers = {};
    std::size_t header_bytes = 0;
    bool is_head_whole = false;
    bool is_too_long = false;
};

std::size_t take_body(char* bytes, std::size_t /*one*/, std::size_t count, void* user) {
    auto& received = *static_cast<reception*>(user);
    if (count > received.most_body_bytes - received.body.size()) {
        received.is_too_long = true;
        return 0;  // which ends the transfer
    }
    received.body.append(bytes, count);
    return count;
}

std::size_t take_header(char* bytes, std::size_t /*one*/, std::size_t count, void* user) {
    auto& received = *static_cast<reception*>(user);
    received.header_bytes += count;
    if (received.header_bytes > most_header_bytes) {
        received.is_too_long = true;
        return 0;
    }
    std::string_view line{bytes, count};
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    // An empty line ends a head; what breaks off before it libcurl takes for an answer without a body.
    if (line.empty()) received.is_head_whole = true;
    if (line.starts_with("HTTP/")) {  // those of an interim answer say nothing of the one that counts
        received.is_head_whole = false;
        received.headers.clear();
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return count;
    const std::string_view name = line.substr(0, colon);
    for (const std::string_view wanted : {"Location", "Retry-After"})
        if (detail::equal_ignoring_case(name, wanted))
            received.headers.push_back(
                {std::string{wanted}, std::string{detail::trimmed(line.substr(colon + 1))}});
    return count;
}

int take_progress(void* user, curl_off_t /*expected*/, curl_off_t /*received*/, curl_off_t /*to_send*/,
                  curl_off_t /*sent*/) {
    static_cast<const reception*>(user)->while_waiting();
    return 0;
}

template <class Value>
void set(const curl_handle& handle, CURLoption option, Value value) {
    if (::curl_easy_setopt(handle.get(), option, value) != CURLE_OK)
        throw std::runtime_error{"libcurl lacks what the command call needs"};
}

header_list headers_of(const api::call& made) {
    header_list list;
    const auto add = [&list](const std::string& line) {
        curl_slist* longer = ::curl_slist_append(list.get(), line.c_str());
        if (longer == nullptr) throw std::bad_alloc{};
        static_cast<void>(list.release());
        list.reset(longer);
    };
    for (const api::http_field& header : made.headers) add(header.name + ": " + header.value);
    add("Expect:");  // none: a body is sent without asking first
    return list;
}

void ask(const curl_handle& handle, const api::call& made, const header_list& headers) {
    const std::string url = made.url();  // libcurl copies it
    set(handle, CURLOPT_URL, url.c_str());
    set(handle, CURLOPT_PATH_AS_IS, 1L);
    set(handle, CURLOPT_HTTPHEADER, headers.get());
    if (api::row_of(made.asked).has_body) {
        set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(made.body.size()));
        set(handle, CURLOPT_POSTFIELDS, made.body.c_str());
    }
    set(handle, CURLOPT_CUSTOMREQUEST, std::string{made.method()}.c_str());
}

void trust(const curl_handle& handle, const api::call& made, const sending_limits& limits) {
    set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (limits.authorities_file) {
        set(handle, CURLOPT_CAINFO, limits.authorities_file->c_str());
        set(handle, CURLOPT_CAPATH, nullptr);
    }
    set(handle, CURLOPT_FOLLOWLOCATION, 0L);
    const bool is_plain = made.service.scheme == api::url_scheme::http;
    set(handle, CURLOPT_PROTOCOLS_STR, is_plain ? "http" : "https");
    // A proxy would read what is plain; what is not, it passes on.
    if (is_plain) set(handle, CURLOPT_PROXY, "");
    set(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
}

void bound(const curl_handle& handle, const sending_limits& limits, reception& received) {
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connecting.count()));
    set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.whole.count()));
    set(handle, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits.answer_bytes));
    set(handle, CURLOPT_WRITEFUNCTION, &take_body);
    set(handle, CURLOPT_WRITEDATA, &received);
    set(handle, CURLOPT_HEADERFUNCTION, &take_header);
    set(handle, CURLOPT_HEADERDATA, &received);
    set(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(handle, CURLOPT_NOPROGRESS, 0L);
    set(handle, CURLOPT_XFERINFOFUNCTION, &take_progress);
    set(handle, CURLOPT_XFERINFODATA, &received);
}

/// Says whether none of the request has been written to a connection.
bool is_unsent(const curl_handle& handle) {
    long request_bytes = 0;
    ::curl_easy_getinfo(handle.get(), CURLINFO_REQUEST_SIZE, &request_bytes);
    return request_bytes == 0;
}

/// `words` is what libcurl says of it.
api::delivery delivery_of(const curl_handle& handle, CURLcode code, std::string_view words) {
    switch (code) {
        case CURLE_OK:
            return api::delivery::answered;
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_COULDNT_CONNECT:
            return api::delivery::unsent;
        case CURLE_SSL_CONNECT_ERROR:  // OpenSSL's own errors are about what was said, others about how it was sent
            return words.find("SSL routines:") == std::string_view::npos ? api::delivery::unsent
                                                                         : api::delivery::refused;
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_UNSUPPORTED_PROTOCOL:  // an answer that is no HTTP, or HTTP/0.9
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_FILESIZE_EXCEEDED:
        case CURLE_WRITE_ERROR:
        case CURLE_BAD_CONTENT_ENCODING:
            return api::delivery::refused;
        default:
            return is_unsent(handle) ? api::delivery::unsent : api::delivery::uncertain;
    }
}

}  // namespace

sending_attempt send_once(const api::call& made, const sending_limits& limits,
                          const std::function<void()>& while_waiting) {
    static const curl_library library;
    const curl_handle handle{::curl_easy_init()};
    if (!handle) throw std::bad_alloc{};
    const header_list headers = headers_of(made);
    reception received{limits.answer_bytes, while_waiting};
    std::array<char, CURL_ERROR_SIZE> words{};
    set(handle, CURLOPT_ERRORBUFFER, words.data());
    ask(handle, made, headers);
    trust(handle, made, limits);
    bound(handle, limits, received);

    const CURLcode code = ::curl_easy_perform(handle.get());
    sending_attempt attempt{delivery_of(handle, code, words.data()), {}, {}};
    if (attempt.became == api::delivery::answered && !received.is_head_whole) {
        attempt.became = api::delivery::uncertain;
        attempt.problem = "the answer broke off";
    } else if (attempt.became == api::delivery::answered) {
        long status = 0;
        ::curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
        attempt.response = {static_cast<int>(status), std::move(received.headers), std::move(received.body)};
    } else if (received.is_too_long || code == CURLE_FILESIZE_EXCEEDED) {
        attempt.became = api::delivery::refused;
        attempt.problem = received.header_bytes > most_header_bytes
                              ? fmt::format("the headers are longer than {} bytes", most_header_bytes)
                              : fmt::format("the answer is longer than {} bytes", limits.answer_bytes);
    } else {
        attempt.problem = words.front() != '\0' ? words.data() : ::curl_easy_strerror(code);
    }
    return attempt;
}

}  // namespace nextfire::cli
