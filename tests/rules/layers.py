# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom (ARCHITECTURE.md), and what may not appear below `ui`."""
import re

from tree import Finding, each_match, in_layer, is_code, without_comments

# Each folder, and what it may include besides itself. A name with / at its end is any folder below it.
CORE = ["core/base"]
TEXT = CORE + ["core/text"]
DOMAIN = TEXT + ["core/domain"]
PROTOCOL = DOMAIN + ["core/protocol"]
APP_BASE = ["app/link", "app/cache", "app/settings", "app/workspace"]
SERVER_BASE = ["server/log", "server/blob", "server/net", "server/coordinator"]
FIXED = {
    "core/base": CORE, "core/text": TEXT, "core/domain": DOMAIN, "core/protocol": PROTOCOL,
    **{folder: PROTOCOL + APP_BASE for folder in APP_BASE},
    **{folder: PROTOCOL + SERVER_BASE for folder in SERVER_BASE},
    "server/image": PROTOCOL,
    "app/panels": PROTOCOL + APP_BASE,
    "ui/panels": DOMAIN + ["app/panels", "ui/theme", "ui/widgets", "ui/words"],
    "ui/sound": [],
    "ui/theme": TEXT, "ui/widgets": ["ui/theme", "core/text"], "ui/words": DOMAIN,
    # The frame around the pages: it sees what every page sees, and every page.
    "ui/shell": DOMAIN + ["app/", "ui/"],
}
# What the panels beside the conversation share; features stand on it, the folders of APP_BASE do not.
PANELS = ["app/panels"]
# The spine of the server, lowest first: each of these features stands on those before it, never the other way.
SPINE = ["config", "shops", "auth", "customers", "conversations", "routing", "sessions", "desk"]
# These put the others together: the running server, and its command line.
COMPOSED = ["server/desk", "server/serve", "server/admin"]
# Features that are about another feature.
STANDS_ON = {"app/notifications": ["app/conversations", "app/presence"], "server/media": ["server/image", "server/voice"],
             "server/products": ["server/orders"], "server/reveal": ["server/orders"],
             "server/imports": ["server/knowledge", "server/orders", "server/phrases", "server/products",
                                "server/sending", "server/automatic"]}
# The composer writes with phrases, and by the rules before sending. What is hidden is shown where it stands.
SEES_ALSO = {"ui/conversations": ["app/phrases", "app/sending", "app/reveal", "ui/reveal"],
             "ui/orders": ["app/reveal", "ui/reveal"]}
MAIN = {"app/main.cpp": ["core/", "app/", "ui/"], "app/desktop.h": ["core/", "app/"],
        "server/main.cpp": ["core/", "server/"]}
GUI = re.compile(r"#include <(?:Qt(?:Gui|Widgets)|QWidget|QApplication|QGuiApplication|QPixmap|QImage|QIcon|QColor|QPainter|"
                 r"QPalette|QFont|QAction|QDialog|QLabel|QPushButton|QMainWindow|QMessageBox|QBrush|QPen|QKeySequence|"
                 r"QTextDocument|QClipboard|QCursor|QWindow|QScreen)\b[^>]*>")


def folder_of(path):
    return "/".join(path.split("/")[:2])


def allowed_for(path):
    """What the file at `path` may include, or None where no rule holds (tests)."""
    if path in MAIN:
        return MAIN[path]
    layer, folder = path.split("/")[0], folder_of(path)
    if folder in FIXED:
        return FIXED[folder] + [folder]
    if layer == "app":
        return PROTOCOL + APP_BASE + PANELS + STANDS_ON.get(folder, []) + [folder]
    if folder in COMPOSED:
        return PROTOCOL + ["server/"]
    if layer == "server":
        name = folder.split("/")[-1]
        below = SPINE[:SPINE.index(name)] if name in SPINE else SPINE[:SPINE.index("routing")]
        return PROTOCOL + SERVER_BASE + [f"server/{each}" for each in below] + STANDS_ON.get(folder, []) + [folder]
    if layer == "ui":
        feature = folder.split("/")[-1]
        return DOMAIN + [f"app/{feature}", "app/workspace", "app/panels", "ui/theme", "ui/widgets",
                         "ui/words", "ui/panels", "ui/sound",
                         *SEES_ALSO.get(folder, []), folder]
    return None


def includes(files):
    """Includes follow the table above (ARCHITECTURE.md, Layers) and are written from the root."""
    for path, text in files.items():
        if not is_code(path) or not in_layer(path, "core", "app", "server", "ui"):
            continue
        allowed = allowed_for(path)
        for number, line in enumerate(text.splitlines(), 1):
            match = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not match:
                continue
            target = match.group(1)
            if target.endswith(".moc") or target.startswith(("ui_", "moc_")):
                continue
            if target.split("/")[0] not in ("core", "app", "server", "ui"):
                yield Finding(path, number, f'"{target}" is not written from the root')
            elif allowed is not None and not any(
                    folder_of(target) == each or (each.endswith("/") and target.startswith(each)) for each in allowed):
                yield Finding(path, number, f'{folder_of(path)} may not include "{target}"')


def widget_free(files):
    """core and app never see Gui or Widgets; the server only in the picture helper."""
    for path, text in files.items():
        if is_code(path) and in_layer(path, "core", "app", "server") and path != "app/main.cpp" \
                and not path.startswith("server/image/"):
            yield from each_match(path, text, GUI, "{} below ui")
        if path.endswith("CMakeLists.txt") and in_layer(path, "core"):
            yield from each_match(path, text, r"Qt6::(?:Gui|Widgets|Network|Sql|WebSockets)", "{} linked in core")


def no_qobject_in_core(files):
    """core is values and rules: no QObject, socket, SQL, or clock of its own."""
    pattern = r"\bQ_OBJECT\b|\bQObject\b|#include <Q(?:Tcp|Sql|WebSocket|Network|Timer)|\bsystem_clock::now\b|\bcurrentDateTime"
    for path, text in files.items():
        if is_code(path) and in_layer(path, "core"):
            yield from each_match(path, without_comments(text), pattern, "{} in core")


def no_tr_below_ui(files):
    """Sentences for people are made in ui only."""
    for path, text in files.items():
        if is_code(path) and in_layer(path, "core", "app", "server") and path != "app/main.cpp":
            yield from each_match(path, without_comments(text), r"(?<![\w.>:])tr\(|QCoreApplication::translate\(|QT_TR", "{} below ui")


def one_settings_file(files):
    """QSettings appears in the folder of the one registry only."""
    for path, text in files.items():
        if is_code(path) and in_layer(path, "core", "app", "server", "ui") and not path.startswith("app/settings/"):
            yield from each_match(path, without_comments(text), r"\bQSettings\b", "{} outside app/settings")


RULES = [includes, widget_free, no_qobject_in_core, no_tr_below_ui, one_settings_file]
