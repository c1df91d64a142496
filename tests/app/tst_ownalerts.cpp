// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "app/notifications/ownalerts.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

const Instant kStart = fromMillis(1'700'000'000'000);
const PersonId kLead(testId(31, 1));

struct Desk : AppFixture {
    PresenceModel people {*link, nullptr};
    PresenceService presence {*link, people, nullptr};
    BoardReplica boards {*link, *cache, nullptr};
    OwnAlerts alerts {{*link, boards, presence}, nullptr};
    QSignalSpy told {&alerts, &OwnAlerts::told};

    Desk()
    {
        presence.setMe(server.me.person);
        alerts.setMe(server.me);
        connect();
    }
    OwnAlert toldAs(int index) const { return told.at(index).first().value<OwnAlert>(); }
    PresenceRow me(Presence now, Millis since, const QString& by = {}) const
    {
        PresenceRow row {server.me.person, server.me.name, now, BreakReason::none, kStart + since, 2, 6};
        if (!by.isEmpty())
            row.changedBy = by;
        return row;
    }
    void be(const PresenceRow& row) { server.says(BoardChanged {BoardName::presence, 0, 1, {row.id.value}, {row}}); }
    ConversationRow own(quint64 number) const
    {
        ConversationRow row = testRow(number);
        row.state = ConversationState::assigned;
        row.assignee = server.me.person;
        row.head = 10;
        return row;
    }
    void tell(const QList<ConversationRow>& rows)
    {
        BoardChanged changed {BoardName::mine, 0, rows.size(), {}, {}};
        for (const ConversationRow& row : rows) {
            changed.keys.append(row.id.value);
            changed.rows.append(row);
        }
        server.says(changed);
    }
    /// The next one that is looked at; what came after it was this person's, by that author.
    ConversationId answerWith(const Content& content, AuthorKind kind, PersonId author, const QString& name)
    {
        const ReadStream asked = server.mustReceive<ReadStream>();
        if (asked.after != 10)
            qFatal("it is read from where it was this person's last");
        Entry note = testEntry(11, {}, AuthorKind::staff);
        note.content = Note {u"bye"_s, {}, {}};
        Entry entry = testEntry(12, {}, kind);
        entry.author = {kind, kind == AuthorKind::staff ? std::optional(author.value) : std::nullopt, name};
        entry.content = content;
        server.answer<ReadStream>({{note, entry}, 12});
        return ConversationId(asked.stream.key);
    }
    ConversationId answerHandedOver()
    {
        return answerWith(Released {server.me.person, 3, {}}, AuthorKind::staff, kLead, u"李娜"_s);
    }
    /// Everything that came has been looked at.
    static void settle()
    {
        for (int turn = 0; turn < 5; ++turn)
            QCoreApplication::processEvents();
    }
};

} // namespace

