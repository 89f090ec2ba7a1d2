/// A spec written back as the fields that somebody could have given.
#pragma once

#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/spec/spec_fields.hpp>

#include <array>
#include <optional>
#include <string>
#include <utility>

namespace nextfire::inline v0 {

/// The fields of a spec as text, in canonical spelling: the type in upper case, lists sorted and without
/// repeats, the zone's name in its own spelling, the expiry in UTC.  Fields that were not given have none.
///
///     spec_texts texts{spec};
///     schedule_spec::parse(texts.fields());   // the same spec, from wherever spec had its zone
class spec_texts {
public:
    /// Writes the fields.  Cost: some 200 ns.
    explicit spec_texts(const schedule_spec& spec);

    /// Gives the fields as views into this object.
    [[nodiscard]] schedule_fields fields() const noexcept;

    /// Gives the text of a field, or nullopt.
    [[nodiscard]] const std::optional<std::string>& text(spec_field field) const noexcept {
        return texts_[place_of(field)];
    }

    /// Puts another text in the place of a field's: an expiry by the clock, say.
    void replace(spec_field field, std::string text) { texts_[place_of(field)] = std::move(text); }

    /// Compares all texts.
    friend bool operator==(const spec_texts&, const spec_texts&) = default;

private:
    std::array<std::optional<std::string>, spec_fields.size()> texts_;
};

}  // namespace nextfire::inline v0
