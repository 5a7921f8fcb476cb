"""The files of the project: those that git knows, and new ones that it would take."""

import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
GENERATED = ("package-lock.json",)


def files(*suffixes):
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    paths = (ROOT / name for name in sorted(set(names)))
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]


def name(path):
    return str(path.relative_to(ROOT))
