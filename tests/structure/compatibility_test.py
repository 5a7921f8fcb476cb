"""docs/compatibility.md and docs/rest.md say of each row of tests/compatibility/ which tests show it: they are there, and the
pages are the rows'. RINGBACK_UPDATE_DOCS=1 writes the pages anew."""

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


REST_HEAD = """# What of the REST API works

Each operation that Twilio's document of the API has for voice, and the tests that show it to work. A row without a test is
not claimed to, and one marked *refused* answers with an error that says why. Beside these tests, every answer of the unit
tests and of the interop tests is held against the forms of `tests/compatibility/rest_members.tsv`, as strictly as the typed
libraries decode; the interop tests ask for each operation through Twilio's Node library and by curl. The rows are those of
`tests/compatibility/rest.tsv`, and this page is made of them (`RINGBACK_UPDATE_DOCS=1`, see CONTRIBUTING.md).

Paths are below `/2010-04-01/`; each is there as `.json`, `.xml`, `.csv` and, for XML, without an extension.

"""


def lines_of(name):
    """Rows of a table: its columns, of which the last is a list of tests, behind a tilde if they see but a notice."""
    for line in (tracked.ROOT / "tests/compatibility" / name).read_text().splitlines()[1:]:
        *columns, tests = line.split("\t")
        yield *columns, [test for test in tests.lstrip("~").split("; ") if test]


def told_of(name):
    lines = (tracked.ROOT / "tests/compatibility" / name).read_text().splitlines()[1:]
    return [line.split("\t")[-1].startswith("~") for line in lines]


def rows():
    for told, (element, attribute, use, tests) in zip(told_of("twiml.tsv"), lines_of("twiml.tsv")):
        yield element, attribute, use, tests, told


def shown(tests):
    return "<br>".join(f"`{test}`" for test in tests) or "not yet"


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
        mark = "*told*: " if told else ""
        out.append(f"| `{element}` | `{attribute}` | {use} | {mark}{shown(tests)} |\n")
    return HEAD + f"{works} of {all_rows} rows are shown, {told_rows} are told.\n" + "".join(out)


def rest_page():
    all_rows = list(lines_of("rest.tsv"))
    refused = told_of("rest.tsv")
    out = ["\n| path | method | operation | use | shown by |\n| --- | --- | --- | --- | --- |\n"]
    for (path, method, operation, use, _, _, tests), is_refused in zip(all_rows, refused):
        short = path.replace("Accounts/{AccountSid}", "…")
        mark = "*refused*: " if is_refused else ""
        out.append(f"| `{short}` | {method} | {operation} | {use} | {mark}{shown(tests)} |\n")
    works = sum(bool(row[-1]) for row in all_rows) - sum(refused)
    return REST_HEAD + f"{works} of {len(all_rows)} rows are shown, {sum(refused)} are refused.\n" + "".join(out)


class CompatibilityTest(unittest.TestCase):
    def test_the_tests_that_are_named_are_there(self):
        known = tests_of_sources()
        named = [row[-1] for name in ("twiml.tsv", "rest.tsv") for row in lines_of(name)]
        missing = sorted({test for tests in named for test in tests if test not in known})
        self.assertEqual(missing, [])

    def test_the_pages_are_made_of_the_rows(self):
        for name, wanted in (("docs/compatibility.md", page()), ("docs/rest.md", rest_page())):
            file = tracked.ROOT / name
            if os.environ.get("RINGBACK_UPDATE_DOCS"):
                file.write_text(wanted)
            self.assertEqual(file.read_text(), wanted)


if __name__ == "__main__":
    unittest.main()
