#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each rule finds what is planted for it, and leaves alone what is right."""
import hashlib
import sys
import unittest

import layers
import screen
import sources
import sql

HEAD = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
OLD = "CREATE TABLE a (b BIGINT)\n"
TS = '<TS><context><name>A</name><message><source>Send</source><translation{0}>{1}</translation></message></context></TS>'
PLURAL = ('<TS><context><name>A</name><message numerus="yes"><source>%n day(s)</source><translation>{0}</translation></message>'
          '</context></TS>')

# rule, path, text that breaks it, text that does not
CASES = [
    (layers.includes, "core/base/a.h", '#include "core/domain/role.h"', '#include "core/base/ids.h"'),
    (layers.includes, "core/protocol/a.h", '#include "app/link/link.h"', '#include "core/domain/role.h"'),
    (layers.includes, "server/routing/a.cpp", '#include "app/link/link.h"', '#include "server/log/log.h"'),
    (layers.includes, "server/ticket/a.cpp", '#include "server/order/b.h"', '#include "server/ticket/b.h"'),
    (layers.includes, "server/conversations/a.cpp", '#include "server/routing/b.h"', '#include "server/customers/b.h"'),
    (layers.includes, "server/orders/a.cpp", '#include "server/routing/b.h"', '#include "server/conversations/b.h"'),
    (layers.includes, "app/chat/a.cpp", '#include "app/order/b.h"', '#include "app/link/link.h"'),
    (layers.includes, "app/chat/a.cpp", '#include "ui/chat/b.h"', '#include "core/protocol/send.h"'),
    (layers.includes, "ui/chat/a.cpp", '#include "core/protocol/send.h"', '#include "core/domain/role.h"'),
    (layers.includes, "ui/chat/a.cpp", '#include "app/link/link.h"', '#include "app/chat/chatservice.h"'),
    (layers.includes, "ui/chat/a.cpp", '#include "ui/order/b.h"', '#include "ui/widgets/b.h"'),
    (layers.includes, "ui/widgets/a.cpp", '#include "core/domain/role.h"', '#include "ui/theme/b.h"'),
    (layers.includes, "ui/chat/a.cpp", '#include "b.h"', '#include "ui/chat/b.h"'),
    (layers.includes, "app/link/a.cpp", '#include "app/chat/b.h"', '#include "app/cache/b.h"'),
    (layers.includes, "server/main.cpp", '#include "app/link/link.h"', '#include "server/order/b.h"'),
    (layers.widget_free, "app/chat/a.h", "#include <QWidget>", "#include <QString>"),
    (layers.widget_free, "server/net/a.h", "#include <QImage>", "#include <QTcpSocket>"),
    (layers.widget_free, "core/text/CMakeLists.txt", "LINK Qt6::Gui", "LINK ICU::uc"),
    (layers.no_qobject_in_core, "core/domain/a.h", "class A : public QObject {", "struct A { // no QObject\n};"),
    (layers.no_qobject_in_core, "core/domain/a.cpp", "auto t = std::chrono::system_clock::now();", "auto t = now;"),
    (layers.no_tr_below_ui, "app/chat/a.cpp", 'return tr("Sent");', "return str(1);"),
    (layers.one_settings_file, "ui/shell/a.cpp", "QSettings settings;", "// no QSettings here"),
    (sources.sizes, "core/base/a.cpp", "x\n" * 601, "x\n" * 600),
    (sources.sizes, "ui/shell/mainwindow.cpp", "x\n" * 401, "x\n" * 399),
    (sources.folders, "core/a/b/c/d.h", "", None),
    (sources.licence_line, "core/base/a.cpp", "int a;", HEAD),
    (sources.licence_line, "core/base/a.h", HEAD, HEAD + "#pragma once\n"),
    (sources.habits, "ui/chat/a.cpp", "connect(a, SIGNAL(b()), c, SLOT(d()));", "connect(a, &A::b, c, &C::d);"),
    (sources.habits, "ui/chat/a.cpp", "auto* a = sender();", "message.sender();"),
    (sources.habits, "app/chat/a.cpp", "QCoreApplication::processEvents();", "bool processEvents(Flags flags) override;"),
    (sources.habits, "app/chat/a.cpp", "// TODO later", "// done"),
    (sources.latin_texts, "server/user/a.cpp", 'f("a "\n  "b…"_L1);', 'tr("b…"), "b"_L1, u"b…"_s'),
    (sources.no_shell, "server/image/a.cpp", 'system("ls");', "subsystem(1);"),
    (sources.no_shell, "server/image/a.cpp", 'p.start("sh"_L1, {"-c"});', 'p.start("greenroom-image", {});'),
    (sources.constant_time, "server/user/a.cpp", "if (tokenHash == storedHash)", "if (sodium_memcmp(a, b, 32) == 0)"),
    (sources.constant_time, "server/user/a.cpp", "memcmp(a, b, 32);", "sodium_memcmp(a, b, 32);"),
    (sources.named_tests, "docs/security.md", "`tst_a.b`", "tests/web/security.test.mjs"),
    (sources.no_sleep_in_tests, "tests/core/a.cpp", "QTest::qWait(10);", "QTRY_VERIFY(done);"),
    (sources.no_sleep_in_tests, "tests/web/a.mjs", "await page.waitForTimeout(10)", "await page.waitForSelector('a')"),
    (sources.no_mutants_in_the_product, "server/CMakeLists.txt", "target_compile_definitions(greenroomd PRIVATE GREENROOM_MUTANTS)",
     "target_compile_definitions(greenroomd PRIVATE GREENROOM_VERSION)"),
    (sources.no_mutants_in_the_product, "CMakePresets.json", '"CMAKE_CXX_FLAGS": "-DGREENROOM_MUTANTS"', '"CMAKE_CXX_FLAGS": "-g"'),
    (sources.no_mutants_in_the_product, "core/base/mutant.h", "#define GREENROOM_MUTANTS", "#ifdef GREENROOM_MUTANTS"),
    (sources.no_default_over_enums, "ui/chat/a.cpp",
     "switch (p) {\ncase Presence::online: return 1;\ndefault: return 2;\n}", "switch (p) {\ncase Presence::online: return 1;\n}"),
    (sources.no_default_over_enums, "ui/chat/a.cpp",
     "switch (p) {\ncase Presence::online: {\n}\ndefault: {}\n}", "switch (e->type()) {\ncase QEvent::Close: return 1;\ndefault: return 2;\n}"),
    (sources.nothing_private, "README.md", "see /home/ann/x", "see ../shared/data"),
    (sources.nothing_private, "tests/web/package-lock.json", '"resolved": "https://r/x.tgz"', '"integrity": "sha512-x"'),
    (sources.nothing_private, "tests/web/.npmrc", "registry=https://r/", "audit=false"),
    (screen.plain_labels, "ui/chat/a.cpp", "auto* l = new QLabel(this);\nl->setText(name);", "auto* l = new Label(this);\nl->setText(name);"),
    (screen.plain_labels, "ui/chat/a.cpp", "l->setTextFormat(Qt::RichText);", "auto* p = new QLabel(this);\np->setPixmap(map);"),
    (screen.icons, "ui/theme/CMakeLists.txt", "set(icons actions/22/clock)", None),
    (screen.no_literal_colours, "ui/chat/a.cpp", 'setColor("#ff0000");', "setColor(theme.danger());"),
    (screen.no_literal_colours, "ui/chat/a.cpp", "QColor(255, 0, 0)", "QColor(other)"),
    (screen.no_literal_colours, "ui/chat/a.cpp", "p.setPen(Qt::red);", "p.setPen(Qt::NoPen);"),
    (screen.no_untranslated_text, "ui/chat/a.cpp", 'b->setText(u"Send"_s);', 'b->setText(tr("Send"));'),
    (screen.no_untranslated_text, "ui/chat/a.cpp", 'new QLabel("Send", this)', 'new QLabel(tr("Send"), this)'),
    (screen.no_untranslated_text, "ui/chat/a.cpp", 'b->setToolTip(u"发送"_s);', 'b->setText(u"·"_s);'),
    (screen.translations_whole, "translations/greenroom_zh_CN.ts", TS.format(' type="unfinished"', ""), TS.format("", "发送")),
    (screen.translations_whole, "translations/greenroom_zh_CN.ts", TS.format("", ""), TS.format("", "发送")),
    (screen.translations_fit, "translations/greenroom_zh_CN.ts", TS.format("", "发送 %1"), TS.format("", "发送")),
    (screen.translations_fit, "translations/greenroom_en.ts", TS.format("", "发送"), TS.format("", "Send")),
    (screen.translations_fit, "translations/greenroom_en.ts", PLURAL.format("<numerusform>%n</numerusform>"),
     PLURAL.format("<numerusform>%n day</numerusform><numerusform>%n days</numerusform>")),
    (sql.common_subset, "server/log/migrations/0001_a.sql", "CREATE TABLE a (b INTEGER PRIMARY KEY AUTOINCREMENT)", OLD),
    (sql.common_subset, "server/log/migrations/0001_a.sql", "CREATE TABLE a (b INT) WITHOUT ROWID", "-- WITHOUT ROWID\n" + OLD),
    (sql.common_subset, "server/user/a.cpp", 'q.prepare(u"INSERT OR REPLACE INTO a VALUES (?)"_s);', 'q.prepare(u"INSERT INTO a VALUES (?)"_s);'),
    (sql.common_subset, "server/user/a.cpp", 'q.prepare(u"SELECT a "\n    "FROM b WHERE IFNULL(c, 1)"_s);', 'log("IFNULL(c)");'),
    (sql.common_subset, "server/user/a.cpp", 'q.exec(u"PRAGMA user_version"_s);', 'q.exec(u"SELECT a FROM b"_s);'),
    (sql.constant_statements, "server/user/a.cpp", 'q.exec(u"SELECT a FROM b WHERE c = %1"_s.arg(c));', 'q.prepare(u"SELECT a FROM b WHERE c = ?"_s);'),
    (sql.constant_statements, "server/user/a.cpp", 'q.exec(u"DELETE FROM a WHERE b = "_s + c);', 'q.exec(u"DELETE FROM a"_s);'),
    (sql.migrations, "server/log/migrations/0002_a.sql", OLD, None),
]


