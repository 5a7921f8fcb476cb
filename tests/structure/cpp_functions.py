"""Finds the function bodies of a C++ text by its braces: enough for code that clang-format laid out."""

import re

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"([^()\s\\]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<!\w)\'(?:\\.|[^\'\\\n])*\'|^[ \t]*#(?:\\\n|[^\n])*',
    re.S | re.M,
)
TYPE = re.compile(r"\b(class|struct|union|enum)\b")


def without_text(source):
    """`source` with comments, literals and directives blanked, its lines kept."""
    return TOKEN.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), source)


def _kind(head, scope):
    if re.search(r"\b(namespace|extern)\b", head):
        return "namespace"
    if scope in ("namespace", "type"):
        if TYPE.search(head) and not re.search(r"\)\s*(const|noexcept|override|final|->.*)?\s*$", head):
            return "type"
        if "(" in head and not re.search(r"=\s*$", head):
            return "function"
    return "block"


def lengths(source):
    """(line of the head, lines from head to closing brace) of every function."""
    text = without_text(source)
    scopes, found, begin, parens = [("namespace", 0)], [], 0, 0
    for match in re.finditer(r"[{}();]", text):
        sign, at = match.group(), match.start()
        if sign in "()":
            parens += 1 if sign == "(" else -1
        elif parens > 0:
            continue  # a lambda or an initialiser among arguments
        elif sign == "{":
            scopes.append((_kind(text[begin:at], scopes[-1][0]), begin))
            begin = at + 1
        else:
            if sign == "}" and len(scopes) > 1:
                kind, head = scopes.pop()
                if kind == "function":
                    head += len(text[head:]) - len(text[head:].lstrip())
                    first = text.count("\n", 0, head) + 1
                    found.append((first, text.count("\n", 0, at) + 2 - first))
            begin = at + 1
    return found
