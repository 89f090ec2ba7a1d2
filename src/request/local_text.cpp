#include "request/local_text.hpp"

#include <nextfire/base/instant.hpp>

namespace nextfire::inline v0::api {

using namespace std::chrono;

std::string format_time(local_seconds local) {
    const std::string text = format_local(local);
    return text.substr(text.find('T') + 1);
}

std::string format_date_and_time(local_seconds local) {
    std::string text = format_local(local);
    text[text.find('T')] = ' ';
    return text;
}

std::string format_date(local_days date) {
    const std::string text = format_local(date);
    return text.substr(0, text.find('T'));
}

}  // namespace nextfire::inline v0::api
