// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "app/notifications/notificationservice.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct Desk : AppFixture {
    QTemporaryDir config;
    Settings settings {config.path(), nullptr};
    DeskClock clock;
    BoardReplica boards {*link, *cache, nullptr};
    NotificationService notifications {*link, boards, settings, clock, nullptr};
    QSignalSpy sounds {&notifications, &NotificationService::soundDue};

    Desk()
    {
        clock.freeze(fromMillis(1'000'000));
        notifications.setMe(server.me.person);
        connect();
    }
    ConversationRow own(quint64 number, std::optional<qint64> owedFor, qint64 unread)
    {
        ConversationRow row = testRow(number);
        row.state = ConversationState::assigned;
        row.assignee = server.me.person;
        row.unread = unread;
        if (owedFor)
            row.owedSince = fromMillis(1'000'000 - *owedFor * 1000);
        return row;
    }
    /// A colleague's, who asks the person at this desk.
    ConversationRow asking(quint64 number)
    {
        ConversationRow row = testRow(number);
        row.state = ConversationState::assigned;
        row.assignee = PersonId(testId(31, 1));
        row.unread = 4;
        row.asked = QList {PersonId(testId(31, 2)), server.me.person};
        return row;
    }
    void tell(const QList<ConversationRow>& rows)
    {
        QList<Uuid> keys;
        QList<BoardRow> told;
        for (const ConversationRow& row : rows) {
            keys.append(row.id.value);
            told.append(row);
        }
        server.says(BoardChanged {BoardName::mine, 0, keys.size(), keys, told});
    }
};

} // namespace

