// SPDX-License-Identifier: GPL-3.0-or-later
#include <QMenu>
#include <QTest>
#include <QToolButton>

#include "tests/ui/deskfixture.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

struct Connected : DeskFixture {
    Connected() { openFirst(); }
    QString connection() const { return find<QToolButton>("connectionButton")->text(); }
    /// The colour that stands out on a button.
    bool shows(const char* button, ColorRole role) const
    {
        const auto* tool = find<QToolButton>(button);
        const QColor wanted = color(role, tool->palette());
        const QImage image = tool->icon().pixmap(tool->iconSize()).toImage();
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                const QColor seen = image.pixelColor(x, y); // a soft edge is nearly of the colour
                if (seen.alpha() > 100 && qAbs(seen.red() - wanted.red()) + qAbs(seen.green() - wanted.green()) < 8)
                    return true;
            }
        return false;
    }
};

} // namespace

class TestConnection final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutTheServerWritingGoesOnAndIsSentOnce()
    {
        Connected desk;
        desk.server.ignoreRest();
        desk.server.loseConnection();
        QTRY_VERIFY2(desk.connection().contains(u"No connection"_s), qPrintable(desk.connection()));
        QVERIFY(!desk.action("conversation.transfer")->isEnabled());
        QVERIFY(!desk.action("presence.online")->isEnabled());
        QVERIFY(desk.action("session.retry")->isEnabled());
        QVERIFY(desk.find<QToolButton>("presenceButton")->text().startsWith(u"Last known"_s));
        desk.type("while away");
        desk.press(Qt::Key_Return);
        desk.type("half a sente");
        QTRY_COMPARE(desk.transcript()->rowCount(), 4);
        QVERIFY2(
            desk.transcript()->spokenRow(3).contains(u"Waiting to be sent"_s), qPrintable(desk.transcript()->spokenRow(3)));
        QVERIFY(!QApplication::activeModalWidget());
        QTest::mouseClick(desk.find<QToolButton>("connectionButton"), Qt::LeftButton); // connect now
        desk.server.welcome();
        const Send send = desk.server.mustReceive<Send>();
        QCOMPARE(std::get<Text>(send.content).text, u"while away"_s);
        desk.server.answer<Send>({testConversation(1), 4, {}});
        QCOMPARE(desk.written(), u"half a sente"_s);
        QCOMPARE(desk.connection(), u"Connected"_s);
        for (int turn = 0; turn < 10; ++turn)
            QCoreApplication::processEvents();
        Send second;
        QVERIFY(!desk.server.take<Send>(second));
        QVERIFY(desk.action("conversation.transfer")->isEnabled());
    }

    void aServerThatCannotStoreIsNotGreenAndWhatWaitsGoesWhenItCan()
    {
        const QString told = u"The server cannot store just now. Messages are kept and sent later."_s;
        Connected desk;
        PresenceRow row;
        row.id = desk.server.me.person;
        row.presence = Presence::online;
        desk.server.says(BoardChanged {BoardName::presence, 0, 1, {row.id.value}, {row}});
        QVERIFY(desk.shows("connectionButton", ColorRole::positive) && desk.shows("presenceButton", ColorRole::positive));
        desk.server.says(Storing {false});
        QCOMPARE(desk.connection(), told);
        QVERIFY(desk.shows("connectionButton", ColorRole::caution));
        for (const char* button : {"connectionButton", "presenceButton"})
            QVERIFY2(!desk.shows(button, ColorRole::positive), button);
        QVERIFY(!desk.action("presence.training")->isEnabled());
        desk.type("kept");
        desk.press(Qt::Key_Return);
        desk.server.mustReceive<Send>();
        desk.server.refuse<Send>(Code::unavailable, 3'600'000); // longer than any test
        desk.server.says(Storing {true});
        QCOMPARE(desk.connection(), u"Connected"_s);
        QVERIFY(desk.shows("connectionButton", ColorRole::positive) && desk.shows("presenceButton", ColorRole::positive));
        QVERIFY(desk.action("presence.training")->isEnabled());
        QCOMPARE(std::get<Text>(desk.server.mustReceive<Send>().content).text, u"kept"_s);
        // A server that has no store yet says so to whoever comes in.
        desk.server.loseConnection();
        QVERIFY(desk.connection().contains(u"No connection"_s));
        desk.desk->link.retryNow();
        Q_EMIT desk.server.transport.opened();
        desk.server.mustReceive<Hello>();
        desk.server.refuse<Hello>(Code::unavailable);
        QCOMPARE(desk.connection(), told);
        QVERIFY(desk.shows("connectionButton", ColorRole::caution));
        desk.connectAgain();
        QCOMPARE(desk.connection(), u"Connected"_s);
    }

    void whatNeedsTheConnectionSaysSoWhileThereIsNone()
    {
        const QString whyNot = u"Not while there is no connection."_s;
        Connected desk;
        const auto tips = [&desk] {
            QStringList said;
            for (const char* button : {"transferButton", "followUpButton", "closeButton", "pictureButton"})
                said.append(desk.find<QToolButton>(button)->toolTip());
            for (const QAction* each : desk.find<QToolButton>("presenceButton")->menu()->actions())
                if (each->objectName().startsWith("presence."_L1)) // what is a setting of this desk needs no connection
                    said.append(each->toolTip());
            return said;
        };
        const QStringList before = tips();
        QVERIFY(!before.contains(whyNot));
        desk.server.loseConnection();
        QCOMPARE(tips(), QStringList(before.size(), whyNot));
        QVERIFY(desk.action("conversation.accept")->toolTip() != whyNot); // with a connection it could not be done either
        desk.action("look.chinese")->trigger();
        QTRY_VERIFY(!tips().contains(whyNot));
        QCOMPARE(tips(), QStringList(before.size(), tips().first())); // in the other language, and still why
        desk.action("look.english")->trigger();
        QTRY_COMPARE(tips(), QStringList(before.size(), whyNot));
        desk.connectAgain();
        QCOMPARE(tips(), before);
    }
};

QTEST_MAIN(TestConnection)
#include "tst_connection.moc"
