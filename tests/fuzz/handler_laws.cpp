#include "handler_laws.hpp"

#include <nextfire/tasks/handler.hpp>
#include <nextfire/tasks/task_json.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "../support/fake_parts.hpp"
#include "../support/tasks.hpp"

namespace nextfire_test {
namespace {

using nextfire::api::http_header;
using nextfire::api::http_request;
using nextfire::api::http_response;
using nextfire::api::task;

/// A request cut out of the bytes; all its texts are views into them.
struct read_request {
    std::string_view method;
    std::string_view target;
    std::vector<http_header> headers;
    std::string_view body;
    bool is_lenient = false;
};

std::string_view cut(std::string_view& text, char end) {
    const std::size_t at = std::min(text.find(end), text.size());
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return part;
}

read_request read(std::string_view text) {
    read_request request;
    request.is_lenient = text.starts_with('~');
    if (request.is_lenient) text.remove_prefix(1);
    std::string_view first = cut(text, '\n');
    request.method = cut(first, ' ');
    request.target = first;
    constexpr std::size_t most_headers = 20;
    while (request.headers.size() < most_headers) {
        std::string_view line = cut(text, '\n');
        if (line.empty()) break;
        const std::string_view name = cut(line, ':');
        request.headers.push_back({name, line});
    }
    request.headers.push_back({"X-Auth-Token", "secret"});
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = text;
    return request;
}

/// The parts of a handler, with two tasks in the store.
struct stage {
    fake_authenticator who;
    fake_authorizer may;
    fake_store store;
    nextfire::api::handler_options options;
    nextfire::api::handler ours;

    explicit stage(const read_request& request)
        : options(options_for(request)),
          ours(
              who, may, store, [] { return std::string{"new-1"}; }, options) {
        static const task full = full_task();
        static const task daily = bare_task({.scheduled_type = "DAY",
                                             .day_interval = "3",
                                             .scheduled_time = "02:30:00",
                                             .time_zone = "Europe/Berlin",
                                             .expire_time = "2030-12-23 09:00:00"});
        store.put("p1", full);
        store.put("p1", daily);
        may.denies = [](const nextfire::api::access_request& asked) {
            return std::any_of(asked.targets.begin(), asked.targets.end(),
                               [](const auto& target) { return target.id == "forbidden"; });
        };
        const auto wish = nextfire::api::find_header(request.headers, "x-store").value_or("");
        if (wish == "lost") store.before_change = [this] { store.put("p1", full); };
        if (wish == "unavailable") store.outage = "the disk of db-7";
        if (wish == "broken") store.fault = [] { throw std::runtime_error("the disk of db-7"); };
    }

    static nextfire::api::handler_options options_for(const read_request& request) {
        nextfire::api::handler_options options;
        if (!request.is_lenient) return options;
        options.tasks.unknown = nextfire::api::unknown_members::accepted;
        options.tasks.names = nextfire::api::name_alphabet::ascii;
        options.tasks.schedule.default_time_zone = "America/St_Johns";
        return options;
    }

