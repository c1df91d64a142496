# SPDX-License-Identifier: GPL-3.0-or-later
"""SQL in the common subset of SQLite and PostgreSQL, constant, and migrations that never change once released."""
import hashlib
import re

from tree import Finding, each_match, in_layer, is_code, without_comments

ONE_ENGINE = (r"(?i)\bINSERT\s+OR\s+\w+|\bREPLACE\s+INTO\b|\bAUTOINCREMENT\b|\bWITHOUT\s+ROWID\b|(?<![\w.])rowid\b|\bIFNULL\s*\(|"
              r"\b(?:datetime|strftime|julianday)\s*\(|\bGLOB\b|\bPRAGMA\b|\bATTACH\s+DATABASE\b|\blast_insert_rowid\b|"
              r"\bSERIAL\b|\bRETURNING\s+xmax\b|::\s*(?:text|int|bigint)\b|\bILIKE\b|\bLIMIT\s+\d+\s*,")
STATEMENT = re.compile(r"(?i)^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH|PRAGMA|BEGIN|VACUUM)\b")
# The cache of the desktop is SQLite for good; the server speaks SQLite's own words where it opens the file.
ENGINE_FILES = ("server/log/database.", "server/log/migrator.", "app/cache/", "server/backup/")
CHECKSUMS = "tests/rules/migrations.sha256"


def literals(text):
    """Neighbouring string literals of a C++ source, joined, with their offset."""
    one = r'(?:u8?|LR|uR|R)?"(?:[^"\\\n]|\\.)*"'
    for match in re.finditer(rf"{one}(?:\s*{one})*", text):
        yield match.start(), match.end(), "".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', match.group(0)))
    for match in re.finditer(r'R"(\w*)\(([\s\S]*?)\)\1"', text):
        yield match.start(), match.end(), match.group(2)


def common_subset(files):
    """No word that only one engine knows."""
    for path, text in files.items():
        if path.endswith(".sql") and "/migrations/" in path:
            yield from each_match(path, re.sub(r"--[^\n]*", "", text), ONE_ENGINE, "{}: not in the common subset")
        if is_code(path) and in_layer(path, "server", "app") and not path.startswith(ENGINE_FILES):
            bare = without_comments(text)
            for start, _, literal in literals(bare):
                found = STATEMENT.match(literal) and re.search(ONE_ENGINE, literal)
                if found:
                    yield Finding(path, bare.count("\n", 0, start) + 1, f"{found.group(0)}: not in the common subset")


def constant_statements(files):
    """Values are bound, never built into a statement."""
    for path, text in files.items():
        if not is_code(path) or not in_layer(path, "server", "app"):
            continue
        bare = without_comments(text)
        for start, end, literal in literals(bare):
            if not re.match(r"(?i)^\s*(?:SELECT\s.+\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s)", literal, re.S):
                continue
            if re.match(r"(?:_s|_L1)?\)?\s*(?:\.arg\(|\+|%(?!=))", bare[end:end + 40]):
                yield Finding(path, bare.count("\n", 0, start) + 1, "a statement built from pieces")


def migrations(files):
    """Numbers are dense from 0001; a released migration is never edited (tests/rules/migrations.sha256)."""
    found = sorted(p for p in files if re.search(r"server/log/migrations/\d+_\w+\.sql$", p))
    for index, path in enumerate(found, 1):
        if not path.split("/")[-1].startswith(f"{index:04d}_"):
            yield Finding(path, 0, f"number {index:04d} is missing or doubled")
    released = dict(reversed(line.split()) for line in files.get(CHECKSUMS, "").splitlines() if line.strip() and line[0] != "#")
    for path, digest in released.items():
        if path not in files:
            yield Finding(path, 0, "a released migration is gone")
        elif hashlib.sha256(files[path].encode()).hexdigest() != digest:
            yield Finding(path, 0, "a released migration was edited; append a new one")


RULES = [common_subset, constant_statements, migrations]