class TestNotificationService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneNoticeForTheWorstOfAll()
    {
        Desk desk;
        desk.tell({desk.own(1, 10, 1), desk.own(2, 160, 3), desk.own(3, 300, 1), desk.own(4, {}, 0)});
        const auto& notice = desk.notifications.notice();
        QVERIFY(notice);
        QCOMPARE(notice->kind, NoticeKind::nearlyDue);
        QCOMPARE(notice->conversation, testConversation(2));
        QCOMPARE(notice->others, 2);
        QCOMPARE(desk.notifications.badge(), 3);
        desk.notifications.setWatched(testConversation(2));
        QCOMPARE(desk.notifications.notice()->conversation, testConversation(3));
        desk.tell({});
        QVERIFY(!desk.notifications.notice());
        QCOMPARE(desk.notifications.badge(), 0);
    }

    void aNewConversationSoundsOnceAndNotAtTheStart()
    {
        Desk desk;
        desk.tell({desk.own(1, 10, 1)});
        QCOMPARE(desk.sounds.count(), 0);
        desk.tell({desk.own(1, 10, 1), desk.own(2, 1, 1)});
        desk.tell({desk.own(1, 10, 2), desk.own(2, 1, 2)});
        QCOMPARE(desk.sounds.count(), 1);
        QCOMPARE(desk.sounds[0][0].value<SoundClass>(), SoundClass::newConversation);
    }

    void nearlyDueSoundsOncePerOwedReplyByItself()
    {
        Desk desk;
        desk.settings.set(setting::owedReplyTarget, 1);
        ConversationRow row = desk.own(1, {}, 1);
        desk.clock.setServerTime(fromMillis(2'000'000));
        desk.clock.freeze(fromMillis(2'000'000));
        row.owedSince = fromMillis(2'000'000);
        desk.tell({row});
        QCOMPARE(desk.sounds.count(), 0);
        desk.clock.freeze(fromMillis(2'000'850));
        QTRY_COMPARE(desk.sounds.count(), 1);
        QCOMPARE(desk.sounds[0][0].value<SoundClass>(), SoundClass::nearlyDue);
        row.unread = 2;
        desk.tell({row});
        QCOMPARE(desk.sounds.count(), 1);
    }

    void soundsCanBeOff()
    {
        Desk desk;
        desk.settings.set(setting::soundNewConversation, false);
        desk.tell({});
        desk.tell({desk.own(1, 1, 1)});
        QCOMPARE(desk.sounds.count(), 0);
    }

    void anOfferIsTheMostUrgent()
    {
        Desk desk;
        ConversationRow offer = testRow(5);
        offer.state = ConversationState::offered;
        offer.offeredTo = desk.server.me.person;
        offer.offerUntil = fromMillis(1'010'000);
        desk.tell({desk.own(1, 160, 1), offer});
        QCOMPARE(desk.notifications.notice()->kind, NoticeKind::offered);
        QCOMPARE(desk.notifications.notice()->conversation, testConversation(5));
    }

    void whatOneOnlyJoinedIsItsOwnersToAnswer()
    {
        Desk desk;
        desk.tell({});
        ConversationRow joined = desk.asking(2);
        joined.asked.reset();
        joined.joined = QList {desk.server.me.person};
        joined.owedSince = fromMillis(1'000'000 - 160'000);
        desk.tell({joined});
        QVERIFY(!desk.notifications.notice());
        QCOMPARE(desk.notifications.badge(), 0);
        QCOMPARE(desk.sounds.count(), 0);
    }

    void whoIsAskedIsToldOnceUntilTheyLook()
    {
        Desk desk;
        desk.tell({desk.own(1, {}, 0)});
        QVERIFY(!desk.notifications.notice());
        const ConversationRow asks = desk.asking(2);
        desk.tell({desk.own(1, {}, 0), asks});
        const auto& notice = desk.notifications.notice();
        QVERIFY(notice);
        QCOMPARE(notice->kind, NoticeKind::asked);
        QCOMPARE(notice->conversation, asks.id);
        QCOMPARE(desk.notifications.badge(), 1);
        QCOMPARE(desk.sounds.count(), 1);
        QCOMPARE(desk.sounds[0][0].value<SoundClass>(), SoundClass::mention);
        desk.tell({desk.own(1, 300, 1), asks}); // a customer who waits goes first
        QCOMPARE(desk.notifications.notice()->kind, NoticeKind::overdue);
        QCOMPARE(desk.notifications.notice()->others, 1);
        desk.tell({desk.own(1, {}, 0), asks});
        desk.notifications.setWatched(asks.id);
        QVERIFY(!desk.notifications.notice());
        desk.notifications.setWatched({});
        QVERIFY(!desk.notifications.notice()); // they have seen it
        QCOMPARE(desk.notifications.badge(), 1); // and not answered
        QCOMPARE(desk.sounds.count(), 1);
        desk.tell({desk.own(1, {}, 0)});
        QCOMPARE(desk.notifications.badge(), 0);
        desk.tell({desk.own(1, {}, 0), asks});
        QCOMPARE(desk.notifications.notice()->kind, NoticeKind::asked);
        QCOMPARE(desk.sounds.count(), 2);
    }

    void whatWasAskedBeforeTheConnectionCameIsNotTold()
    {
        Desk desk;
        desk.tell({desk.asking(1)});
        QVERIFY(!desk.notifications.notice());
        QCOMPARE(desk.notifications.badge(), 1);
        desk.server.loseConnection();
        desk.reconnect();
        desk.tell({desk.asking(1), desk.asking(2)});
        QVERIFY(!desk.notifications.notice());
        QCOMPARE(desk.notifications.badge(), 2);
        QCOMPARE(desk.sounds.count(), 0);
        desk.tell({desk.asking(1), desk.asking(2), desk.asking(3)});
        QCOMPARE(desk.notifications.notice()->conversation, testConversation(3));
        QCOMPARE(desk.notifications.notice()->others, 0);
        QCOMPARE(desk.sounds.count(), 1);
    }

    void theSoundOfBeingAskedCanBeOff()
    {
        Desk desk;
        desk.settings.set(setting::soundMention, false);
        desk.tell({});
        desk.tell({desk.asking(1)});
        QVERIFY(desk.notifications.notice());
        QCOMPARE(desk.sounds.count(), 0);
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestNotificationService)
#include "tst_notificationservice.moc"
