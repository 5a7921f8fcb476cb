"""Nothing that belongs to one machine, or that promises something later, is in the project's files."""

import re
import unittest

import tracked

# Put together from pieces, so that this file itself passes.
FORBIDDEN = {
    "a path of one machine": r"/wo" r"rk/(main|shared)|\.\./sha" r"red/|/ho" r"me/\w+/",
    "a package registry's host": r"https?://[a-z0-9.-]*(regis" r"try|npm" r"js|mirr" r"or|deb\.deb" r"ian)[a-z0-9.-]*",
    "a promise": r"\b(TO" r"DO|FIX" r"ME|XX" r"X:)",
}
VAGUE_NAMES = {"manager", "helper", "helpers", "util", "utils", "common", "controller"}


def faults(file, text):
    found = []
    for what, pattern in FORBIDDEN.items():
        for match in re.finditer(pattern, text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{file}:{line} has {what}: {match.group()}")
    # What Twilio calls its libraries.
    stem = re.sub("helper.libraries", "", file.rsplit("/", 1)[-1].split(".")[0])
    if VAGUE_NAMES & set(re.split(r"[_-]", stem.lower())):
        found.append(f"{file}: the name says nothing")
    return found


def text_of(path):
    try:
        return path.read_text()
    except UnicodeDecodeError:
        return ""


class WordsTest(unittest.TestCase):
    def test_files_are_free_of_them(self):
        found = []
        for path in tracked.files():
            found += faults(tracked.name(path), text_of(path))
        self.assertEqual([], found, "\n" + "\n".join(found))

    def test_finds_each(self):
        self.assertEqual(1, len(faults("a.md", "see /wo" "rk/main/x")))
        self.assertEqual(1, len(faults("a.json", "https://regis" "try.example.org/")))
        self.assertEqual(1, len(faults("a.cpp", "// TO" "DO: more")))
        self.assertEqual(1, len(faults("src/call_manager.cpp", "")))

    def test_accepts_plain_text(self):
        self.assertEqual([], faults("docs/work.md", "The registrar answers 200 to a REGISTER."))


if __name__ == "__main__":
    unittest.main()
