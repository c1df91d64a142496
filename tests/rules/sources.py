# SPDX-License-Identifier: GPL-3.0-or-later
"""Sizes, folders, headers, and habits of the C++ sources."""
import collections
import re

from tree import NO_SPDX, Finding, each_match, in_layer, is_code, without_comments

WALL = 600
SOFT = {".h": 80, ".cpp": 200}
MAX_DEPTH = 3
MAX_FILES = 20  # of a folder, header and source counted once; about a dozen is meant
# Blocking the thread is what this test is about: timers that fall due while nobody turns the loop.
BLOCKS_ON_PURPOSE = ("tests/server/net/tst_epolldispatcher.cpp", "tests/bench/loadtraffic.cpp")
PRODUCT = ("core", "app", "server", "ui")


def sizes(files):
    """No file above the wall; the main window stays small."""
    for path, text in files.items():
        if not path.endswith((".h", ".cpp", ".js", ".mjs", ".py", ".sh")):
            continue
        lines = text.count("\n")
        wall = 400 if re.search(r"mainwindow\.(cpp|h)$", path) else WALL
        if lines > wall:
            yield Finding(path, lines, f"{lines} lines, the wall is {wall}")


def soft_sizes(files):
    """Only told: files above the soft sizes."""
    for path, text in files.items():
        for ending, soft in SOFT.items():
            if path.endswith(ending) and in_layer(path, *PRODUCT) and text.count("\n") > soft:
                yield Finding(path, text.count("\n"), f"{text.count(chr(10))} lines, soft size {soft}")


def folders(files):
    """Not deeper than three, not more than about a dozen files in one."""
    count = collections.defaultdict(set)
    for path in files:
        parts = path.split("/")
        if not in_layer(path, *PRODUCT, "tests"):
            continue
        if len(parts) - 1 > MAX_DEPTH and not path.startswith("tests/data/"):
            yield Finding(path, 0, f"folders are at most {MAX_DEPTH} deep")
        if is_code(path) and in_layer(path, *PRODUCT):
            count["/".join(parts[:-1])].add(parts[-1].rsplit(".", 1)[0])
    for folder, names in count.items():
        if len(names) > MAX_FILES:
            yield Finding(folder, 0, f"{len(names)} files, at most {MAX_FILES}")


def licence_line(files):
    """Every source begins with its licence."""
    for path, text in files.items():
        if path.endswith((".h", ".cpp", ".js", ".mjs", ".py", ".css")) and not path.endswith(NO_SPDX):
            if "SPDX-License-Identifier: GPL-3.0-or-later" not in "\n".join(text.splitlines()[:3]):
                yield Finding(path, 1, "no SPDX line")
        if path.endswith(".h") and "#pragma once" not in text:
            yield Finding(path, 1, "no #pragma once")


def habits(files):
    """What Qt still offers and this code does not use."""
    patterns = [
        (r"\b(?:SIGNAL|SLOT)\(", "string connect {}"),
        (r"(?<![\w.>])sender\(\)", "{}: connect with what is needed instead"),
        (r"\bconnectSlotsByName\b|(?:QCoreApplication::|qApp->)processEvents\(|\bwaitForFinished\(\)", "{}"),
        (r"\bqDebug\(\)|\bstd::cerr\b", "{}: logs go through a category"),
        (r"\bclass \w+\s*(?:final)?\s*:\s*public QThread\b", "a QThread subclass"),
        (r"\bTODO\b|\bFIXME\b|\bXXX\b", "{} in a product that is finished or is not"),
    ]
    for path, text in files.items():
        if not is_code(path) or not in_layer(path, *PRODUCT):
            continue
        bare = without_comments(text)
        for pattern, message in patterns:
            yield from each_match(path, text if "TODO" in pattern else bare, pattern, message)


def latin_texts(files):
    """A _L1 text is read byte by byte: beyond ASCII it comes out as something else. tr()'s own texts are UTF-8."""
    for path, text in files.items():
        if is_code(path) and in_layer(path, *PRODUCT):
            for match in re.finditer(r'(?<!u)((?:"(?:[^"\\\n]|\\.)*"\s*)+)_L1', without_comments(text)):
                if not match.group(1).isascii():
                    yield Finding(path, text.count("\n", 0, match.start()) + 1, "a _L1 text beyond ASCII")


def no_shell(files):
    """No shell between us and another program."""
    pattern = r"(?<![\w.>:])(?:std::)?system\(|\bpopen\(|\bstartCommand\(|\"(?:/bin/)?(?:ba|da)?sh\"(?:_s|_L1)?\s*,"
    for path, text in files.items():
        if is_code(path) and in_layer(path, *PRODUCT):
            yield from each_match(path, without_comments(text), pattern, "{}: starts a shell")


