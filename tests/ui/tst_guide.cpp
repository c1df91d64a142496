// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

#include "app/settings/settings.h"
#include "ui/shell/actions.h"
#include "ui/shell/language.h"
#include "ui/widgets/actionregistry.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

/// The guides for agents say each key, and no other.
class TestGuide final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theGuideNamesEveryKey_data()
    {
        QTest::addColumn<QString>("guide");
        QTest::newRow("zh_CN") << u"docs/desk.zh.md"_s;
        QTest::newRow("en") << u"docs/desk.md"_s;
    }
    void theGuideNamesEveryKey()
    {
        QFETCH(QString, guide);
        Language language(nullptr);
        language.set(QString::fromLatin1(QTest::currentDataTag()));
        const QTemporaryDir folder;
        const Settings settings(folder.path(), nullptr);
        QWidget window;
        ActionRegistry actions(&window);
        addActions(actions, settings);
        QStringList expected;
        for (const QAction* action : actions.all())
            if (const QString keys = action->shortcut().toString(QKeySequence::PortableText); !keys.isEmpty())
                expected.append(u"| `%1` | %2 |"_s.arg(keys, action->text()));

        QFile file(qEnvironmentVariable("GREENROOM_SOURCE") + u'/' + guide);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
        QStringList written;
        for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n'))
            if (line.startsWith("| `"_L1))
                written.append(line);
        QVERIFY2(written == expected, qPrintable(u"%1 should say:\n%2"_s.arg(guide, expected.join(u'\n'))));
        language.set(u"en"_s);
    }
};

QTEST_MAIN(TestGuide)
#include "tst_guide.moc"
