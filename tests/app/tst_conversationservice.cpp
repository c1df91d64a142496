// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "app/conversations/conversationservice.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

const ConversationId kConversation = testConversation(1);

struct Desk : AppFixture {
    HttpClient http {nullptr};
    Replica replica {*link, *cache, nullptr};
    Outbox outbox {*link, *cache, nullptr};
    BoardReplica boards {*link, *cache, nullptr};
    DraftStore drafts {*cache, nullptr};
    Transcripts transcripts {replica, outbox, nullptr};
    TypingModel typing {*link, nullptr};
    AttachmentService attachments {*link, http, nullptr};
    Workspace workspace {nullptr};
    DeskClock clock;
    ConversationService service {{*link, boards, outbox, drafts, transcripts, typing, attachments, workspace, clock}, nullptr};

    Desk()
    {
        clock.freeze(fromMillis(1'700'000'000'000));
        service.setMe(server.me);
    }
    void begin()
    {
        connect();
        ConversationRow row = testRow(1, u"林晓"_s);
        row.state = ConversationState::assigned;
        row.assignee = server.me.person;
        row.assignmentVersion = 3;
        server.says(BoardChanged {BoardName::mine, 0, 1, {row.id.value}, {row}});
        server.ignoreRest();
    }
    void openConversation()
    {
        service.open(kConversation);
        server.mustReceive<ReadStream>();
        server.answer<ReadStream>({testEntries(1, 4), 4});
        server.mustReceive<WatchStream>();
        server.answer<WatchStream>({Resume::replayed, 4});
    }
};

} // namespace

