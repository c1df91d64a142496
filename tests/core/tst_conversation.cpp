// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <QTime>

#include "core/domain/conversation.h"
#include "core/domain/preview.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const PersonId kAnn(Uuid {1, 1});
const PersonId kBob(Uuid {1, 2});
const QueueId kQueue(Uuid {2, 1});

Instant at(const char* clock)
{
    return fromMillis(1'763'683'200'000 + QTime::fromString(QLatin1StringView(clock), "HH:mm:ss"_L1).msecsSinceStartOfDay());
}

/// A conversation that is told what happens, and the waits of the customer's turns that came out of it.
struct Told {
    Conversation conversation;
    QList<qint64> waits; ///< seconds

    void entry(AuthorKind who, Content content, Instant when)
    {
        const auto owed = conversation.owedSince;
        Entry next;
        next.number = conversation.head + 1;
        next.at = when;
        next.author.kind = who;
        next.audience = audienceOf(content);
        next.content = std::move(content);
        apply(conversation, next);
        if (owed && !conversation.owedSince && who == AuthorKind::staff)
            waits.append(std::chrono::duration_cast<std::chrono::seconds>(when - *owed).count());
    }
    void customer(const char* clock) { entry(AuthorKind::customer, Text {u"?"_s}, at(clock)); }
    void agent(const char* clock) { entry(AuthorKind::staff, Text {u"!"_s}, at(clock)); }
    void assign(const char* clock, PersonId who, qint64 version)
    {
        entry(AuthorKind::system, Assigned {who, u"Ann"_s, version, AssignReason::lowestSaturation}, at(clock));
    }
};

} // namespace

class TestConversation final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // reference/metrics.md §2.1, the oracle transcript: turn waits of 40, 45 and 210 s.
    void theOwedReplyClockOfTheOracleTranscript()
    {
        Told told;
        told.entry(AuthorKind::system, Opened {}, at("10:00:00"));
        told.entry(AuthorKind::bot, Text {u"hello"_s}, at("10:00:01"));
        told.customer("10:00:30");
        told.assign("10:00:50", kAnn, 1);
        told.customer("10:01:00");
        told.agent("10:01:10");
        told.customer("10:02:00");
        told.customer("10:02:20");
        told.agent("10:02:45");
        told.agent("10:02:50");
        told.customer("10:05:00");
        QCOMPARE(told.conversation.owedSince, at("10:05:00"));
        told.agent("10:08:30");
        QCOMPARE(told.waits, (QList<qint64> {40, 45, 210}));
        QVERIFY(!told.conversation.owedSince);
    }

    // The same page, the shop platform's oracle: asked twice, answered 175 s after the second but 475 s after the first.
    void moreMessagesDoNotRestartTheClock()
    {
        Told told;
        told.customer("10:10:15");
        told.customer("10:15:20");
        told.agent("10:18:10");
        told.customer("10:18:30");
        told.agent("10:19:00");
        QCOMPARE(told.waits, (QList<qint64> {475, 30}));
    }

    void onlyAPersonsWordsToTheCustomerClearIt()
    {
        Told told;
        told.customer("10:00:00");
        told.entry(AuthorKind::bot, Text {u"soon"_s}, at("10:00:01"));
        told.entry(AuthorKind::staff, Note {u"hm"_s}, at("10:00:02"));
        told.assign("10:00:03", kAnn, 1);
        told.entry(AuthorKind::staff, Transferred {kBob, {}, u"Bob"_s, {}}, at("10:00:04"));
        told.assign("10:00:05", kBob, 2);
        QCOMPARE(told.conversation.owedSince, at("10:00:00"));
        told.entry(AuthorKind::staff, ProductCard {u"A1"_s, u"Cup"_s, {990, u"CNY"_s}, {}}, at("10:00:06"));
        QVERIFY(!told.conversation.owedSince);
    }

    void aLifeFromOpenedToClosedAndBack()
    {
        Told told;
        const Conversation& c = told.conversation;
        told.entry(AuthorKind::system, Opened {}, at("10:00:00"));
        QCOMPARE(c.state, ConversationState::idle);
        told.customer("10:00:01");
        told.entry(AuthorKind::system, Queued {kQueue, at("10:00:01")}, at("10:00:01"));
        QCOMPARE(c.state, ConversationState::waiting);
        told.entry(AuthorKind::system, Offered {kAnn, at("10:00:21")}, at("10:00:02"));
        QCOMPARE(c.offeredTo, kAnn);
        told.entry(AuthorKind::system, OfferEnded {kAnn, OfferEnd::declined}, at("10:00:05"));
        QCOMPARE(c.declinedBy, QList {kAnn});
        QCOMPARE(c.waitingSince, at("10:00:01"));
        told.assign("10:00:06", kBob, 1);
        QVERIFY(c.isOwnedBy(kBob) && !c.isOwnedBy(kAnn) && !c.waitingSince && c.declinedBy.isEmpty());
        told.entry(AuthorKind::staff, Closed {u"done"_s, {u"parcel"_s}}, at("10:01:00"));
        QVERIFY(!c.isOpen() && !c.assignee && !c.owedSince);
        QCOMPARE(c.lastAgent, kBob);
        told.entry(AuthorKind::system, Opened {}, at("11:00:00"));
        QVERIFY(c.tags.isEmpty() && !c.closedAt && !c.rated);
        QCOMPARE(c.assignmentVersion, 1);
    }

    void theCustomersHeadSkipsWhatIsTheStaffs()
    {
        Told told;
        told.customer("10:00:00");
        told.entry(AuthorKind::staff, Note {u"vip"_s}, at("10:00:01"));
        QCOMPARE(told.conversation.head, 2);
        QCOMPARE(told.conversation.customerHead, 1);
    }

    void unreadCountsWhatTheCustomerSaidSince()
    {
        Told told;
        told.customer("10:00:00");
        told.customer("10:00:01");
        QCOMPARE(told.conversation.unread, 2);
        markReadByStaff(told.conversation, 2);
        QCOMPARE(told.conversation.unread, 0);
        markReadByStaff(told.conversation, 1);
        QCOMPARE(told.conversation.readByStaff, 2);
    }

    void aLeftMessageWaitsForAnAnswerAndIsOwed()
    {
        Told told;
        told.entry(AuthorKind::customer, LeftMessage {u"call me"_s, u"138"_s}, at("23:00:00"));
        QCOMPARE(told.conversation.state, ConversationState::leftMessage);
        QVERIFY(told.conversation.owedSince);
        QCOMPARE(told.conversation.preview, u"call me"_s);
    }

    void whatWasSaidLastIsToldEvenWithoutWords()
    {
        Told told;
        told.entry(AuthorKind::customer, Image(), at("10:00:00"));
        QCOMPARE(thingOf(told.conversation.preview), std::optional<Content>(Image()));
    }
};

QTEST_GUILESS_MAIN(TestConversation)
#include "tst_conversation.moc"
