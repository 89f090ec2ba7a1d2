"""nextfire from Python, by ctypes alone: copy this file, and say where the shared library is.

    nextfire = Library("libnextfire_c.so.1")
    nightly = nextfire.parse_cron("30 2 * * *", "unix", "Europe/Berlin")   # bytes, to be kept anywhere
    nextfire.next(nightly, 1774742400)   # 1774746000: 2026-03-29T01:00:00Z, where the clock jumps

Run as a program it asks that and prints the answer: python3 nextfire_ctypes.py LIBRARY.
"""
import ctypes
import sys
from ctypes import POINTER, byref, c_char, c_char_p, c_int32, c_int64, c_size_t, c_uint8, c_uint32, c_uint64

NONE = -(2**63)
OK, REFUSED = 0, 1
NOTATIONS = {"json": 0, "quartz": 1, "unix": 2, "spring": 3, "aws": 4}
CODES = ["", "missing", "malformed", "out_of_range", "unknown_name", "wrong_type", "never_fires", "not_expressible",
         "too_long", "unreadable"]


class Violation(ctypes.Structure):
    _fields_ = [("code", c_int32), ("column", c_uint32), ("field", POINTER(c_char)), ("field_size", c_size_t),
                ("message", POINTER(c_char)), ("message_size", c_size_t)]


class Report(ctypes.Structure):
    _fields_ = [("struct_size", c_size_t), ("violations", POINTER(Violation)), ("capacity", c_size_t),
                ("text", POINTER(c_char)), ("text_capacity", c_size_t), ("count", c_size_t), ("total", c_size_t),
                ("text_needed", c_size_t)]


class Refused(ValueError):
    """A text or a definition is wrong; `violations` are all reasons, each (code, field, column or None, message)."""

    def __init__(self, violations):
        super().__init__("; ".join(message for _, _, _, message in violations))
        self.violations = violations


class Library:
    def __init__(self, path):
        library = ctypes.CDLL(path)
        self._library = library
        library.nextfire_tzdata_version.restype = c_char_p
        library.nextfire_parse.argtypes = [c_int32, c_char_p, c_size_t, c_char_p, c_size_t, POINTER(c_uint8), c_size_t,
                                           POINTER(c_size_t), POINTER(Report)]
        for name in ("nextfire_next", "nextfire_prev"):
            getattr(library, name).argtypes = [c_char_p, c_size_t, c_int64, POINTER(c_int64), POINTER(Report)]
        library.nextfire_count.argtypes = [c_char_p, c_size_t, c_int64, c_int64, POINTER(c_uint64), POINTER(Report)]
        library.nextfire_describe.argtypes = [c_char_p, c_size_t, c_int32, POINTER(c_char), c_size_t, POINTER(c_size_t),
                                              POINTER(Report)]
        library.nextfire_cron.argtypes = [c_char_p, c_size_t, c_int32, POINTER(c_char), c_size_t, POINTER(c_size_t),
                                          POINTER(c_int32), POINTER(Report)]
        if library.nextfire_abi_version() != 1:
            raise OSError("another version of the ABI than this file knows")

    @property
    def tzdata_version(self):
        return self._library.nextfire_tzdata_version().decode()

    def parse_json(self, text, zone=""):
        """Gives the definition that the JSON of a request means; `zone` is that of a request that names none."""
        return self._parse("json", text, zone)

    def parse_cron(self, text, dialect, zone):
        """Gives the definition that cron text means by the clock of a zone."""
        return self._parse(dialect, text, zone)

    def next(self, definition, after):
        """Gives the first occurrence strictly after an instant, in seconds since 1970, or None."""
        return self._instant(self._library.nextfire_next, definition, after)

    def prev(self, definition, before):
        """Gives the last occurrence strictly before an instant, or None."""
        return self._instant(self._library.nextfire_prev, definition, before)

    def count(self, definition, begin, end):
        """Counts the occurrences at or after `begin` and before `end`."""
        count = c_uint64()
        self._call(self._library.nextfire_count, definition, len(definition), begin, end, byref(count))
        return count.value

    def describe(self, definition, language=0):
        """Says in one sentence what a definition means: in English, or with 1 in Chinese."""
        return self._text(self._library.nextfire_describe, definition, language)

    def cron(self, definition, dialect):
        """Gives cron text and whether it is exact."""
        fidelity = c_int32()
        return self._text(self._library.nextfire_cron, definition, NOTATIONS[dialect], byref(fidelity)), not fidelity.value

    def _parse(self, notation, text, zone):
        text, zone = text.encode(), zone.encode()
        definition, size = (c_uint8 * 160)(), c_size_t()
        self._call(self._library.nextfire_parse, NOTATIONS[notation], text, len(text), zone, len(zone), definition,
                   len(definition), byref(size))
        return bytes(definition[:size.value])

    def _instant(self, function, definition, instant):
        found = c_int64()
        self._call(function, definition, len(definition), instant, byref(found))
        return None if found.value == NONE else found.value

    def _text(self, function, definition, choice, *more):
        text, size = ctypes.create_string_buffer(8192), c_size_t()
        self._call(function, definition, len(definition), choice, text, len(text), byref(size), *more)
        return text.raw[:size.value].decode()

    def _call(self, function, *arguments):
        violations, text = (Violation * 64)(), ctypes.create_string_buffer(32768)
        report = Report(ctypes.sizeof(Report), violations, len(violations),
                        ctypes.cast(text, POINTER(c_char)), len(text), 0, 0, 0)
        status = function(*arguments, byref(report))
        if status == REFUSED:
            raise Refused([(CODES[each.code], each.field[:each.field_size].decode(), each.column or None,
                            each.message[:each.message_size].decode()) for each in violations[:report.count]])
        if status != OK:
            raise RuntimeError(f"nextfire: status {status}")


if __name__ == "__main__":
    nextfire = Library(sys.argv[1])
    nightly = nextfire.parse_cron("30 2 * * *", "unix", "Europe/Berlin")
    print(nextfire.describe(nightly))
    print(nextfire.next(nightly, 1774742400), nextfire.prev(nightly, 1774746000),
          nextfire.count(nightly, 1767225600, 1798761600))
    try:
        nextfire.parse_cron("61 2 * * *", "unix", "Europe/Berlin")
    except Refused as refused:
        print(refused)
