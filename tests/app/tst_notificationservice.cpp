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
    NotificationService notifications {boards, settings, clock, nullptr};
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
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestNotificationService)
#include "tst_notificationservice.moc"
