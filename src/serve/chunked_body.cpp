#include "serve/chunked_body.hpp"

#include "serve/header_words.hpp"
#include "serve/request_head.hpp"

#include <algorithm>
#include <optional>

namespace nextfire::cli {
namespace {

constexpr std::size_t most_digits = 8;

std::optional<std::size_t> hex_digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<std::size_t>(c - '0');
    if (to_lower(c) >= 'a' && to_lower(c) <= 'f') return static_cast<std::size_t>(to_lower(c) - 'a' + 10);
    return std::nullopt;
}

bool is_trailer(std::string_view line) {
    const std::size_t colon = line.find(':');
    return colon != std::string_view::npos && is_http_token(line.substr(0, colon));
}

}  // namespace

std::size_t chunked_body::take(std::string_view encoded) {
    std::size_t at = 0;
    while (at < encoded.size() && progress_ == chunk_progress::unfinished) {
        if (place_ == place::data) {
            const std::size_t bytes = std::min(left_, encoded.size() - at);
            text_.append(encoded, at, bytes);
            at += bytes;
            left_ -= bytes;
            if (left_ == 0) place_ = place::data_return;
        } else if (!take_one(encoded[at++]) && progress_ == chunk_progress::unfinished) {
            progress_ = chunk_progress::malformed;
        }
    }
    return at;
}

/// Takes a character that is no part of a chunk's data; says whether it may stand there.
bool chunked_body::take_one(char c) {
    switch (place_) {
        case place::size:
            return take_size(c);
        case place::blank:
        case place::extension:
            return take_extension(c);
        case place::size_feed:
            return start_chunk(c);
        case place::data_return:
            place_ = place::data_feed;
            return c == '\r';
        case place::data_feed:
            place_ = place::size;
            return c == '\n';
        case place::trailer:
            return take_trailer(c);
        case place::trailer_feed:
            return end_trailer(c);
        case place::data:
            break;
    }
    return false;
}

bool chunked_body::take_size(char c) {
    if (const std::optional<std::size_t> digit = hex_digit(c)) {
        left_ = left_ * 16 + *digit;
        return ++digits_ <= most_digits;
    }
    if (digits_ == 0) return false;
    if (c == '\r') {
        place_ = place::size_feed;
        return true;
    }
    place_ = place::blank;
    return take_extension(c);
}

bool chunked_body::take_extension(char c) {
    if (++extension_bytes_ > most_extension_bytes) return false;
    if (place_ == place::blank) {
        if (c == ';') place_ = place::extension;
        return c == ';' || c == ' ' || c == '\t';
    }
    if (c == '\r') place_ = place::size_feed;
    return c == '\r' || is_plain(c);
}

bool chunked_body::start_chunk(char c) {
    if (c != '\n') return false;
    if (left_ > most_body_bytes_ - text_.size()) {
        progress_ = chunk_progress::too_long;
        return false;
    }
    digits_ = 0;
    place_ = left_ == 0 ? place::trailer : place::data;
    return true;
}

bool chunked_body::take_trailer(char c) {
    if (++trailer_bytes_ > most_trailer_bytes_) return false;
    if (c == '\r') {
        place_ = place::trailer_feed;
        return true;
    }
    trailer_ += c;
    return is_plain(c) && trailer_.size() + 2 <= most_line_bytes;
}

bool chunked_body::end_trailer(char c) {
    if (c != '\n' || ++trailer_bytes_ > most_trailer_bytes_) return false;
    if (trailer_.empty()) {
        progress_ = chunk_progress::whole;
        return true;
    }
    const bool is_right = ++trailers_ <= most_headers && is_trailer(trailer_);
    trailer_.clear();
    place_ = place::trailer;
    return is_right;
}

}  // namespace nextfire::cli
