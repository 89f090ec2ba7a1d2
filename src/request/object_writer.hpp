/// Writing an object of JSON, a member after another.
#pragma once

#include "request/json.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace nextfire::inline v0::api {

/// Appends one object to a text.
class object_writer {
public:
    /// Begins the object.
    explicit object_writer(std::string& out) : out_(out) { out_ += '{'; }

    /// Appends a member whose value is JSON already.
    void add_json(std::string_view name, std::string_view json) {
        if (out_.back() != '{') out_ += ',';
        out_ += '"';
        out_ += name;
        out_ += "\":";
        out_ += json;
    }

    /// Appends a text, or `null`.
    void add_text(std::string_view name, std::optional<std::string_view> text) {
        if (!text) return add_json(name, "null");
        add_json(name, {});
        append_json_string(out_, *text);
    }

    /// Appends `true`, `false` or `null`.
    void add_truth(std::string_view name, std::optional<bool> truth) {
        add_json(name, !truth ? "null" : *truth ? "true" : "false");
    }

    /// Ends the object.
    void finish() { out_ += '}'; }

private:
    std::string& out_;
};

}  // namespace nextfire::inline v0::api
