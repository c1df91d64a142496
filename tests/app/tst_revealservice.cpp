// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QSignalSpy>

#include "app/conversations/draftstore.h"
#include "app/conversations/transcripts.h"
#include "app/reveal/revealservice.h"
#include "core/protocol/reveal.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

const Instant kStart = fromMillis(1'700'000'000'000);
const QString kStarred = u"请打 138****8000"_s;
const QString kWhole = u"请打 13800138000"_s;

struct Looking : AppFixture {
    Workspace workspace {nullptr};
    DeskClock clock;
    Replica replica {*link, *cache, nullptr};
    Outbox outbox {*link, *cache, nullptr};
    DraftStore drafts {*cache, nullptr};
    Transcripts transcripts {replica, outbox, nullptr};
    RevealService reveals {*link, workspace, clock, nullptr};
    QSignalSpy changed {&reveals, &RevealService::changed};
    std::optional<Result<void>> told;

    Looking()
    {
        clock.freeze(kStart);
        connect();
        open(1);
    }
    void open(quint64 number)
    {
        OpenConversation facts;
        facts.conversation = testConversation(number);
        workspace.setOpen(facts);
    }
    static HiddenThing entry(qint64 number) { return {testConversation(1), number, {}}; }
    void ask(const HiddenThing& what, RevealReason reason = RevealReason::callBack, const QString& note = {})
    {
        told.reset();
        reveals.reveal(what, reason, note, &workspace, [this](const Result<void>& done) { told = done; });
    }
    void showEntry(Millis lasts = Millis(60'000))
    {
        ask(entry(1));
        server.mustReceive<Reveal>();
        server.answer<Reveal>({kWhole, {}, lasts});
    }
};

} // namespace

class TestRevealService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsAskedForIsShownUntilItsTimeIsOver()
    {
        Looking desk;
        QVERIFY(!desk.reveals.shown(Looking::entry(1)));
        desk.ask(Looking::entry(1), RevealReason::other, u"the courier asks"_s);
        const Reveal asked = desk.server.mustReceive<Reveal>();
        QCOMPARE(asked.conversation, testConversation(1));
        QCOMPARE(asked.number, 1);
        QVERIFY(!asked.order);
        QCOMPARE(asked.reason, RevealReason::other);
        QCOMPARE(asked.note, u"the courier asks"_s);
        desk.server.answer<Reveal>({kWhole, {}, Millis(200)});
        QTRY_VERIFY(desk.told && *desk.told);
        QCOMPARE(desk.changed.count(), 1);
        QCOMPARE(desk.reveals.shown(Looking::entry(1)), (ShownThing {kWhole, {}, kStart + 200ms}));
        QVERIFY(!desk.reveals.shown(Looking::entry(2)));
        QVERIFY(!desk.reveals.shown({testConversation(2), 1, {}}));
        desk.clock.freeze(kStart + 199ms);
        QVERIFY(desk.reveals.shown(Looking::entry(1)));
        desk.clock.freeze(kStart + 200ms);
        QVERIFY(!desk.reveals.shown(Looking::entry(1)));
        QTRY_COMPARE(desk.changed.count(), 2); // told by itself
        QCOMPARE(desk.changed.last().first().value<HiddenThing>(), Looking::entry(1));
    }

