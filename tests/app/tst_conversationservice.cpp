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
        QCOMPARE(desk.drafts.draft(kConversation).text, u"too late"_s);
        QVERIFY(desk.outbox.items().isEmpty());
    }

    void whatWasWrittenOfflineForAMovedConversationComesBackInOnePiece_data()
    {
        QTest::addColumn<int>("reason");
        QTest::newRow("reassigned") << int(Code::reassigned);
        QTest::newRow("closed") << int(Code::closed);
    }
    void whatWasWrittenOfflineForAMovedConversationComesBackInOnePiece()
    {
        QFETCH(int, reason);
        const ConversationId other = testConversation(2);
        Desk desk;
        desk.begin();
        desk.openConversation();
        desk.server.loseConnection();
        desk.service.sendText(kConversation, u"one"_s);
        desk.service.sendText(kConversation, u"two"_s);
        desk.service.addNote(kConversation, u"for us"_s);
        desk.service.sendText(other, u"elsewhere"_s);
        desk.service.sendText(kConversation, u"three"_s);
        QTRY_COMPARE(desk.outbox.items().size(), 5);
        QSignalSpy refused(&desk.service, &ConversationService::sendRefused);
        desk.reconnect();
        QCOMPARE(std::get<Text>(desk.server.mustReceive<Send>().content).text, u"one"_s);
        desk.server.refuse<Send>(Code(reason));
        QCOMPARE(desk.drafts.draft(kConversation).text, u"one\ntwo\nthree"_s);
        QCOMPARE(refused.count(), 1);
        // What is on the disk is what is on the screen: nothing twice, nothing nowhere, whenever the program ends.
        QStringList kept;
        bool read = false;
        desk.cache->loadDrafts(this, [&](const Result<QList<Draft>>& drafts) {
            for (const Draft& each : *drafts)
                kept += each.text;
        });
        desk.cache->loadOutbox(this, [&](const Result<QList<OutboxItem>>& items) {
            for (const OutboxItem& each : *items)
                kept += std::holds_alternative<AddNote>(each.request) ? u"(note)"_s : u"(send)"_s;
            read = true;
        });
        QTRY_VERIFY(read);
        QCOMPARE(kept, (QStringList {u"one\ntwo\nthree"_s, u"(note)"_s, u"(send)"_s}));
        // Colleagues and other customers wait for nothing.
        QCOMPARE(desk.server.mustReceive<AddNote>().text, u"for us"_s);
        desk.server.answer<AddNote>({kConversation, 5, {}});
        QCOMPARE(std::get<Text>(desk.server.mustReceive<Send>().content).text, u"elsewhere"_s);
        desk.server.answer<Send>({other, 1, {}});
        QVERIFY(desk.outbox.items().isEmpty());
        Send again;
        QVERIFY(!desk.server.take<Send>(again));
    }

    void aRefusedTextNeverMixesWithWhatIsBeingWritten()
    {
        Desk desk;
        desk.begin();
        desk.openConversation();
        desk.service.sendText(kConversation, u"too late"_s);
        desk.service.sendText(kConversation, u"too late as well"_s);
        desk.drafts.set(kConversation, u"next"_s, false, {});
        for (int i = 0; i < 2; ++i) {
            desk.server.mustReceive<Send>();
            desk.server.refuse<Send>(Code::closed);
        }
        QCOMPARE(desk.drafts.draft(kConversation).text, u"next"_s);
        QCOMPARE(desk.service.failedOf(kConversation).size(), 2);
    }

    void whatWasRefusedGoesAgainOnceTheConversationIsOnesOwnAgain()
    {
        Desk desk;
        desk.begin();
        desk.openConversation();
        desk.drafts.set(kConversation, u"next"_s, false, {});
        desk.service.sendText(kConversation, u"too late"_s);
        desk.server.mustReceive<Send>();
        ConversationRow row = *desk.boards.row(kConversation);
        row.assignee = PersonId(testId(5, 5));
        row.assignmentVersion = 4;
        const auto tell = [&] { desk.server.says(BoardChanged {BoardName::mine, 0, 1, {row.id.value}, {row}}); };
        const auto offered = [&] {
            const TranscriptModel& model = *desk.service.transcript();
            return model.index(model.rowCount() - 1).data(int(TranscriptModel::Role::Retryable)).toBool();
        };
        tell();
        desk.server.refuse<Send>(Code::reassigned);
        const ClientId id = desk.service.failedOf(kConversation).value(0);
        QVERIFY(!desk.service.canRetry(kConversation));
        QVERIFY(!offered());
        desk.server.ignoreRest();
        desk.service.retry(id);
        QVERIFY(desk.server.nothingElse());
        row.assignee = desk.server.me.person;
        row.assignmentVersion = 5;
        tell();
        QVERIFY(desk.service.canRetry(kConversation));
        QVERIFY(offered());
        desk.service.retry(id);
        QCOMPARE(desk.server.mustReceive<Send>().assignmentVersion, 5);
    }

    void whatIsNotSaidNeedsTheConnection()
    {
        Desk desk;
        QList<Code> codes;
        const auto done = [&](const Result<void>& result) { codes.append(result ? Code::ok : result.error().code); };
        desk.service.recall(kConversation, 1, this, done);
        desk.service.accept(kConversation, this, done);
        desk.service.claim(kConversation, this, done);
        desk.service.transfer(kConversation, {}, {}, {}, this, done);
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
        desk.service.transfer(kConversation, {{}, queue, u"L2"_s}, u"please"_s, TransferReason::wrongQueue, this, done);
        const Transfer transfer = desk.server.mustReceive<Transfer>();
        QCOMPARE(transfer.toQueue, queue);
        QVERIFY(!transfer.toAgent);
        QCOMPARE(transfer.assignmentVersion, 3);
        QCOMPARE(transfer.reason, TransferReason::wrongQueue);
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
        desk.service.decline(kConversation, DeclineReason::language, this, done);
        const DeclineOffer declined = desk.server.mustReceive<DeclineOffer>();
        QCOMPARE(declined.conversation, kConversation);
        QCOMPARE(declined.reason, DeclineReason::language);
        desk.service.askHelp(kConversation, true, u"refund over my limit"_s, this, done);
        const AskHelp help = desk.server.mustReceive<AskHelp>();
        QVERIFY(help.wanted);
        QCOMPARE(help.note, u"refund over my limit"_s);
        desk.service.join(kConversation, true, this, done);
        QVERIFY(desk.server.mustReceive<Join>().on);
        desk.service.takeOver(kConversation, this, done);
        QCOMPARE(desk.server.mustReceive<TakeOver>().assignmentVersion, 3);
        Classified classes;
        classes.issue = u"refund"_s;
        desk.service.classify(kConversation, classes, this, done);
        QCOMPARE(desk.server.mustReceive<Classify>().classes, classes);
        QCOMPARE(desk.service.issues(), QStringList {u"refund"_s});
        const PersonId colleague(testId(5, 5));
        desk.service.addNote(kConversation, u"is it in stock?"_s, colleague);
        QCOMPARE(desk.server.mustReceive<AddNote>().to, colleague);
    }

    void theNextOneIsGivenOrThereIsNone()
    {
        Desk desk;
        desk.begin();
        std::optional<Result<ConversationId>> given;
        const auto done = [&](const Result<ConversationId>& result) { given = result; };
        desk.service.takeNext(this, done);
        desk.server.mustReceive<TakeNext>();
        desk.server.refuse<TakeNext>(Code::notFound);
        QVERIFY(given && !*given);
        QCOMPARE(given->error().code, Code::notFound);
        desk.service.takeNext(this, done);
        desk.server.mustReceive<TakeNext>();
        desk.server.answer<TakeNext>({testConversation(7), 3, {}});
        QVERIFY(*given);
        QCOMPARE(**given, testConversation(7));
    }

    void whatWasSeenIsToldAsItWasWhenItWasWritten()
    {
        Desk desk;
        desk.begin();
        desk.openConversation();
        desk.service.sendText(kConversation, u"one"_s);
        desk.service.sendText(kConversation, u"two"_s);
        QCOMPARE(desk.server.mustReceive<Send>().seen, 4);
        QTRY_COMPARE(desk.outbox.items().size(), 2);
        // More is said before the second one leaves, and there is no connection for a while.
        desk.server.says(Entries {StreamId::of(kConversation), {testEntry(5, u"and where is it?"_s)}});
        QCOMPARE(desk.service.transcript()->lastNumber(), 5);
        desk.server.loseConnection();
        desk.reconnect();
        QCOMPARE(desk.server.mustReceive<Send>().seen, 4);
        desk.server.answer<Send>({kConversation, 6, {}});
        const Send second = desk.server.mustReceive<Send>();
        QCOMPARE(std::get<Text>(second.content).text, u"two"_s);
        QCOMPARE(second.seen, 4);
        QSignalSpy refused(&desk.service, &ConversationService::sendRefused);
        desk.server.refuse<Send>({Code::conflict, u"seen"_s, {}, 0});
        QCOMPARE(refused.count(), 1);
        QCOMPARE(refused[0][1].value<Error>().field, u"seen"_s);
        QVERIFY(refused[0][2].toBool());
        QCOMPARE(desk.drafts.draft(kConversation).text, u"two"_s);
        QVERIFY(desk.outbox.items().isEmpty());
        desk.drafts.remove(kConversation);
        desk.service.sendText(kConversation, u"two"_s);
        QCOMPARE(desk.server.mustReceive<Send>().seen, 5);
        desk.server.answer<Send>({kConversation, 7, {}});
        desk.service.sendText(kConversation, u"in any case"_s, {true});
        QVERIFY(!desk.server.mustReceive<Send>().seen);
    }

    void anotherConflictWaitsInTheTranscript()
    {
        Desk desk;
        desk.begin();
        desk.openConversation();
        desk.service.sendText(kConversation, u"hello"_s);
        desk.server.mustReceive<Send>();
        desk.server.refuse<Send>(Code::conflict);
        QVERIFY(!desk.drafts.has(kConversation));
        QCOMPARE(desk.service.failedOf(kConversation).size(), 1);
    }

    void aRefusedCardGoesAgainWithWhatIsSeenNow()
    {
        Desk desk;
        desk.begin();
        desk.openConversation();
        desk.service.sendCard(kConversation, OrderCard {u"LM1"_s, {}, {}, {}});
        QCOMPARE(desk.server.mustReceive<Send>().seen, 4);
        desk.server.says(Entries {StreamId::of(kConversation), {testEntry(5, u"never mind"_s)}});
        desk.server.refuse<Send>({Code::conflict, u"seen"_s, {}, 0});
        QVERIFY(!desk.drafts.has(kConversation)); // a card is no text
        const QModelIndex row = desk.service.transcript()->index(desk.service.transcript()->rowCount() - 1);
        QCOMPARE(row.data(int(TranscriptModel::Role::ErrorField)).toString(), u"seen"_s);
        QVERIFY(desk.service.canRetry(kConversation));
        desk.service.retry(desk.service.failedOf(kConversation).value(0));
        QCOMPARE(desk.server.mustReceive<Send>().seen, 5);
    }

    void whoHasJoinedSaysThingsInWhatIsSomebodyElses()
    {
        Desk desk;
        desk.begin();
        desk.openConversation();
        ConversationRow row = *desk.boards.row(kConversation);
        row.assignee = PersonId(testId(5, 5));
        row.assigneeName = u"Wang"_s;
        row.assignmentVersion = 8;
        const auto tell = [&] { desk.server.says(BoardChanged {BoardName::mine, 0, 1, {row.id.value}, {row}}); };
        tell();
        QVERIFY(!desk.workspace.open()->canSay());
        row.joined = QList {desk.server.me.person};
        row.asked = QList {desk.server.me.person};
        row.helpSince = fromMillis(5);
        tell();
        QVERIFY(desk.workspace.open()->canSay());
        QVERIFY(!desk.workspace.open()->mine);
        QVERIFY(desk.workspace.open()->asked);
        QCOMPARE(desk.workspace.open()->helpSince, fromMillis(5));
        desk.service.sendText(kConversation, u"hello from the lead"_s);
        QCOMPARE(desk.server.mustReceive<Send>().assignmentVersion, 8);
    }

    void joiningCountsAlsoWhereNoListShowsTheConversation()
    {
        Desk desk;
        desk.begin();
        desk.openConversation();
        ConversationRow row = *desk.boards.row(kConversation);
        row.assignee = PersonId(testId(5, 5));
        row.assigneeName = u"Wang"_s;
        desk.server.says(BoardChanged {BoardName::mine, 0, 1, {row.id.value}, {row}});
        desk.server.says(BoardChanged {BoardName::mine, 0, 0, {}, {}});
        QVERIFY(!desk.boards.isListed(kConversation));
        QVERIFY(!desk.workspace.open()->canSay());
        const PersonId me = desk.server.me.person;
        const auto step = [&](bool on) {
            Entry entry = testEntry(desk.service.transcript()->lastNumber() + 1, {}, AuthorKind::staff);
            entry.content = Joined {me, u"Lin"_s, on};
            desk.server.says(Entries {StreamId::of(kConversation), {entry}});
        };
        step(true);
        QTRY_VERIFY(desk.workspace.open()->canSay());
        step(false);
        QTRY_VERIFY(!desk.workspace.open()->canSay());
    }

    void aTransferIsSaidToWhoAsksAndToWhoIsAsked()
    {
        Desk desk;
        desk.begin();
        desk.openConversation();
        const PersonId colleague(testId(5, 5));
        ConversationRow row = *desk.boards.row(kConversation);
        row.offeredTo = colleague;
        row.offerUntil = fromMillis(9'000);
        const auto tell = [&] { desk.server.says(BoardChanged {BoardName::mine, 0, 1, {row.id.value}, {row}}); };
        tell();
        QVERIFY(desk.workspace.open()->mine);
        QVERIFY(!desk.workspace.open()->offerUntil);
        QCOMPARE(desk.workspace.open()->transferUntil, fromMillis(9'000));
        QVERIFY(desk.workspace.open()->transferTo.isEmpty());
        Transferred asked;
        asked.toAgent = colleague;
        asked.toName = u"Wang"_s;
        asked.until = fromMillis(9'000);
        Entry entry = testEntry(5, {}, AuthorKind::staff);
        entry.content = asked;
        desk.server.says(Entries {StreamId::of(kConversation), {entry}});
        QCOMPARE(desk.workspace.open()->transferTo, u"Wang"_s);
        std::swap(row.assignee, row.offeredTo);
        tell();
        QVERIFY(!desk.workspace.open()->mine);
        QCOMPARE(desk.workspace.open()->offerUntil, fromMillis(9'000));
        QVERIFY(!desk.workspace.open()->transferUntil);
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
        TypingRow typing {kConversation, true, false, {}, 3, 0};
        typing.viewers = QStringList {desk.server.me.name, u"Wang"_s};
        desk.server.says(BoardChanged {BoardName::typing, 0, 1, {kConversation.value}, {typing}});
        QCOMPARE(desk.typing.viewers(), QStringList {u"Wang"_s});
        desk.server.loseConnection();
        QVERIFY(!desk.typing.customerTyping());
        QVERIFY(desk.typing.viewers().isEmpty());
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestConversationService)
#include "tst_conversationservice.moc"
