// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "app/conversations/pinstore.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct Pinning : AppFixture {
    QTemporaryDir config;
    Settings settings {config.path(), nullptr};
    BoardReplica boards {*link, *cache, nullptr};
    PinStore pins {boards, settings, nullptr};

    Pinning()
    {
        pins.setMe(server.me.person);
        connect();
    }
    /// The first `count` conversations stand on this board, of `total`.
    void tell(BoardName board, quint64 count, qint64 total = -1)
    {
        BoardChanged changed {board, 0, total < 0 ? static_cast<qint64>(count) : total, {}, {}};
        for (quint64 number = 1; number <= count; ++number) {
            changed.keys.append(testConversation(number).value);
            changed.rows.append(testRow(number));
        }
        server.says(changed);
    }
    /// The other boards are empty.
    void tellNothingElse()
    {
        for (const BoardName board : {BoardName::mine, BoardName::waiting, BoardName::leftMessages})
            tell(board, 0);
    }
};

} // namespace

class TestPinStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPinIsThatPersonsAndOutlivesTheProgram()
    {
        Pinning desk;
        desk.tell(BoardName::all, 3);
        QSignalSpy changed(&desk.pins, &PinStore::changed);
        QVERIFY(desk.pins.canPin(testConversation(2)));
        QVERIFY(!desk.pins.canPin(testConversation(9)));
        QVERIFY(desk.pins.pin(testConversation(2)));
        QVERIFY(desk.pins.pin(testConversation(3)));
        desk.pins.unpin(testConversation(3));
        QCOMPARE(changed.count(), 3);
        const Settings again(desk.config.path(), nullptr);
        QVERIFY(again.value(setting::pinned, desk.server.me.person.toString()).contains(testConversation(2).toString()));
        PinStore next(desk.boards, desk.settings, nullptr);
        next.setMe(desk.server.me.person);
        QCOMPARE(next.conversations(), QSet {testConversation(2)});
        next.setMe(PersonId(testId(31, 7)));
        QVERIFY(next.conversations().isEmpty());
        next.setMe(desk.server.me.person);
        QVERIFY(next.has(testConversation(2)));
    }

    void whatMeansNothingInTheFileIsNoPin()
    {
        Pinning desk;
        desk.settings.set(
            setting::pinned, desk.server.me.person.toString(), QString(u"zz  "_s + testConversation(1).toString()));
        PinStore next(desk.boards, desk.settings, nullptr);
        next.setMe(desk.server.me.person);
        QCOMPARE(next.conversations(), QSet {testConversation(1)});
    }

    void notMoreThanTwentyButWhatNobodySeesTakesNoRoom()
    {
        Pinning desk;
        desk.tell(BoardName::all, 30, 300);
        for (quint64 number = 1; number <= PinStore::kMost; ++number)
            QVERIFY(desk.pins.pin(testConversation(number)));
        QVERIFY(desk.pins.pin(testConversation(1))); // it is already
        QVERIFY(!desk.pins.pin(testConversation(25)));
        QVERIFY(!desk.pins.has(testConversation(25)));
        QCOMPARE(desk.pins.conversations().size(), PinStore::kMost);
        BoardChanged shorter {BoardName::all, 0, 299, {}, {}};
        for (quint64 number = 2; number <= 30; ++number)
            shorter.keys.append(testConversation(number).value);
        desk.server.says(shorter);
        QVERIFY(desk.pins.pin(testConversation(25)));
        QVERIFY(!desk.pins.has(testConversation(1)));
        QCOMPARE(desk.pins.conversations().size(), PinStore::kMost);
    }

    void whatIsClosedIsForgottenOnceNoBoardHoldsIt()
    {
        Pinning desk;
        desk.tell(BoardName::all, 3);
        desk.tellNothingElse();
        QVERIFY(desk.pins.pin(testConversation(2)) && desk.pins.pin(testConversation(3)));
        desk.tell(BoardName::all, 2);
        QTRY_VERIFY(!desk.pins.has(testConversation(3)));
        QVERIFY(desk.pins.has(testConversation(2)));
        QVERIFY(
            !desk.settings.value(setting::pinned, desk.server.me.person.toString()).contains(testConversation(3).toString()));
    }

    void whatGoesFromOneBoardToAnotherStays()
    {
        Pinning desk;
        desk.tell(BoardName::all, 2);
        desk.tellNothingElse();
        QVERIFY(desk.pins.pin(testConversation(1)) && desk.pins.pin(testConversation(2)));
        QSignalSpy changed(&desk.pins, &PinStore::changed);
        desk.tell(BoardName::all, 0);
        desk.tell(BoardName::leftMessages, 1);
        QTRY_COMPARE(changed.count(), 1); // the other one
        QCOMPARE(desk.pins.conversations(), QSet {testConversation(1)});
    }

    void whereNotAllIsKnownOnlyWhatIsToldClosedIsForgotten()
    {
        Pinning desk;
        desk.tell(BoardName::all, 3, 300);
        desk.tellNothingElse();
        QVERIFY(desk.pins.pin(testConversation(2)) && desk.pins.pin(testConversation(3)));
        ConversationRow closed = testRow(3);
        closed.state = ConversationState::closed;
        desk.tell(BoardName::all, 1, 299);
        desk.boards.remember({closed});
        QTRY_VERIFY(!desk.pins.has(testConversation(3)));
        QVERIFY(desk.pins.has(testConversation(2)));
    }

    void withoutAConnectionNothingIsForgotten()
    {
        Pinning desk;
        desk.tell(BoardName::all, 1);
        desk.tellNothingElse();
        QVERIFY(desk.pins.pin(testConversation(1)));
        QVERIFY(desk.boards.isComplete(BoardName::all));
        desk.server.loseConnection();
        QVERIFY(!desk.boards.isComplete(BoardName::all));
        desk.reconnect();
        QSignalSpy changed(&desk.pins, &PinStore::changed);
        desk.tell(BoardName::all, 0); // that it is a message left is not told yet
        QVERIFY(desk.pins.has(testConversation(1)));
        desk.tellNothingElse();
        QTRY_COMPARE(changed.count(), 1);
        QVERIFY(!desk.pins.has(testConversation(1)));
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestPinStore)
#include "tst_pinstore.moc"
