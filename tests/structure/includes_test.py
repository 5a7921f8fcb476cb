"""Rooms include each other as docs/architecture.md allows, and each library enters by its own door."""

import re
import unittest

import tracked

# Room → the rooms whose headers it may name. `kit` is include/ringback too; `root` are the files of src/ itself.
ALLOWED = {
    "base": "",
    "kit": "",
    "http": "base",
    "store": "base http",
    "media": "base",
    "speech": "base http",
    "call": "base media",
    "sip": "base store call",
    "browser": "base kit http store call",
    "webhook": "base kit http call",
    "twiml": "base speech call webhook",
    "ledger": "base store call",
    "archive": "base http media speech call",
    "routing": "base store call webhook twiml",
    "api": "base kit http store media call webhook twiml archive",
    "cli": "base kit http store media call sip",
    "config": "base http store media speech sip browser webhook api routing",
    "server": "base kit http store media speech call sip browser webhook twiml ledger archive routing api config",
    "api-server": "base kit http",
}
ROOMS = set(ALLOWED) - {"api-server"}

# Library, by how its headers begin → the files that may name it.
DOORS = {
    "spdlog/": r"src/base/log\.cpp",
    "fmt/": r"src/base/log\.cpp",
    "prometheus/": r"src/base/metrics\.cpp",
    "phonenumbers/": r"src/base/.*\.cpp",
    # Not the headers that other rooms see: they would pay for it at every compilation.
    "boost/beast": r"src/http/(?!(message|server|client|certificate)\.hpp).*",
    "curl/": r"src/http/(?!(message|server|client|certificate)\.hpp).*",
    "jwt.h": r"src/kit/.*",
    "srtp2/": r"src/media/transport/.*",
    "soci/": r"(src/store|examples/api-server)/.*",
    "libpq": r"src/store/postgresql(_fixture)?\.[ch]pp",
    "libxml/": r"src/twiml/.*\.cpp",
    "ares.h": r"src/sip/.*\.cpp",
    "flite/": r"src/speech/.*\.cpp",
    "pocketsphinx.h": r"src/speech/.*\.cpp",
    "sphinxbase/": r"src/speech/.*\.cpp",
    "opus.h": r"src/media/sound/.*\.cpp",
    "spandsp/": r"src/media/sound/.*",
    "speex/": r"src/media/sound/.*\.cpp",
    "sndfile.h": r"src/media/sound/.*\.cpp",
    "toml++/": r"src/config/toml_file\.cpp",
}

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]', re.M)


def room_of(file):
    parts = file.split("/")
    if parts[0] == "src" and len(parts) > 2:
        return parts[1]
    if file.startswith("include/ringback/"):
        return "kit"
    if parts[:2] == ["examples", "api-server"]:
        return "api-server"
    if parts[0] == "fuzz":
        return parts[1].split("_")[0]
    return None


def room_of_header(header):
    first = header.split("/")[0]
    if first == "ringback":
        return "kit"
    return first if first in ROOMS and "/" in header else None


def faults(file, text):
    """What `file` with `text` includes that it may not."""
    room = room_of(file)
    found = []
    for header in INCLUDE.findall(text):
        other = room_of_header(header)
        if room and other and other != room and other not in ALLOWED[room].split():
            found.append(f"{file} includes {header}: {room} may include {ALLOWED[room] or 'no other room'}")
        for library, door in DOORS.items():
            if header.startswith(library) and not re.fullmatch(door, file):
                found.append(f"{file} includes {header}, which only {door} may")
    return found


class IncludesTest(unittest.TestCase):
    def test_rooms_include_only_what_the_table_allows(self):
        found = []
        for path in tracked.files(".hpp", ".cpp"):
            found += faults(tracked.name(path), path.read_text())
        self.assertEqual([], found, "\n" + "\n".join(found))

    def test_finds_a_forbidden_room(self):
        self.assertEqual(1, len(faults("src/call/call.cpp", '#include "sip/endpoint.hpp"\n')))
        self.assertEqual(1, len(faults("src/kit/a.cpp", '#include "base/result.hpp"\n')))
        self.assertEqual(1, len(faults("examples/api-server/a.cpp", '  #  include "store/store.hpp"\n')))

    def test_finds_a_library_at_the_wrong_door(self):
        self.assertEqual(1, len(faults("src/api/api.cpp", "#include <boost/beast/http.hpp>\n")))

    def test_accepts_what_is_allowed(self):
        text = '#include "base/result.hpp"\n#include <string>\n#include "media/session.hpp"\n'
        self.assertEqual([], faults("src/call/call.cpp", text))

    def test_every_room_is_in_the_table(self):
        rooms = {room_of(tracked.name(path)) for path in tracked.files(".hpp", ".cpp")} - {None}
        self.assertLessEqual(rooms, set(ALLOWED))


if __name__ == "__main__":
    unittest.main()
