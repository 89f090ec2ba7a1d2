// What is behind the headers of fmt, once, in the namespace that the target nextfire_fmt gives it.  A program
// that has an fmt of its own, of whatever version, keeps it: no name here is a name there.
#include <fmt/format-inl.h>

FMT_BEGIN_NAMESPACE
namespace detail {
// The templates that the headers name and do not show.
template void buffer<char>::append(const char*, const char*);
template void vformat_to(buffer<char>&, string_view, basic_format_args<buffer_context<char>>, locale_ref);
template char decimal_point_impl(locale_ref);
template thousands_sep_result<char> thousands_sep_impl(locale_ref);
}
FMT_END_NAMESPACE