    [[nodiscard]] std::vector<task> tasks() {
        std::vector<task> all;
        for (const char* id : {"ad1e0a6e-1f2c", "t-1", "new-1"})
            if (store.has("p1", id)) all.push_back(store.get("p1", id));
        return all;
    }
};

/// Every status that there is, the code of an error, and the header that it alone has.
struct status_row {
    int status;
    const char* code;
    const char* header;
};

constexpr std::array<status_row, 13> statuses{{
    {200, "", ""},
    {201, "", "Location"},
    {204, "", ""},
    {400, "WKS.00211102", ""},
    {401, "WKS.00000401", "WWW-Authenticate"},
    {403, "WKS.00081102", ""},
    {404, "WKS.00000404", ""},
    {405, "WKS.00000405", "Allow"},
    {409, "WKS.00211103", ""},
    {413, "WKS.00000413", ""},
    {415, "WKS.00000415", ""},
    {500, "WKS.00211401", ""},
    {503, "WKS.00000503", "Retry-After"},
}};

std::string broken_headers(std::string_view method, const http_response& response, const status_row& row) {
    std::vector<std::string> wanted;
    if (response.status != 204) wanted.emplace_back("Content-Type");
    if (*row.header != '\0') wanted.emplace_back(row.header);
    if (method == "OPTIONS" && response.status == 204) wanted.emplace_back("Allow");
    if (response.headers.size() != wanted.size()) return "the headers of the status and no others";
    for (const nextfire::api::http_field& each : response.headers) {
        if (std::find(wanted.begin(), wanted.end(), each.name) == wanted.end())
            return "the headers of the status and no others";
        if (each.value.empty() || each.value.find_first_of("\r\n") != std::string::npos)
            return "a header is one line";
    }
    return {};
}

std::string broken_body(const http_response& response, const status_row& row) {
    if (response.status == 204) return response.body.empty() ? "" : "204 has no body";
    const nlohmann::json body = nlohmann::json::parse(response.body, nullptr, false);
    if (body.is_discarded() || !body.is_object()) return "a body is a JSON object";
    if (response.status < 400) return {};
    if (body.size() != 2 || !body.contains("error_code") || !body.contains("error_msg"))
        return "an error has two members";
    if (body["error_code"] != row.code) return "an error has the code of its status";
    if (!body["error_msg"].is_string() || body["error_msg"].get<std::string>().empty())
        return "an error has a message";
    if (response.status >= 500 && response.body.find("db-7") != std::string::npos)
        return "nothing of a failure leaks";
    return {};
}

/// What must hold for a task that was made or changed.
std::string broken_task(stage& scene, std::string_view target, const std::string& id) {
    const task& kept = scene.store.get("p1", id);
    std::string document;
    append_task_document(document, kept);
    const auto again = nextfire::api::read_task_document(document);
    if (!again || *again != kept) return "a task survives being written and read";
    const std::vector<http_header> headers{{"X-Auth-Token", "secret"}, {"Content-Type", "application/json"}};
    const task before = kept;
    const http_response response =
        scene.ours.handle({.method = "PATCH", .target = target, .headers = headers, .body = "{}"}, now);
    if (response.status != 200) return "a task that was accepted is accepted again";
    return scene.store.get("p1", id) == before ? "" : "a body without members changes nothing";
}

std::string broken_repetition(stage& scene, const http_request& request, const http_response& response) {
    const http_response again = scene.ours.handle(request, now);
    return again.status == 200 && again.body == response.body ? "" : "the same change twice is one change";
}

}  // namespace

std::string broken_law(std::span<const std::uint8_t> bytes) {
    const std::string text(bytes.begin(), bytes.end());
    const read_request given = read(text);
    stage scene{given};
    const std::vector<task> before = scene.tasks();
    const http_request request{
        .method = given.method, .target = given.target, .headers = given.headers, .body = given.body};
    const http_response response = scene.ours.handle(request, now);

    const auto* row = std::find_if(statuses.begin(), statuses.end(),
                                   [&](const status_row& each) { return each.status == response.status; });
    if (row == statuses.end()) return "a documented status";
    if (response.status == 500 && !scene.store.fault) return "500 only where something throws";
    if (std::string law = broken_headers(given.method, response, *row); !law.empty()) return law;
    if (std::string law = broken_body(response, *row); !law.empty()) return law;
    if (response.status >= 300 || given.method == "GET" || given.method == "HEAD" ||
        given.method == "OPTIONS")
        if (scene.tasks() != before) return "no task changed unless the answer is 2xx";
    if (given.method == "PATCH" && response.status == 200) {
        if (std::string law = broken_repetition(scene, request, response); !law.empty()) return law;
        const std::string_view path = given.target.substr(0, given.target.find('?'));
        return broken_task(scene, path, std::string{path.substr(path.rfind('/') + 1)});
    }
    if (response.status == 201)
        return scene.store.has("p1", "new-1") ? broken_task(scene, "/v1/p1/schedule-task/new-1", "new-1")
                                              : "";
    return {};
}

}  // namespace nextfire_test