    void eachHasItsOwnTime()
    {
        Looking desk;
        const HiddenThing order {testConversation(1), {}, u"LM1"_s};
        const HiddenThing customer {testConversation(1), {}, {}};
        desk.showEntry();
        desk.ask(order);
        QCOMPARE(desk.server.mustReceive<Reveal>().order, u"LM1"_s);
        desk.server.answer<Reveal>({{}, u"13900139000"_s, Millis(100)});
        desk.ask(customer);
        const Reveal asked = desk.server.mustReceive<Reveal>();
        QVERIFY(!asked.number && !asked.order);
        desk.server.answer<Reveal>({{}, u"13700137000"_s, Millis(60'000)});
        QCOMPARE(desk.reveals.shown(order)->phone, u"13900139000"_s);
        QCOMPARE(desk.reveals.shown(customer)->phone, u"13700137000"_s);
        desk.changed.clear();
        desk.clock.freeze(kStart + 1s);
        QTRY_COMPARE(desk.changed.count(), 1);
        QCOMPARE(desk.changed.first().first().value<HiddenThing>(), order);
        QVERIFY(desk.reveals.shown(Looking::entry(1)) && desk.reveals.shown(customer));
    }

    void itGoesWithTheConversationAndWhenTheScreenIsLocked()
    {
        Looking desk;
        desk.showEntry();
        QVERIFY(desk.reveals.shown(Looking::entry(1)));
        desk.open(2);
        QCOMPARE(desk.changed.count(), 2);
        desk.open(1);
        QVERIFY(!desk.reveals.shown(Looking::entry(1)));
        desk.showEntry();
        desk.reveals.hideAll();
        QVERIFY(!desk.reveals.shown(Looking::entry(1)));
        desk.showEntry();
        desk.workspace.setOpen({}); // signed out
        QVERIFY(!desk.reveals.shown(Looking::entry(1)));
    }

    void whatComesTooLateIsNotShown()
    {
        Looking desk;
        desk.ask(Looking::entry(1));
        desk.server.mustReceive<Reveal>();
        desk.open(2);
        desk.open(1); // and back
        desk.server.answer<Reveal>({kWhole, {}, Millis(60'000)});
        QTRY_VERIFY(desk.told);
        QVERIFY(!desk.reveals.shown(Looking::entry(1)));
        desk.ask(Looking::entry(1));
        desk.server.mustReceive<Reveal>();
        desk.reveals.hideAll();
        desk.server.answer<Reveal>({kWhole, {}, Millis(60'000)});
        QTRY_VERIFY(desk.told);
        QVERIFY(!desk.reveals.shown(Looking::entry(1)));
        QCOMPARE(desk.changed.count(), 0);
    }

    void whatIsRefusedIsTold()
    {
        Looking desk;
        for (const Code code : {Code::forbidden, Code::rateLimited, Code::notFound}) {
            desk.ask(Looking::entry(1));
            desk.server.mustReceive<Reveal>();
            desk.server.refuse<Reveal>(code);
            QTRY_VERIFY(desk.told);
            QCOMPARE(desk.told->error().code, code);
        }
        desk.ask({testConversation(1), {}, {}});
        desk.server.mustReceive<Reveal>();
        desk.server.answer<Reveal>({{}, QString(), Millis(60'000)}); // there is no number
        QTRY_VERIFY(desk.told);
        QCOMPARE(desk.told->error().code, Code::notFound);
        QSignalSpy available(&desk.reveals, &RevealService::availableChanged);
        desk.server.loseConnection();
        QVERIFY(!desk.reveals.isOnline());
        QVERIFY(!available.isEmpty());
        desk.ask(Looking::entry(1));
        QTRY_VERIFY(desk.told);
        QCOMPARE(desk.told->error().code, Code::offline);
        QCOMPARE(desk.changed.count(), 0);
    }

    void nothingOfItIsWrittenDown()
    {
        Looking desk;
        const TranscriptModel& transcript = desk.transcripts.open(testConversation(1));
        desk.server.mustReceive<ReadStream>();
        desk.server.answer<ReadStream>({{testEntry(1, kStarred)}, 1});
        desk.server.mustReceive<WatchStream>();
        desk.server.answer<WatchStream>({Resume::replayed, 1});
        QTRY_COMPARE(transcript.rowCount(), 1);
        desk.showEntry();
        QVERIFY(desk.reveals.shown(Looking::entry(1)));
        // The desk goes on with its work meanwhile.
        desk.drafts.set(testConversation(1), u"a draft"_s, false, kStart);
        desk.drafts.write();
        OutboxItem answer;
        answer.clientId = ClientId(testId(9, 1));
        answer.conversation = testConversation(1);
        answer.request = Send {answer.clientId, answer.conversation, 1, Text {u"an answer"_s}};
        answer.at = kStart;
        desk.outbox.add(answer);
        desk.server.says(Entries {StreamId::of(testConversation(1)), {testEntry(2, u"thanks"_s)}});
        QTRY_COMPARE(transcript.rowCount(), 3);
        desk.settleCache();
        QByteArray written;
        for (QDirIterator each(desk.directory.path(), QDir::Files, QDirIterator::Subdirectories); each.hasNext();) {
            QFile file(each.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            written += file.readAll();
        }
        for (const char* kept : {"138****8000", "a draft", "an answer"})
            QVERIFY2(written.contains(kept), kept);
        QVERIFY(!written.contains("13800138000"));
        QVERIFY(!desk.link->traffic().toText().contains(u"13800138000"_s));
        // Nor do those see it who search, export or compare what is here.
        QCOMPARE(transcript.index(0).data(int(TranscriptModel::Role::Text)).toString(), kStarred);
        QCOMPARE(transcript.findText(u"13800138000"_s, 0, false), -1);
        QVERIFY(transcript.index(0).data(int(TranscriptModel::Role::Hidden)).toBool());
        QVERIFY(!transcript.index(1).data(int(TranscriptModel::Role::Hidden)).toBool());
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestRevealService)
#include "tst_revealservice.moc"
