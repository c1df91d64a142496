# SPDX-License-Identifier: GPL-3.0-or-later
"""The tracked text files of a checkout, and what rules report about them."""
import pathlib
import re
import subprocess
from dataclasses import dataclass

CODE = (".h", ".cpp")
NO_SPDX = (".json", ".md", ".ts", ".svg", ".txt", ".jsonl", ".csv", ".supp", ".sql", ".html", ".yml", ".ui", ".png")


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.text}"


def read_tree(root):
    """Path from the root → text, for every file that git knows or would add; what is no text is left out."""
    listed = subprocess.run(["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "-co", "--exclude-standard", "-z"],
                            capture_output=True)
    if listed.returncode == 0:
        names = [n for n in listed.stdout.decode().split("\0") if n]
    else:  # a copy without git's folder
        names = [str(p.relative_to(root)) for p in pathlib.Path(root).rglob("*")
                 if p.is_file() and not {"build", "node_modules", ".git"} & set(p.relative_to(root).parts)]
    files = {}
    for name in sorted(names):
        path = pathlib.Path(root, name)
        if not path.is_file() or path.is_symlink():
            continue
        try:
            files[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return files


def is_code(path):
    return path.endswith(CODE)


def in_layer(path, *layers):
    return any(path == layer or path.startswith(layer + "/") for layer in layers)


def without_comments(text):
    """Comments blanked, line numbers and strings kept."""
    pattern = re.compile(r'R"\w*\([\s\S]*?\)\w*"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*[\s\S]*?\*/')

    def blank(match):
        token = match.group(0)
        return re.sub(r"[^\n]", " ", token) if token.startswith("/") else token

    return pattern.sub(blank, text)


def each_match(path, text, pattern, message):
    for match in re.finditer(pattern, text):
        yield Finding(path, text.count("\n", 0, match.start()) + 1, message.format(match.group(0).strip()[:60]))
