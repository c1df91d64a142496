// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>

#include "app/conversations/transcripts.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;
using TextRole = TranscriptModel::Role;
using Delivery = TranscriptModel::Delivery;

namespace {

const ConversationId kConversation = testConversation(1);
const StreamId kStream = StreamId::of(kConversation);

struct Desk : AppFixture {
    Replica replica {*link, *cache, nullptr};
    Outbox outbox {*link, *cache, nullptr};
    std::unique_ptr<TranscriptModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;

    void open()
    {
        model = std::make_unique<TranscriptModel>(kConversation, replica, outbox, nullptr);
        tester = std::make_unique<QAbstractItemModelTester>(
            model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        model->setMe(server.me.person, server.me.name);
    }
    void openWith(const QList<Entry>& page)
    {
        connect();
        open();
        server.mustReceive<ReadStream>();
        server.answer<ReadStream>({page, page.isEmpty() ? 0 : page.last().number});
        server.mustReceive<WatchStream>();
        server.answer<WatchStream>({Resume::replayed, page.isEmpty() ? 0 : page.last().number});
    }
    OutboxItem send(quint64 number, const QString& text)
    {
        OutboxItem item;
        item.clientId = ClientId(testId(7, number));
        item.conversation = kConversation;
        item.at = fromMillis(1'700'000'900'000);
        item.seen = model->lastNumber();
        item.request = Send {item.clientId, kConversation, 1, Text {text}};
        outbox.add(item);
        return item;
    }
    QVariant at(int row, TextRole role) const { return model->index(row).data(int(role)); }
};

} // namespace

class TestTranscriptModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensWithTheNewestPageAndPutsOlderOnesBefore()
    {
        Desk desk;
        desk.openWith(testEntries(301, 500));
        QCOMPARE(desk.model->rowCount(), 200);
        QVERIFY(!desk.model->atStart());
        QVERIFY(desk.model->isLive());
        QSignalSpy inserted(desk.model.get(), &QAbstractItemModel::rowsInserted);
        desk.model->loadOlder();
        QVERIFY(desk.model->isLoadingOlder());
        QCOMPARE(desk.server.mustReceive<ReadStream>().before, 301);
        desk.server.answer<ReadStream>({testEntries(101, 300), 500});
        QTRY_COMPARE(desk.model->rowCount(), 400);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted[0][1].toInt(), 0);
        QCOMPARE(inserted[0][2].toInt(), 199);
        desk.model->loadOlder();
        desk.server.mustReceive<ReadStream>();
        desk.server.answer<ReadStream>({testEntries(1, 100), 500});
        QTRY_VERIFY(desk.model->atStart());
        QCOMPARE(desk.at(0, TextRole::Text).toString(), u"text 1"_s);
        QCOMPARE(desk.model->rowOfNumber(250), 249);
        desk.model->loadOlder(); // nothing older
        QVERIFY(desk.server.nothingElse());
    }

    void showsTheCacheFirstAndOffline()
    {
        Desk desk;
        desk.cache->saveEntries(kStream, testEntries(1, 250), Cursor {desk.server.epoch, 250});
        desk.open();
        QTRY_COMPARE(desk.model->rowCount(), 200);
        QVERIFY(!desk.model->isLive());
        desk.model->loadOlder();
        QTRY_COMPARE(desk.model->rowCount(), 250);
        QVERIFY(desk.model->atStart());
    }

    void aPageThatDoesNotJoinOnIsNotShown()
    {
        Desk desk;
        desk.openWith(testEntries(301, 500));
        desk.model->loadOlder();
        desk.server.mustReceive<ReadStream>();
        QList<Entry> holed = testEntries(280, 300);
        holed.removeAt(10); // 290 is missing
        desk.server.answer<ReadStream>({holed, 500});
        QTRY_COMPARE(desk.model->rowCount(), 210);
        QCOMPARE(desk.at(0, TextRole::Number).toLongLong(), 291);
        QVERIFY(!desk.model->atStart());
    }

    void offlineTheFailureToLoadOlderIsToldAndCanBeRepeated()
    {
        Desk desk;
        desk.openWith(testEntries(301, 500));
        desk.server.loseConnection();
        desk.model->loadOlder();
        QTRY_COMPARE(desk.model->error().code, Code::offline);
        QVERIFY(!desk.model->isLoadingOlder());
    }

    void anUnsentMessageTurnsIntoItsEntryInPlace()
    {
        Desk desk;
        desk.openWith(testEntries(1, 3));
        const OutboxItem item = desk.send(1, u"hello"_s);
        QTRY_COMPARE(desk.model->rowCount(), 4);
        QCOMPARE(Delivery(desk.at(3, TextRole::Delivery).toInt()), Delivery::sending);
        QVERIFY(desk.at(3, TextRole::Own).toBool());
        desk.server.mustReceive<Send>();
        desk.server.answer<Send>({kConversation, 4, {}});
        QCOMPARE(Delivery(desk.at(3, TextRole::Delivery).toInt()), Delivery::sent);
        QSignalSpy removed(desk.model.get(), &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(desk.model.get(), &QAbstractItemModel::rowsInserted);
        Entry entry = testEntry(4, u"hello"_s, AuthorKind::staff);
        entry.clientId = item.clientId;
        desk.server.says(Entries {kStream, {entry}});
        QCOMPARE(desk.model->rowCount(), 4);
        QCOMPARE(Delivery(desk.at(3, TextRole::Delivery).toInt()), Delivery::stored);
        QCOMPARE(desk.at(3, TextRole::Number).toLongLong(), 4);
        QCOMPARE(removed.count() + inserted.count(), 0);
    }

    void theEntryMayComeBeforeTheReply()
    {
        Desk desk;
        desk.openWith(testEntries(1, 3));
        const OutboxItem item = desk.send(1, u"hello"_s);
        desk.server.mustReceive<Send>();
        const QString id = desk.server.lastId;
        Entry entry = testEntry(4, u"hello"_s, AuthorKind::staff);
        entry.clientId = item.clientId;
        desk.server.says(Entries {kStream, {entry}});
        desk.server.answerTo<Send>(id, {kConversation, 4, {}});
        QCOMPARE(desk.model->rowCount(), 4);
        QCOMPARE(desk.model->rowOfClient(item.clientId), 3);
    }

    void whatOthersSayGoesBeforeWhatIsUnsent()
    {
        Desk desk;
        desk.openWith(testEntries(1, 3));
        desk.send(1, u"one"_s);
        desk.send(2, u"two"_s);
        QTRY_COMPARE(desk.model->rowCount(), 5);
        QSignalSpy said(desk.model.get(), &TranscriptModel::customerSaid);
        desk.server.says(Entries {kStream, testEntries(4, 5)});
        QCOMPARE(desk.at(4, TextRole::Text).toString(), u"text 5"_s);
        QCOMPARE(desk.at(5, TextRole::Text).toString(), u"one"_s);
        QCOMPARE(desk.at(6, TextRole::Text).toString(), u"two"_s);
        QCOMPARE(said.count(), 1);
        // The second is stored first, which another device of the same person could bring about.
        Entry entry = testEntry(6, u"two"_s, AuthorKind::staff);
        entry.clientId = ClientId(testId(7, 2));
        desk.server.says(Entries {kStream, {entry}});
        QCOMPARE(desk.model->rowCount(), 7);
        QCOMPARE(desk.at(5, TextRole::Text).toString(), u"two"_s);
        QCOMPARE(desk.at(6, TextRole::Text).toString(), u"one"_s);
    }

    void aRefusedSendSaysWhyAndWhatWasMissed()
    {
        Desk desk;
        desk.openWith(testEntries(1, 3));
        desk.send(1, u"late"_s);
        desk.server.mustReceive<Send>();
        desk.server.says(Entries {kStream, testEntries(4, 5)});
        desk.server.refuse<Send>(Code::reassigned);
        QCOMPARE(Delivery(desk.at(5, TextRole::Delivery).toInt()), Delivery::failed);
        QCOMPARE(Code(desk.at(5, TextRole::Error).toInt()), Code::reassigned);
        QCOMPARE(desk.at(5, TextRole::Missed).toInt(), 2);
        desk.outbox.take(ClientId(testId(7, 1)));
        QCOMPARE(desk.model->rowCount(), 5);
    }

    void aRecalledMessageBecomesATombstone()
    {
        Desk desk;
        desk.openWith(testEntries(1, 3));
        Entry recalled = testEntry(4, {});
        recalled.content = Recalled {2};
        desk.server.says(Entries {kStream, {recalled, testEntry(5, u"next"_s)}});
        QCOMPARE(desk.model->rowCount(), 4);
        QCOMPARE(desk.at(1, TextRole::Kind).toString(), u"tombstone"_s);
        QVERIFY(desk.at(1, TextRole::Text).toString().isEmpty());
        QCOMPARE(desk.at(3, TextRole::Number).toLongLong(), 5);
    }

    void groupsAndDaysAreKeptUpAtEveryEdge()
    {
        Desk desk;
        desk.openWith({});
        QList<Entry> entries;
        const auto say = [&](AuthorKind kind, qint64 at) {
            Entry entry = testEntry(entries.size() + 1, u"x"_s, kind);
            entry.at = fromMillis(1'700'000'000'000 + at);
            entries.append(entry);
        };
        say(AuthorKind::customer, 0);
        say(AuthorKind::customer, 60'000);
        say(AuthorKind::customer, 60'000 + 181'000); // too long after
        say(AuthorKind::staff, 250'000);
        say(AuthorKind::staff, 250'000 + 3 * 86'400'000LL); // another day
        const auto facts = [&] {
            QString text;
            for (int row = 0; row < desk.model->rowCount(); ++row)
                text += (desk.at(row, TextRole::DayStart).toBool() ? u"D"_s : QString())
                    + (desk.at(row, TextRole::GroupStart).toBool() ? u"("_s : QString())
                    + (desk.at(row, TextRole::GroupEnd).toBool() ? u")"_s : QString()) + u'.';
            return text;
        };
        for (const Entry& entry : entries)
            desk.server.says(Entries {kStream, {entry}});
        QCOMPARE(facts(), u"D(.).().().D()."_s);
        const QString oneByOne = facts();
        Desk other;
        other.openWith(entries);
        QCOMPARE(other.model->rowCount(), 5);
        for (int row = 0; row < 5; ++row)
            for (const TextRole role : {TextRole::DayStart, TextRole::GroupStart, TextRole::GroupEnd})
                QCOMPARE(other.at(row, role), desk.at(row, role));
    }

    void resyncShowsTheNewTruthAndKeepsWhatIsUnsent()
    {
        Desk desk;
        desk.openWith(testEntries(1, 50));
        desk.server.loseConnection();
        desk.send(1, u"kept"_s);
        QTRY_COMPARE(desk.model->rowCount(), 51);
        desk.reconnect();
        desk.server.mustReceive<WatchStream>();
        desk.server.answer<WatchStream>({Resume::resync, 10});
        QCOMPARE(desk.model->rowCount(), 1);
        desk.server.mustReceive<ReadStream>();
        desk.server.answer<ReadStream>({testEntries(1, 10), 10});
        QCOMPARE(desk.model->rowCount(), 11);
        QCOMPARE(desk.at(10, TextRole::Text).toString(), u"kept"_s);
    }

    void readMarksTouchOnlyWhatChanged()
    {
        Desk desk;
        desk.openWith(testEntries(1, 10));
        QSignalSpy changed(desk.model.get(), &QAbstractItemModel::dataChanged);
        desk.model->setReadByCustomer(4);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 0);
        QCOMPARE(changed[0][1].toModelIndex().row(), 3);
        desk.model->setReadByCustomer(6);
        QCOMPARE(changed[1][0].toModelIndex().row(), 4);
        QVERIFY(desk.at(5, TextRole::ReadByCustomer).toBool());
        QVERIFY(!desk.at(6, TextRole::ReadByCustomer).toBool());
    }

    void aNoteIsNeverReadByTheCustomer()
    {
        Desk desk;
        QList<Entry> entries = testEntries(1, 3);
        entries[1].content = Note {u"careful"_s};
        entries[1].audience = Audience::staff;
        desk.openWith(entries);
        desk.model->setReadByCustomer(3);
        QVERIFY(desk.at(0, TextRole::ReadByCustomer).toBool());
        QVERIFY(!desk.at(1, TextRole::ReadByCustomer).toBool());
        QVERIFY(desk.at(2, TextRole::ReadByCustomer).toBool());
    }

    void searchFindsBothWays()
    {
        Desk desk;
        desk.openWith(testEntries(1, 120));
        QCOMPARE(desk.model->findText(u"TEXT 12"_s, 0, false), 11);
        QCOMPARE(desk.model->findText(u"text 12"_s, 12, false), 119);
        QCOMPARE(desk.model->findText(u"text 12"_s, 118, true), 11);
        QCOMPARE(desk.model->findText(u"nowhere"_s, 0, false), -1);
    }

    void tenThousandEntriesAreCheap()
    {
        AppFixture app;
        app.cache->saveEntries(kStream, testEntries(1, 10'000), Cursor {app.server.epoch, 10'000});
        app.settleCache();
        Replica replica(*app.link, *app.cache, nullptr);
        Outbox outbox(*app.link, *app.cache, nullptr);
        QElapsedTimer timer;
        timer.start();
        TranscriptModel model(kConversation, replica, outbox, nullptr);
        QVERIFY(QTest::qWaitFor([&] { return model.rowCount() > 0; }, 5000));
        qInfo("first page of 10 000 after %lld ms", timer.elapsed());
        timer.restart();
        while (!model.atStart()) {
            model.loadOlder();
            QVERIFY(QTest::qWaitFor([&] { return !model.isLoadingOlder(); }, 5000));
        }
        qInfo("all 10 000 after %lld ms", timer.elapsed());
        QCOMPARE(model.rowCount(), 10'000);
    }

    void whoseItWasIsKnownOfEachEntry()
    {
        const PersonId wang(testId(5, 5));
        const auto happening = [](qint64 number, const Content& content) {
            Entry entry = testEntry(number, {}, AuthorKind::staff);
            entry.content = content;
            return entry;
        };
        Assigned assigned;
        assigned.agent = wang;
        Transferred asked;
        asked.toAgent = PersonId(testId(5, 6));
        asked.toName = u"Chen"_s;
        OfferEnded ended;
        ended.agent = *asked.toAgent;
        Note note {u"look at this"_s, wang, u"Wang"_s};
        Desk desk;
        desk.openWith({happening(1, Opened {}), happening(2, ended), happening(3, assigned), happening(4, asked),
            happening(5, ended), happening(6, note), happening(7, Closed {}), happening(8, note)});
        QVERIFY(desk.at(1, TextRole::OwnerThen).toString().isEmpty());
        QCOMPARE(desk.at(4, TextRole::OwnerThen).toString(), wang.toString());
        QCOMPARE(desk.at(5, TextRole::OwnerThen).toString(), wang.toString());
        QVERIFY(desk.at(7, TextRole::OwnerThen).toString().isEmpty());
        QCOMPARE(desk.model->transferName(PersonId(testId(5, 6))), u"Chen"_s);
        QVERIFY(desk.model->transferName(wang).isEmpty());
    }

    void whoHadItAndWhoAnsweredIsKnown()
    {
        const PersonId wang(testId(5, 5));
        const PersonId chen(testId(5, 6));
        const auto by = [](qint64 number, PersonId person, const QString& name, const Content& content) {
            Entry entry = testEntry(number, {}, AuthorKind::staff);
            entry.author = {AuthorKind::staff, person.value, name};
            entry.content = content;
            return entry;
        };
        Assigned toChen;
        toChen.agent = chen;
        toChen.agentName = u"Chen"_s;
        Assigned toWang;
        toWang.agent = wang;
        toWang.agentName = u"Wang"_s;
        Desk desk;
        const PersonId me = desk.server.me.person;
        desk.openWith({testEntry(1, u"hello"_s), by(2, me, u"Lin"_s, toChen), by(3, me, u"Lin"_s, toWang),
            by(4, wang, u"Wang"_s, Text {u"yes?"_s}), by(5, me, u"Lin"_s, Text {u"I can help"_s}),
            by(6, chen, u"Chen"_s, Note {u"take care"_s, {}, {}}), testEntry(7, u"thanks"_s)});
        desk.send(1, u"not stored yet"_s);
        const QList<Colleague> found = desk.model->colleagues();
        QCOMPARE(found.size(), 3);
        QVERIFY(found[0].person == me && found[0].answered && found[0].isMe);
        QVERIFY(found[1].person == wang && found[1].answered && !found[1].isMe);
        QVERIFY(found[2].person == chen && !found[2].answered && found[2].name == u"Chen"_s);
    }

    void theLastTenTranscriptsStayFollowed()
    {
        AppFixture app;
        Replica replica(*app.link, *app.cache, nullptr);
        Outbox outbox(*app.link, *app.cache, nullptr);
        Transcripts transcripts(replica, outbox, nullptr);
        TranscriptModel& first = transcripts.open(testConversation(1));
        for (quint64 i = 2; i <= 10; ++i)
            transcripts.open(testConversation(i));
        QCOMPARE(&transcripts.open(testConversation(1)), &first);
        transcripts.open(testConversation(11));
        QVERIFY(transcripts.find(testConversation(1)));
        QVERIFY(!transcripts.find(testConversation(2)));
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestTranscriptModel)
#include "tst_transcriptmodel.moc"