def constant_time(files):
    """Secrets are compared with sodium_memcmp or crypto_*_verify, never with == or memcmp."""
    word = r"(?:[a-z]\w*)?(?:[Dd]igest|[Tt]okenHash|[Ss]ignature|[Mm]ac|[Ss]ecret|[Pp]assword|tag)\w*(?:\(\))?"
    pattern = rf"\b{word}\s*[=!]=\s*(?!=)\w[\w.>-]*(?:[Dd]igest|[Hh]ash|[Ss]ignature|[Mm]ac|[Ss]ecret|[Pp]assword)\w*|\bmemcmp\(|\bqstrcmp\("
    for path, text in files.items():
        if is_code(path) and in_layer(path, "server", "app", "core"):
            for finding in each_match(path, without_comments(text), pattern, "{}: not in constant time"):
                if "sodium_memcmp(" not in files[path].splitlines()[finding.line - 1]:
                    yield finding


def named_tests(files):
    """Every test that docs/security.md names is there."""
    for line, text in enumerate(files.get("docs/security.md", "").splitlines(), 1):
        for test, function in re.findall(r"`(tst_\w+)\.(\w+)`", text):
            sources = [each for path, each in files.items() if path.endswith(f"/{test}.cpp")]
            if not any(re.search(rf"\b{function}\(\)", each) for each in sources):
                yield Finding("docs/security.md", line, f"there is no {test}.{function}")


def no_sleep_in_tests(files):
    """Tests wait for what they want to see, never for a time."""
    for path, text in files.items():
        if in_layer(path, "tests") and is_code(path) and path not in BLOCKS_ON_PURPOSE:
            yield from each_match(path, without_comments(text), r"\bqWait\(|\bqSleep\(|\bsleep_for\(|\b(?:u|m)?sleep\(", "{} in a test")
        if in_layer(path, "tests") and path.endswith((".js", ".mjs")):
            yield from each_match(path, text, r"\bwaitForTimeout\(", "{} in a test")


def no_mutants_in_the_product(files):
    """Rules can be broken on purpose only in programs of tests/: nothing else is compiled with GREENROOM_MUTANTS."""
    for path, text in files.items():
        if in_layer(path, "tests", "core/base/mutant.h"):  # where it is asked for
            continue
        yield from each_match(path, text, r"GREENROOM_MUTANTS\b", "{} outside tests")
    yield from each_match("core/base/mutant.h", files.get("core/base/mutant.h", ""), r"#\s*(?:define|undef)\s+GREENROOM_MUTANTS", "{}")


def no_default_over_enums(files):
    """A switch over one of our enums lists them all, so that a new value is a warning. Code is open: codes are appended."""
    for path, text in files.items():
        if not is_code(path) or not in_layer(path, *PRODUCT):
            continue
        bare = without_comments(text)
        for match in re.finditer(r"switch\s*\([^{]*\{", bare):
            depth, at = 1, match.end()
            while depth and at < len(bare):
                depth += {"{": 1, "}": -1}.get(bare[at], 0)
                at += 1
            body = bare[match.end():at]
            ours = re.search(r"case (?!Qt::|Q[A-Z]|Code::)(?:greenroom::)?[A-Z]\w+::[a-z]\w+\s*:", body)
            if ours and re.search(r"\bdefault\s*:", body):
                line = bare.count("\n", 0, match.start()) + 1
                yield Finding(path, line, "default: in a switch over our own enum")


def nothing_private(files):
    """No registry's address, no path of one machine in what we hand out."""
    pattern = r"/home/\w+/|/root/|/work/(?!flow)|https?://(?:localhost|10\.|192\.168\.)[^\s\"'`)]*/(?:npm|pypi|artifactory|repository)"
    for path, text in files.items():
        if path.startswith(("tests/rules/", "LICENSE")):
            continue
        yield from each_match(path, text, pattern, "{}: of one machine only")
        if path.endswith("package-lock.json"):
            yield from each_match(path, text, r'"resolved"\s*:\s*"', "{}: says where from; npm asks its own registry")
        if path.endswith(".npmrc"):
            yield from each_match(path, text, r"registry\s*=", "{}")


RULES = [sizes, folders, licence_line, habits, latin_texts, no_shell, constant_time, named_tests, no_sleep_in_tests, no_mutants_in_the_product, no_default_over_enums, nothing_private]
ADVICE = [soft_sizes]
