"""docs/compatibility.md says of each row of tests/compatibility/ which tests show it: they are there, and the page is the
rows'. RINGBACK_UPDATE_DOCS=1 writes the page anew."""

import os
import re
import unittest

import tracked

HEAD = """# What of TwiML works

Each element and attribute that Twilio has, but for those that need a service of Twilio's cloud, and the tests that show it
to work. Where it does not, a notice on the call says so (*told*), and the rest of the document runs; a row without a test is
not claimed at all. What becomes of each in a document is in [twiml.md](twiml.md). The rows are
those of `tests/compatibility/twiml.tsv`, and this page is made of them (`RINGBACK_UPDATE_DOCS=1`, see CONTRIBUTING.md).

"""


def rows():
    lines = (tracked.ROOT / "tests/compatibility/twiml.tsv").read_text().splitlines()[1:]
    for line in lines:
        element, attribute, use, tests = line.split("\t")
        # A row that begins with a tilde has no effect but the notice which its tests see.
        told = tests.startswith("~")
        yield element, attribute, use, [test for test in tests.lstrip("~").split("; ") if test], told


def tests_of_sources():
    """`Suite.Test` of GoogleTest, and `file: name` of Node's runner, as far as names are constant."""
    found = set()
    for path in tracked.files():
        name = tracked.name(path)
        if name.endswith("_test.cpp"):
            for suite, test in re.findall(r"^TEST(?:_[FP])?\((\w+), (\w+)\)", path.read_text(), re.M):
                found.add(f"{suite}.{test}")
        if name.startswith("tests/interop/") and name.endswith(".test.js"):
            stem = name.rsplit("/", 1)[1].removesuffix(".test.js")
            for quote, test in re.findall(r"""^\s*test\((['"`])(.*?)(?<!\\)\1,""", path.read_text(), re.M):
                found.add(f"{stem}: " + test.replace("\\'", "'"))
    return found


def page():
    out = []
    works = told_rows = all_rows = 0
    verb = ""
    for element, attribute, use, tests, told in rows():
        if element.split(">")[0] != verb:
            verb = element.split(">")[0]
            out.append(f"\n## `<{verb}>`\n\n| element | attribute | use | shown by |\n| --- | --- | --- | --- |\n")
        all_rows += 1
        works += bool(tests) and not told
        told_rows += told
        shown = "<br>".join(f"`{test}`" for test in tests) or "not yet"
        shown = "*told*: " + shown if told else shown
        out.append(f"| `{element}` | `{attribute}` | {use} | {shown} |\n")
    return HEAD + f"{works} of {all_rows} rows are shown, {told_rows} are told.\n" + "".join(out)


class CompatibilityTest(unittest.TestCase):
    def test_the_tests_that_are_named_are_there(self):
        known = tests_of_sources()
        missing = sorted({test for row in rows() for test in row[3] if test not in known})
        self.assertEqual(missing, [])

    def test_the_page_is_made_of_the_rows(self):
        file = tracked.ROOT / "docs/compatibility.md"
        if os.environ.get("RINGBACK_UPDATE_DOCS"):
            file.write_text(page())
        self.assertEqual(file.read_text(), page())


if __name__ == "__main__":
    unittest.main()