class EachRule(unittest.TestCase):
    def test_finds_what_is_planted_and_nothing_else(self):
        for rule, path, bad, good in CASES:
            with self.subTest(rule=rule.__name__, path=path, text=bad[:60]):
                self.assertTrue(list(rule({path: bad})), "not found")
                if good is not None:
                    self.assertEqual(list(map(str, rule({path: good}))), [])

    def test_every_rule_has_a_case(self):
        rules = layers.RULES + sources.RULES + screen.RULES + sql.RULES
        self.assertEqual({r.__name__ for r in rules} - {case[0].__name__ for case in CASES}, set())

    def test_a_full_folder(self):
        self.assertTrue(list(sources.folders({f"core/base/a{n}.h": "" for n in range(sources.MAX_FILES + 1)})))
        pairs = {f"core/base/a{n // 2}.{'h' if n % 2 else 'cpp'}": "" for n in range(2 * sources.MAX_FILES)}
        self.assertFalse(list(sources.folders(pairs)))

    def test_an_icon_that_does_not_travel(self):
        listed = {"ui/theme/CMakeLists.txt": "set(icons actions/22/clock)", "ui/chat/a.cpp": 'icon("clock"_L1);'}
        self.assertFalse(list(screen.icons(listed)))
        self.assertTrue(list(screen.icons({**listed, "ui/shell/actions.cpp": '"", "player-volume"_L1},'})))

    def test_a_soft_size_is_only_told(self):
        self.assertTrue(list(sources.soft_sizes({"core/base/a.h": "x\n" * 81})))

    def test_a_released_migration_edited_or_gone(self):
        path, sums = "server/log/migrations/0001_a.sql", f"{hashlib.sha256(OLD.encode()).hexdigest()}  server/log/migrations/0001_a.sql\n"
        self.assertFalse(list(sql.migrations({path: OLD, sql.CHECKSUMS: sums})))
        self.assertTrue(list(sql.migrations({path: OLD + " ", sql.CHECKSUMS: sums})))
        self.assertTrue(list(sql.migrations({sql.CHECKSUMS: sums})))


if __name__ == "__main__":
    sys.exit(unittest.main())
