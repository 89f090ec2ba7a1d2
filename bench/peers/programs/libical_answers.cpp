// Answers with libical; the schedule is a local DTSTART and a rule of RFC 5545, with a space between them.
//
// An iterator a question, told where to start, so that it does not walk there from DTSTART.  It goes by the wall, and the
// zone is asked about what it finds: told to start in a zone, it leaves out what is another day in UTC.
#include "answering.hpp"

#include <libical/ical.h>

namespace {

class asked_rule {
public:
    asked_rule(icaltimetype begin, icalrecurrencetype rule, icaltimezone* zone)
        : begin_(begin), rule_(rule), zone_(zone) {}

    [[nodiscard]] std::optional<std::int64_t> next(std::int64_t after) const {
        const std::unique_ptr<icalrecur_iterator, void (*)(icalrecur_iterator*)> iterator{
            icalrecur_iterator_new(rule_, begin_), icalrecur_iterator_free};
        icaltimetype asked = icaltime_from_timet_with_zone(after, 0, zone_);
        asked.zone = nullptr;
        if (icaltime_compare(asked, begin_) > 0 && icalrecur_iterator_set_start(iterator.get(), asked) == 0)
            return std::nullopt;
        for (;;) {
            const icaltimetype local = icalrecur_iterator_next(iterator.get());
            if (icaltime_is_null_time(local) != 0) return std::nullopt;
            const std::int64_t at = icaltime_as_timet_with_zone(local, zone_);
            if (at > after) return at;
        }
    }

private:
    icaltimetype begin_;
    icalrecurrencetype rule_;
    icaltimezone* zone_;
};

std::optional<asked_rule> make(const std::string& text, const std::string& name) {
    const std::size_t space = text.find(' ');
    icaltimezone* zone = icaltimezone_get_builtin_timezone(name.c_str());
    if (space == std::string::npos || zone == nullptr) return std::nullopt;
    const icaltimetype begin = icaltime_from_string(text.substr(0, space).c_str());
    const icalrecurrencetype rule = icalrecurrencetype_from_string(text.substr(space + 1).c_str());
    if (rule.freq == ICAL_NO_RECURRENCE || icaltime_is_null_time(begin) != 0) return std::nullopt;
    return std::optional<asked_rule>{std::in_place, begin, rule, zone};
}

}  // namespace

int main(int argc, char** argv) {
    return nextfire_peers::answer(argc, argv, "libical " ICAL_VERSION, make);
}