class TestConversationService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void openingTellsAllPanelsAndWatchesTyping()
    {
        Desk desk;
        desk.begin();
        QSignalSpy changed(&desk.workspace, &Workspace::conversationChanged);
        QSignalSpy facts(&desk.workspace, &Workspace::factsChanged);
        desk.workspace.requestOpen(kConversation);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(desk.workspace.open()->customerName, u"林晓"_s);
        QCOMPARE(desk.workspace.open()->shop, desk.server.me.shop);
        QVERIFY(desk.workspace.open()->mine);
        QCOMPARE(desk.server.mustReceive<WatchBoard>().conversation, kConversation);
        ConversationRow row = *desk.boards.row(kConversation);
        row.owedSince = fromMillis(7);
        desk.server.says(BoardChanged {BoardName::mine, 0, 1, {row.id.value}, {row}});
        QCOMPARE(facts.count(), 1);
        QCOMPARE(changed.count(), 1);
        QVERIFY(desk.service.transcript());
        desk.service.open({});
        QVERIFY(!desk.workspace.open());
    }

    void sendsCarryTheVersionTheWriterSaw()
    {
        Desk desk;
        desk.begin();
        desk.openConversation();
        desk.service.sendText(kConversation, u"  \n"_s); // nothing
        desk.service.sendText(kConversation, u"hello"_s);
        const Send send = desk.server.mustReceive<Send>();
        QCOMPARE(send.assignmentVersion, 3);
        QCOMPARE(std::get<Text>(send.content).text, u"hello"_s);
        desk.server.answer<Send>({kConversation, 5, {}});
        desk.workspace.requestSendCard(ProductCard {u"SKU"_s, u"Lamp"_s, {3990, u"CNY"_s}, {}});
        QVERIFY(std::holds_alternative<ProductCard>(desk.server.mustReceive<Send>().content));
        desk.service.addNote(kConversation, u"call back"_s);
        desk.server.answer<Send>({kConversation, 6, {}});
        QCOMPARE(desk.server.mustReceive<AddNote>().text, u"call back"_s);
    }

    void aRefusedTextIsInTheComposerAgain()
    {
        Desk desk;
        desk.begin();
        desk.openConversation();
        QSignalSpy refused(&desk.service, &ConversationService::sendRefused);
        desk.service.sendText(kConversation, u"too late"_s);
        desk.server.mustReceive<Send>();
        desk.server.refuse<Send>(Code::reassigned);
        QCOMPARE(refused.count(), 1);
        QCOMPARE(refused[0][2].toBool(), true);
        QTRY_COMPARE(desk.drafts.draft(kConversation).text, u"too late"_s);
        QVERIFY(desk.outbox.items().isEmpty());
    }

    void aRefusedTextNeverMixesWithWhatIsBeingWritten()
    {
        Desk desk;
        desk.begin();
        desk.openConversation();
        desk.service.sendText(kConversation, u"too late"_s);
        desk.drafts.set(kConversation, u"next"_s, false, {});
        desk.server.mustReceive<Send>();
        desk.server.refuse<Send>(Code::closed);
        QCOMPARE(desk.drafts.draft(kConversation).text, u"next"_s);
        const ClientId id = desk.outbox.items().first().clientId;
        QCOMPARE(desk.outbox.items().first().state, OutboxItem::State::failed);
        desk.service.retry(id);
        desk.server.mustReceive<Send>();
        desk.server.refuse<Send>(Code::closed);
        desk.service.editAgain(id);
        QCOMPARE(desk.drafts.draft(kConversation).text, u"next\ntoo late"_s);
        QVERIFY(desk.outbox.items().isEmpty());
    }

    void whatIsNotSaidNeedsTheConnection()
    {
        Desk desk;
        QList<Code> codes;
        const auto done = [&](const Result<void>& result) { codes.append(result ? Code::ok : result.error().code); };
        desk.service.recall(kConversation, 1, this, done);
        desk.service.accept(kConversation, this, done);
        desk.service.claim(kConversation, this, done);
        desk.service.transfer(kConversation, {}, {}, this, done);
        desk.service.close(kConversation, u"solved"_s, {}, this, done);
        desk.service.setFollowUp(kConversation, {}, this, done);
        QTRY_COMPARE(codes, QList<Code>(6, Code::offline));
        desk.service.sendText(kConversation, u"waits"_s);
        QTRY_COMPARE(desk.outbox.items().size(), 1);
        QVERIFY(!desk.service.isOnline());
    }

    void actionsAskWhatTheySay()
    {
        Desk desk;
        desk.begin();
        Result<void> last;
        const auto done = [&](const Result<void>& result) { last = result; };
        const QueueId queue(testId(8, 1));
        desk.service.transfer(kConversation, {{}, queue, u"L2"_s}, u"please"_s, this, done);
        const Transfer transfer = desk.server.mustReceive<Transfer>();
        QCOMPARE(transfer.toQueue, queue);
        QVERIFY(!transfer.toAgent);
        QCOMPARE(transfer.assignmentVersion, 3);
        desk.server.refuse<Transfer>(Code::forbidden);
        QCOMPARE(last.error().code, Code::forbidden);
        desk.service.close(kConversation, u"solved"_s, {u"refund"_s}, this, done);
        const CloseConversation closing = desk.server.mustReceive<CloseConversation>();
        QCOMPARE(closing.reason, u"solved"_s);
        QCOMPARE(closing.tags, QStringList {u"refund"_s});
        desk.server.answer<CloseConversation>({kConversation, 9, {}});
        QVERIFY(last);
        desk.service.setFollowUp(kConversation, fromMillis(9), this, done);
        QCOMPARE(desk.server.mustReceive<SetFollowUp>().dueAt, fromMillis(9));
        desk.service.recall(kConversation, 7, this, done);
        QCOMPARE(desk.server.mustReceive<Recall>().number, 7);
        desk.service.decline(kConversation, this, done);
        QCOMPARE(desk.server.mustReceive<DeclineOffer>().conversation, kConversation);
    }

    void transferTargetsLeaveOneselfOut()
    {
        Desk desk;
        desk.begin();
        QList<TransferTarget> targets;
        desk.service.listTransferTargets(this, [&](const Result<QList<TransferTarget>>& got) { targets = *got; });
        desk.server.mustReceive<ListTransferTargets>();
        PresenceRow me;
        me.id = desk.server.me.person;
        PresenceRow other;
        other.id = PersonId(testId(5, 5));
        other.name = u"Wang"_s;
        QueueRow queue;
        queue.id = QueueId(testId(8, 1));
        queue.name = u"L2"_s;
        desk.server.answer<ListTransferTargets>({{me, other}, {queue}});
        QCOMPARE(targets.size(), 2);
        QCOMPARE(targets[0].name, u"L2"_s);
        QCOMPARE(targets[1].person, other.id);
    }

    void typingIsToldEveryThreeSecondsAndAtTheEnd()
    {
        Desk desk;
        desk.begin();
        desk.service.setTyping(kConversation, true);
        desk.service.setTyping(kConversation, true);
        QVERIFY(desk.server.mustReceive<SetTyping>().typing);
        QVERIFY(desk.server.nothingElse());
        desk.clock.freeze(fromMillis(1'700'000'003'000));
        desk.service.setTyping(kConversation, true);
        desk.server.mustReceive<SetTyping>();
        desk.service.setTyping(kConversation, false);
        QVERIFY(!desk.server.mustReceive<SetTyping>().typing);
        desk.service.setTyping(kConversation, false);
        QVERIFY(desk.server.nothingElse());
    }

    void readIsToldOncePerNewEntry()
    {
        Desk desk;
        desk.begin();
        desk.openConversation();
        desk.server.ignoreRest();
        desk.service.markRead(kConversation);
        desk.service.markRead(kConversation);
        QCOMPARE(desk.server.mustReceive<MarkRead>().number, 4);
        QVERIFY(desk.server.nothingElse());
    }

    void findingMakesRowsKnown()
    {
        Desk desk;
        desk.begin();
        QList<ConversationId> ids;
        desk.service.find(u"1234"_s, this, [&](const Result<QList<ConversationId>>& found, qint64) { ids = *found; });
        QCOMPARE(desk.server.mustReceive<FindConversations>().text, u"1234"_s);
        desk.server.answer<FindConversations>({{testRow(9)}, 1});
        QCOMPARE(ids, QList {testConversation(9)});
        QVERIFY(desk.boards.row(testConversation(9)));
    }

    void theOtherSidesTypingAndReadingArrive()
    {
        Desk desk;
        desk.begin();
        desk.openConversation();
        QSignalSpy changed(&desk.typing, &TypingModel::changed);
        desk.server.says(
            BoardChanged {BoardName::typing, 0, 1, {kConversation.value}, {TypingRow {kConversation, true, false, {}, 3, 0}}});
        QCOMPARE(changed.count(), 1);
        QVERIFY(desk.typing.customerTyping());
        QVERIFY(desk.service.transcript()->index(2).data(int(TranscriptModel::Role::ReadByCustomer)).toBool());
        desk.server.loseConnection();
        QVERIFY(!desk.typing.customerTyping());
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestConversationService)
#include "tst_conversationservice.moc"
