"""Prints how long files and functions are, beside what we aim at; fails on the hard stops alone."""

import unittest

import cpp_functions
import tracked

FILE_STOP = 800
FUNCTION_STOP = 120
SOURCES = (".cpp", ".hpp")


def quantile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0


def is_test(file):
    return file.endswith("_test.cpp") or file.startswith(("tests/", "fuzz/")) or "fake_" in file or "_fixture" in file


class BudgetTest(unittest.TestCase):
    def test_files_and_functions_stay_under_the_hard_stops(self):
        texts = {tracked.name(path): path.read_text() for path in tracked.files(*SOURCES)}
        lines = {file: text.count("\n") for file, text in texts.items()}
        functions = [
            (length, f"{file}:{line}") for file, text in texts.items() for line, length in cpp_functions.lengths(text)
        ]
        self.report(lines, [length for length, _ in functions])
        for length, place in sorted(functions, reverse=True)[:5]:
            print(f"  {length:4} lines: {place}")
        long = [f"{file} has {count} lines" for file, count in lines.items() if count > FILE_STOP]
        long += [f"{place} has a function of {length} lines" for length, place in functions if length > FUNCTION_STOP]
        self.assertEqual([], long, "\n" + "\n".join(long))

    def report(self, lines, functions):
        product = [count for file, count in lines.items() if not is_test(file)]
        tests = [count for file, count in lines.items() if is_test(file)]
        rows = [
            ("file, median", quantile(product, 0.5), "120"),
            ("file, p90", quantile(product, 0.9), "400"),
            ("file, longest", max(lines.values(), default=0), f"{FILE_STOP} (stop)"),
            ("function, median", quantile(functions, 0.5), "8"),
            ("function, p90", quantile(functions, 0.9), "26"),
            ("function, p99", quantile(functions, 0.99), "90"),
            ("function, longest", max(functions, default=0), f"{FUNCTION_STOP} (stop)"),
            ("test : source lines", round(sum(tests) / max(1, sum(product)), 2), "at least 0.8"),
        ]
        print()
        for name, value, aim in rows:
            print(f"  {name:20} {value:>6}   aim {aim}")

    def test_measures_functions(self):
        source = (
            "namespace a {\n"
            "class B {\n  int c() const { return 1; }\n};\n"
            "int f(int x,\n      int y) {\n  if (x) {\n    return y;\n  }\n  return call([] { return 1; });\n}\n"
            'const char* s = "{(";  // {\n'
            "B::B() : x_{1} {\n  go();\n}\n"
            "int g() {\n  return 0;\n}\n}\n"
        )
        measured = dict(cpp_functions.lengths(source))
        self.assertEqual(1, measured[3])
        self.assertEqual(7, measured[5])
        self.assertEqual(3, measured[16])


if __name__ == "__main__":
    unittest.main()