class TestOwnAlerts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoChangedOnesStateIsTold()
    {
        Desk desk;
        desk.be(desk.me(Presence::training, 0s, u"李娜"_s)); // so it was when they came
        QCOMPARE(desk.told.count(), 0);
        PresenceRow meal = desk.me(Presence::onBreak, 10s, u"李娜"_s);
        meal.reason = BreakReason::meal;
        desk.be(meal);
        QCOMPARE(desk.told.count(), 1);
        QCOMPARE(desk.toldAs(0), (OwnAlert {OwnAlertKind::presenceSet, u"李娜"_s, Presence::onBreak, BreakReason::meal}));
        meal.load = 1;
        desk.be(meal);
        desk.be(desk.me(Presence::online, 20s)); // their own doing
        QCOMPARE(desk.told.count(), 1);
        PresenceRow winding = desk.me(Presence::windingDown, 30s, u"李娜"_s);
        winding.then = Presence::onBreak;
        desk.be(winding);
        QCOMPARE(desk.told.count(), 2);
        QCOMPARE(desk.toldAs(1).then, Presence::onBreak);
    }

    void aBreakThatIsNotGivenIsToldAsStaying()
    {
        Desk desk;
        PresenceRow asks = desk.me(Presence::online, 0s);
        asks.asks = BreakReason::rest;
        desk.be(asks);
        desk.be(desk.me(Presence::online, 0s, u"李娜"_s));
        QCOMPARE(desk.told.count(), 1);
        QCOMPARE(desk.toldAs(0).kind, OwnAlertKind::presenceKept);
        QCOMPARE(desk.toldAs(0).presence, Presence::online);
    }

    void whatOneDidOneselfOnTheTeamsPageIsNotTold()
    {
        Desk desk;
        desk.be(desk.me(Presence::online, 0s));
        desk.be(desk.me(Presence::meeting, 10s, desk.server.me.name));
        QCOMPARE(desk.told.count(), 0);
    }

    void afterACutOnlyWhatChangedMeanwhileIsTold()
    {
        Desk desk;
        desk.be(desk.me(Presence::online, 0s));
        desk.be(desk.me(Presence::training, 10s, u"李娜"_s));
        QCOMPARE(desk.told.count(), 1);
        desk.server.loseConnection();
        desk.reconnect();
        desk.be(desk.me(Presence::training, 10s, u"李娜"_s));
        QCOMPARE(desk.told.count(), 1);
        desk.server.loseConnection();
        desk.reconnect();
        desk.be(desk.me(Presence::offline, 20s, u"李娜"_s));
        QCOMPARE(desk.told.count(), 2);
        desk.alerts.setMe({});
        desk.alerts.setMe(desk.server.me);
        desk.be(desk.me(Presence::training, 30s, u"李娜"_s)); // another sign-in: how it was
        QCOMPARE(desk.told.count(), 2);
    }

    void handedOverConversationsAreToldTogetherWithWhoDidIt()
    {
        Desk desk;
        desk.tell({desk.own(1), desk.own(2), desk.own(3), desk.own(4)});
        desk.tell({desk.own(4)});
        QSet<ConversationId> looked;
        for (int each = 0; each < 3; ++each) {
            QCOMPARE(desk.told.count(), 0);
            looked.insert(desk.answerHandedOver());
        }
        QCOMPARE(looked, (QSet {testConversation(1), testConversation(2), testConversation(3)}));
        QTRY_COMPARE(desk.told.count(), 1);
        QCOMPARE(desk.toldAs(0).kind, OwnAlertKind::handedOver);
        QCOMPARE(desk.toldAs(0).by, u"李娜"_s);
        QCOMPARE(desk.toldAs(0).count, 3);
        desk.tell({});
        desk.answerWith(Assigned {kLead, u"李娜"_s, 3, AssignReason::takenOver}, AuthorKind::staff, kLead, u"李娜"_s);
        QTRY_COMPARE(desk.told.count(), 2);
        QCOMPARE(desk.toldAs(1).kind, OwnAlertKind::takenOver);
        QCOMPARE(desk.toldAs(1).count, 1);
        QCOMPARE(desk.toldAs(1).customerName, u"c4"_s);
    }

    /// Who leads re-assigns at once, and it was told as if the colleague had accepted it.
    void whatALeadGaveToAColleagueIsTold()
    {
        Desk desk;
        desk.tell({desk.own(1)});
        desk.tell({});
        desk.answerWith(
            Assigned {PersonId(testId(31, 2)), u"王敏"_s, 4, AssignReason::transferred}, AuthorKind::staff, kLead, u"李娜"_s);
        QTRY_COMPARE(desk.told.count(), 1);
        QCOMPARE(desk.toldAs(0).kind, OwnAlertKind::handedOver);
        QCOMPARE(desk.toldAs(0).by, u"李娜"_s);
    }

    void whatOneGaveAwayClosedOrLostOtherwiseIsNotTold()
    {
        Desk desk;
        const PersonId me = desk.server.me.person;
        const auto leaves = [&](quint64 number, const Content& how, AuthorKind kind, PersonId author) {
            desk.tell({desk.own(number)});
            desk.tell({});
            QCOMPARE(desk.answerWith(how, kind, author, u"A"_s), testConversation(number));
            Desk::settle();
            QCOMPARE(desk.told.count(), 0);
        };
        leaves(1, Released {me, 3, {}}, AuthorKind::staff, me); // transferred to a queue
        leaves(2, Assigned {kLead, u"李娜"_s, 3, AssignReason::transferred}, AuthorKind::staff, kLead); // who accepted it
        leaves(3, Released {me, 3, true}, AuthorKind::system, {}); // no answer in time
        leaves(4, Closed {u"solved"_s, {}}, AuthorKind::staff, kLead);
    }

    void whatLeftBeforeTheyCameIsNotAskedForAndWhatLeftInACutIs()
    {
        Desk desk;
        desk.boards.restore({{BoardName::mine, {desk.own(5)}}});
        desk.tell({desk.own(1), desk.own(2)});
        Desk::settle();
        ReadStream asked;
        QVERIFY(!desk.server.take<ReadStream>(asked));
        desk.server.loseConnection();
        desk.reconnect();
        desk.tell({desk.own(2)});
        QCOMPARE(desk.answerHandedOver(), testConversation(1));
        QTRY_COMPARE(desk.told.count(), 1);
        QCOMPARE(desk.toldAs(0).customerName, u"c1"_s);
        desk.alerts.setMe({});
        desk.tell({});
        Desk::settle();
        QVERIFY(!desk.server.take<ReadStream>(asked)); // nobody is here
    }

    void whatCannotBeReadNowIsReadLater()
    {
        Desk desk;
        desk.tell({desk.own(1)});
        desk.tell({});
        desk.server.mustReceive<ReadStream>();
        desk.server.refuse<ReadStream>(Code::rateLimited, 1);
        desk.server.mustReceive<ReadStream>();
        desk.server.loseConnection();
        desk.reconnect();
        desk.answerHandedOver();
        QTRY_COMPARE(desk.told.count(), 1);
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestOwnAlerts)
#include "tst_ownalerts.moc"
