# SPDX-License-Identifier: GPL-3.0-or-later
"""What people see: colours by role, texts through tr(), translations whole."""
import re
import xml.etree.ElementTree as ET

from tree import Finding, each_match, in_layer, is_code, without_comments


def no_literal_colours(files):
    """Colours come from ui/theme by their role."""
    pattern = (r"\"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3}(?:[0-9a-fA-F]{2})?)?\"|\bQColor\s*[({]\s*[\d\"u]|\bqRgba?\(\s*\d|"
               r"\bQt::(?:red|green|blue|black|white|yellow|cyan|magenta|gray|lightGray|darkGray|darkRed|darkGreen|darkBlue)\b|"
               r"(?:color|background)\s*:\s*#")
    for path, text in files.items():
        if in_layer(path, "ui") and not path.startswith("ui/theme/") and (is_code(path) or path.endswith(".ui")):
            yield from each_match(path, without_comments(text), pattern, "{}: a colour outside ui/theme")


def no_untranslated_text(files):
    """What is shown passes through tr()."""
    setter = (r"(?:setText|setWindowTitle|setToolTip|setStatusTip|setPlaceholderText|setTitle|setAccessibleName|addTab|setLabelText|"
              r"setInformativeText|setAccessibleDescription|addAction|addMenu|setHeaderData)")
    label = r"(?:new |\b)(?:QLabel|QPushButton|QCheckBox|QRadioButton|QGroupBox|QAction|QToolButton)"
    literal = r"\s*[({]\s*(?:u|QStringLiteral\(u?)?\"[^\"\n]*[A-Za-z\u4e00-\u9fff]{2}[^\"\n]*\""
    for path, text in files.items():
        if in_layer(path, "ui") and is_code(path):
            yield from each_match(path, without_comments(text), f"(?:{setter}|{label}){literal}", "{}: not through tr()")
        if in_layer(path, "ui") and path.endswith(".ui"):
            for match in re.finditer(r'<string notr="true">[^<]*[A-Za-z\u4e00-\u9fff]{2}', text):
                yield Finding(path, text.count("\n", 0, match.start()) + 1, "a text marked notr")


def icons(files):
    """The icons that travel with the program are those that are asked for: no other, and none is missing."""
    listed = set(re.findall(r"\b(?:actions|status|devices)/\d+/([\w-]+)", files.get("ui/theme/CMakeLists.txt", "")))
    if not listed:
        return
    sources = {path: text for path, text in files.items() if is_code(path) and in_layer(path, "ui", "app")}
    for name in sorted(listed):
        if not any(f'"{name}"' in text for text in sources.values()):
            yield Finding("ui/theme/CMakeLists.txt", 0, f"the icon {name} is asked for by nobody")
    for path, text in sources.items():
        asked = r'"([\w-]+)"_L1\}' if path == "ui/shell/actions.cpp" else r'\b(?:icon|EmptyState)\("([\w-]+)"_L1'
        for match in re.finditer(asked, without_comments(text)):
            if match.group(1) not in listed:
                yield Finding(path, 0, f"the icon {match.group(1)} does not travel with the program")


def plain_labels(files):
    """Text is shown by ui/widgets' Label, which is plain; a bare QLabel guesses markup and shows pictures only."""
    for path, text in files.items():
        if not in_layer(path, "ui") or not is_code(path) or path.startswith("ui/widgets/label."):
            continue
        bare = without_comments(text)
        for name in set(re.findall(r"(\w+)\s*(?:=|\(|\{)\s*new QLabel\(", bare)):
            yield from each_match(path, bare, rf"\b{name}->setText\(|\b{name}\s*(?:=|\(|\{{)\s*new QLabel\([^;]*[\"]", "{}: on a bare QLabel")
        yield from each_match(path, bare, r"\bsetTextFormat\(Qt::(?:RichText|AutoText)|\bQMessageBox::(?:information|question|warning|critical)\(", "{}: guesses markup")


def translations_whole(files):
    """Every language file is complete: nothing unfinished, vanished or empty."""
    for path, text in files.items():
        if not path.endswith(".ts") or not in_layer(path, "translations"):
            continue
        for context in ET.fromstring(text.encode()).iter("context"):
            for message in context.iter("message"):
                translation = message.find("translation")
                source = (message.findtext("source") or "")[:50]
                if translation is None or translation.get("type") in ("unfinished", "obsolete", "vanished"):
                    yield Finding(path, 0, f"not translated: {context.findtext('name')}: {source}")
                elif not "".join(translation.itertext()).strip() and not path.endswith("_en.ts"):
                    yield Finding(path, 0, f"empty: {context.findtext('name')}: {source}")


def translations_fit(files):
    """A translation has its source's placeholders, its language's plural forms, and Chinese only in the Chinese file."""
    han = re.compile("[\u3400-\u9fff]")
    for path, text in files.items():
        if not path.endswith(".ts") or not in_layer(path, "translations"):
            continue
        chinese = path.endswith("_zh_CN.ts")
        for message in ET.fromstring(text.encode()).iter("message"):
            source = message.findtext("source") or ""
            translation = message.find("translation")
            forms = [each.text or "" for each in translation.iter("numerusform")] or [translation.text or ""]
            name = source[:50]
            if message.get("numerus") == "yes" and len(forms) != (1 if chinese else 2):
                yield Finding(path, 0, f"{len(forms)} plural forms: {name}")
            if han.search(source) or not chinese and any(han.search(form) for form in forms):
                yield Finding(path, 0, f"Chinese in an English text: {name}")
            for form in forms:
                if form and sorted(set(re.findall(r"%(?:\d+|n)", form))) != sorted(set(re.findall(r"%(?:\d+|n)", source))):
                    yield Finding(path, 0, f"other placeholders than: {name}")


RULES = [no_literal_colours, no_untranslated_text, plain_labels, icons, translations_whole, translations_fit]
