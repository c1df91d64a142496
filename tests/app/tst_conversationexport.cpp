// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include <QDateTime>
#include <QDir>
#include <QScopeGuard>
#include <QSignalSpy>

#include "app/conversations/conversationexport.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct Exporting : AppFixture {
    QTemporaryDir folder;
    QString path = folder.filePath(u"conversations.csv"_s);
    ConversationExport run {*link, nullptr};
    QSignalSpy progressed {&run, &ConversationExport::progressed};
    QSignalSpy finished {&run, &ConversationExport::finished};
    QSignalSpy failed {&run, &ConversationExport::failed};

    void start()
    {
        ConversationExport::Words words;
        for (int column = 0; column < ConversationExport::kColumns; ++column)
            words.header.append(u"h%1"_s.arg(column));
        words.yes = u"yes"_s;
        words.no = u"no"_s;
        words.anonymous = u"Visitor"_s;
        words.tier = [](CustomerTier tier) { return tier == CustomerTier::vip ? u"VIP"_s : QString(); };
        words.channel = [](Channel) { return u"Web"_s; };
        words.state = [](ConversationState state) { return state == ConversationState::closed ? u"Closed"_s : u"Open"_s; };
        words.lastSaid = [](const QString& preview) { return preview; };
        run.start(path, fromMillis(1'000), fromMillis(2'000), words);
    }
    /// Empty: there is none.
    QByteArray written() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QStringList lines() const { return QString::fromUtf8(written().mid(3)).split(u"\r\n"_s); }
    QStringList left() const { return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden); }
};

ConversationRow closedRow(quint64 number, const QString& name)
{
    ConversationRow row = testRow(number, name);
    row.state = ConversationState::closed;
    return row;
}

} // namespace

class TestConversationExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyColumnIsWrittenAndNoCellIsAFormula()
    {
        Exporting desk;
        desk.connect();
        desk.start();
        const ListConversations asked = desk.server.mustReceive<ListConversations>();
        QCOMPARE(asked.from, fromMillis(1'000));
        QCOMPARE(asked.to, fromMillis(2'000));
        QVERIFY(!asked.after);
        ConversationRow first = closedRow(1, u"=HYPERLINK(\"http://x\",\"y\")"_s);
        first.verified = true;
        first.tier = CustomerTier::vip;
        first.room = u"+8021, evening"_s;
        first.queueName = u"After, sales"_s;
        first.assigneeName = u"@Wang"_s;
        first.transfers = 2;
        first.issue = u"-refund"_s;
        first.preview = u"two\nlines"_s;
        first.openedAt = fromMillis(1'700'000'000'000);
        first.closedAt = fromMillis(1'700'000'061'000);
        ConversationRow second = testRow(2);
        second.customerName.clear();
        second.preview = u"\t+1"_s;
        desk.server.answer<ListConversations>({{first, second}, 2});
        QCOMPARE(desk.finished.count(), 1);
        QCOMPARE(desk.finished[0][0].toLongLong(), 2);
        QCOMPARE(desk.progressed.last()[1].toLongLong(), 2);
        QVERIFY(desk.written().startsWith("\xEF\xBB\xBFh0,h1,h2"));
        const auto local = [](qint64 millis) {
            return QDateTime::fromMSecsSinceEpoch(millis).toString(u"yyyy-MM-dd HH:mm:ss"_s);
        };
        const QStringList lines = desk.lines();
        QCOMPARE(lines.size(), 4); // the header, two conversations, and nothing after the last end of line
        QCOMPARE(lines[1],
            u"%1,%2,\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",yes,VIP,Web,\"'+8021, evening\",\"After, "
            u"sales\",Closed,'@Wang,2,"
            "'-refund,,,\"two\nlines\""_s.arg(local(1'700'000'000'000), local(1'700'000'061'000)));
        QCOMPARE(lines[2], u",,Visitor,no,,Web,,,Open,,0,,,,'\t+1"_s);
        QVERIFY(lines[3].isEmpty());
    }

    void allPagesAreAskedForUntilTheLast()
    {
        Exporting desk;
        desk.connect();
        desk.start();
        ConversationList page;
        page.total = 203;
        for (quint64 number = 1; number <= 200; ++number)
            page.rows.append(closedRow(number, u"c"_s));
        desk.server.mustReceive<ListConversations>();
        desk.server.answer<ListConversations>(page);
        QCOMPARE(desk.progressed.last()[0].toLongLong(), 200);
        QCOMPARE(desk.progressed.last()[1].toLongLong(), 203);
        QVERIFY(desk.finished.isEmpty());
        QVERIFY(desk.written().isEmpty()); // complete or not there
        QCOMPARE(desk.server.mustReceive<ListConversations>().after, testConversation(200));
        // The server is in need of a moment, and is asked the same again.
        desk.server.refuse<ListConversations>(Code::rateLimited);
        QCOMPARE(desk.server.mustReceive<ListConversations>().after, testConversation(200));
        desk.server.answer<ListConversations>({{closedRow(201, u"d"_s), closedRow(202, u"d"_s), closedRow(203, u"d"_s)}, 203});
        QCOMPARE(desk.finished.count(), 1);
        QCOMPARE(desk.finished[0][0].toLongLong(), 203);
        QCOMPARE(desk.lines().size(), 205);
    }

    void itsOwnerAloneMayReadIt_data()
    {
        QTest::addColumn<bool>("replaces");
        QTest::newRow("a new file") << false;
        QTest::newRow("in place of one that all may read") << true;
    }
    void itsOwnerAloneMayReadIt()
    {
        QFETCH(bool, replaces);
        constexpr QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
            | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
        const mode_t mask = umask(0); // nothing is kept from anybody by chance
        const auto restore = qScopeGuard([mask] { umask(mask); });
        Exporting desk;
        if (replaces) {
            QFile before(desk.path);
            QVERIFY(before.open(QIODevice::WriteOnly));
            QVERIFY(before.setPermissions(before.permissions() | QFileDevice::ReadGroup | QFileDevice::ReadOther));
        }
        desk.connect();
        desk.start();
        desk.server.mustReceive<ListConversations>();
        // Whatever this process has open in the folder, with a name or without.
        int written = 0;
        for (const QString& each : QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System))
            if (const QString open = u"/proc/self/fd/"_s + each;
                QFile::symLinkTarget(open).startsWith(desk.folder.path() + u'/')) {
                ++written;
                QVERIFY(!(QFile::permissions(open) & others));
            }
        QCOMPARE(written, 1);
        desk.server.answer<ListConversations>({{closedRow(1, u"c"_s)}, 1});
        QCOMPARE(desk.finished.count(), 1);
        QVERIFY(QFile::permissions(desk.path) & QFileDevice::ReadOwner);
        QVERIFY(!(QFile::permissions(desk.path) & others));
    }

    void whoCancelsLeavesNoFile()
    {
        Exporting desk;
        desk.connect();
        desk.start();
        desk.server.mustReceive<ListConversations>();
        desk.run.cancel();
        desk.server.answer<ListConversations>({{closedRow(1, u"c"_s)}, 1});
        QVERIFY(desk.server.nothingElse());
        QCOMPARE(desk.finished.count() + desk.failed.count() + desk.progressed.count(), 0);
        QCOMPARE(desk.left(), QStringList());
    }

    void aRefusalLeavesWhatWasThereAsItWas()
    {
        Exporting desk;
        {
            QFile before(desk.path);
            QVERIFY(before.open(QIODevice::WriteOnly));
            before.write("before");
        }
        desk.connect();
        desk.start();
        desk.server.mustReceive<ListConversations>();
        desk.server.refuse<ListConversations>(Code::forbidden);
        QCOMPARE(desk.failed.count(), 1);
        QCOMPARE(desk.failed[0][0].value<Error>().code, Code::forbidden);
        QCOMPARE(desk.written(), QByteArray("before"));
        QCOMPARE(desk.left().size(), 1);
    }

    void aPlaceThatCannotBeWrittenIsAnError()
    {
        Exporting desk;
        desk.path = desk.folder.filePath(u"nowhere/conversations.csv"_s);
        desk.connect();
        desk.start();
        QCOMPARE(desk.failed.count(), 1);
        QCOMPARE(desk.failed[0][0].value<Error>().code, Code::storage);
        QVERIFY(!desk.failed[0][0].value<Error>().detail.isEmpty());
        QVERIFY(desk.server.nothingElse());
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestConversationExport)
#include "tst_conversationexport.moc"
