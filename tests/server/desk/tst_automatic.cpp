// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/imports/importroutes.h"
#include "tests/support/smalldesk.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

QByteArray record(const QString& moment, const QString& language, const QString& text, qint64 seconds = 0)
{
    QJsonObject object {{u"moment"_s, moment}, {u"language"_s, language}, {u"text"_s, text}};
    if (seconds > 0)
        object.insert(u"seconds"_s, seconds);
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray ladder()
{
    return record(u"waiting"_s, u"en"_s, u"You are number {place}."_s) + record(u"waiting"_s, u"en"_s, u"Still there."_s, 30)
        + record(u"waiting"_s, u"en"_s, u"It takes longer."_s, 90);
}

struct Spoken : SmallDesk {
    explicit Spoken(qint64 capacity = 3)
        : SmallDesk(QueueMode::direct, capacity)
    {
    }
    ImportReport import(const QByteArray& lines, ImportFormat format = ImportFormat::jsonLines)
    {
        ImportAsk given;
        given.kind = ImportKind::automatic;
        given.format = format;
        given.body = lines;
        std::optional<Result<ImportReport>> report;
        ImportRun bring = importRun(shop, given, now);
        bring.then = [&](const Result<ImportReport>& done) { report = done; };
        runImport(desk->coordinator(), std::move(bring));
        run();
        return report && *report ? **report : ImportReport {};
    }
    QString problemOf(const QByteArray& line)
    {
        const ImportReport report = import(line);
        return report.problems.empty() ? QString() : sentence(report.problems.front().error);
    }
    /// Lin works, and has as many as she can: whoever comes now waits.
    void beBusy()
    {
        agent = enterStaff(shop, lin);
        held = *ask(enter(u"en"_s), text(u"first"_s));
        if (!ask(agent, reply(held, 1, u"yes?"_s)))
            qFatal("Lin should have it");
    }
    SessionId enter(const QString& language)
    {
        Customer as;
        as.language = language;
        return enterCustomer(shop, {}, as);
    }
    void restart()
    {
        now += 1s;
        start();
        agent = enterStaff(shop, lin);
    }
    /// What a program said in it, in order.
    QStringList automatic(SessionId session, const Stored& in)
    {
        QStringList said;
        for (const Entry& each : read(session, in))
            if (each.author.kind == AuthorKind::bot)
                said.append(std::get<Text>(each.content).text);
        return said;
    }
    /// What a customer of this language is welcomed with.
    QStringList welcomeIn(const QString& language)
    {
        const SessionId customer = enter(language);
        const auto asked = ask(customer, text(u"hello"_s));
        return automatic(customer, *asked);
    }
    Result<Stored> close(const Stored& what)
    {
        return ask(agent, CloseConversation {newId(), what.conversation, at(what).assignmentVersion, u"done"_s, {}});
    }

    SessionId agent;
    Stored held;
};

} // namespace

/// What customers are told by itself, when, in which language; and that it counts for nobody.
class TestAutomatic final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aShopThatWroteNothingSaysNothing()
    {
        Spoken world;
        world.pass(1min);
        const auto customer = world.enter(u"en"_s);
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        world.pass(5min);
        world.agent = world.enterStaff(world.shop, world.lin);
        QVERIFY(world.close(*asked));
        QVERIFY(world.automatic(customer, *asked).isEmpty());
    }

    void whoOpensAConversationIsWelcomedOnce()
    {
        Spoken world;
        QCOMPARE(world.import(record(u"welcome"_s, u"en"_s, u"Welcome to {shop}!"_s)).stored, 1);
        world.agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enter(u"en"_s);
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        const QStringList once {u"Welcome to lumen!"_s};
        QCOMPARE(world.automatic(customer, *asked), once);
        QVERIFY(world.at(*asked).isOwnedBy(world.lin));
        const QList<Entry> entries = world.read(world.agent, *asked);
        const auto said = std::find_if(
            entries.begin(), entries.end(), [](const Entry& each) { return each.author.kind == AuthorKind::bot; });
        QCOMPARE(said->author.name, u"lumen"_s);
        QCOMPARE(said->audience, Audience::customer);
        QVERIFY(!said->author.id);
        QVERIFY(std::holds_alternative<Assigned>(said[1].content)); // before whoever gets it

        // Not when they go on, but when they open it again.
        world.pass(1s);
        QVERIFY(world.ask(customer, world.text(u"anybody?"_s)));
        QVERIFY(world.close(*asked));
        QCOMPARE(world.automatic(customer, *asked), once);
        QVERIFY(world.ask(customer, world.text(u"one thing more"_s)));
        const QStringList twice = once + once;
        QCOMPARE(world.automatic(customer, *asked), twice);

        // Nor when it goes back to a queue, or after a restart.
        Transfer back;
        back.clientId = world.newId();
        back.conversation = asked->conversation;
        back.assignmentVersion = world.at(*asked).assignmentVersion;
        back.toQueue = world.queue;
        QVERIFY(world.ask(world.agent, back));
        QCOMPARE(world.at(*asked).state, ConversationState::waiting);
        world.restart();
        world.pass(3min);
        QVERIFY(world.at(*asked).isOwnedBy(world.lin));
        QCOMPARE(world.automatic(world.agent, *asked), twice);
    }

    void whoWaitsIsToldAtItsTimes()
    {
        Spoken world(1);
        QCOMPARE(world.import(ladder()).stored, 3);
        world.beBusy();
        QVERIFY(world.automatic(world.agent, world.held).isEmpty()); // was given at once: there was no wait
        const SessionId customer = world.enter(u"en"_s);
        const auto asked = world.ask(customer, world.text(u"second"_s));
        const StreamId stream = StreamId::of(asked->conversation);
        QVERIFY(world.ask(customer, WatchStream {stream, {world.desk->coordinator().epoch(), world.at(*asked).customerHead}}));
        world.pass(1ms);
        QCOMPARE(world.automatic(world.agent, *asked), (QStringList {u"You are number 1."_s}));
        const auto behind = world.ask(world.enter(u"en"_s), world.text(u"third"_s));
        world.pass(100ms);
        QCOMPARE(world.automatic(world.agent, *behind), (QStringList {u"You are number 2."_s}));
        world.pass(29'898ms);
        QCOMPARE(world.automatic(world.agent, *asked).size(), 1);
        world.pass(1ms);
        QCOMPARE(world.automatic(world.agent, *asked).last(), u"Still there."_s);
        const QList<Entry> watched = world.entriesOf(customer, stream); // who watches it gets it as everything else
        QCOMPARE(watched.size(), 2);
        QCOMPARE(watched.last().author.kind, AuthorKind::bot);
        QCOMPARE(std::get<Text>(watched.last().content).text, u"Still there."_s);
        // A restart in between says again nothing that was said, and goes on.
        world.pass(15s);
        world.restart();
        world.pass(43s + 999ms);
        QCOMPARE(world.automatic(world.agent, *asked).size(), 2);
        world.pass(100ms);
        QCOMPARE(world.automatic(world.agent, *asked).size(), 3);
        QCOMPARE(world.automatic(world.agent, *asked).last(), u"It takes longer."_s);
        world.pass(10min);
        QCOMPARE(world.automatic(world.agent, *asked).size(), 3);
    }

    void whoWasTakenIsToldNothingMore()
    {
        Spoken world(1);
        world.import(ladder());
        world.beBusy();
        const auto asked = world.ask(world.enter(u"en"_s), world.text(u"second"_s));
        world.pass(10s);
        QVERIFY(world.close(world.held));
        QVERIFY(world.at(*asked).isOwnedBy(world.lin));
        world.pass(10min);
        QCOMPARE(world.automatic(world.agent, *asked), (QStringList {u"You are number 1."_s}));
    }

    /// What is not known is not said.
    /// Leaving a message and writing again, over and over, had the same notice said each time.
    void whoWaitsAnewAgainAndAgainIsNotToldTheSame()
    {
        Spoken world(1);
        world.import(ladder());
        world.beBusy();
        const auto customer = world.enter(u"en"_s);
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        QVERIFY(asked);
        world.pass(1s);
        QCOMPARE(world.automatic(customer, *asked).size(), 1);
        for (int i = 0; i < 10; ++i) {
            QVERIFY(world.ask(customer, LeaveMessage {world.newId(), u"call me"_s, {}}));
            world.pass(1s);
            QVERIFY(world.ask(customer, world.text(u"x"_s)));
            world.pass(1s);
        }
        QCOMPARE(world.automatic(customer, *asked).size(), 1);
        world.pass(30s); // and goes on from there
        QCOMPARE(world.automatic(customer, *asked).size(), 2);
    }

    void minutesAreToldWhereTheyAreKnown()
    {
        Spoken world(1);
        world.import(record(u"waiting"_s, u"en"_s, u"Number {place}, about {minutes} min"_s));
        world.beBusy();
        const auto unknown = world.ask(world.enter(u"en"_s), world.text(u"second"_s));
        world.pass(5min);
        QVERIFY(world.automatic(world.agent, *unknown).isEmpty());
        QVERIFY(world.close(world.held));
        QVERIFY(world.at(*unknown).isOwnedBy(world.lin));
        QVERIFY(world.ask(world.agent, world.reply(*unknown, 1, u"yes?"_s)));
        const auto next = world.ask(world.enter(u"en"_s), world.text(u"third"_s));
        world.pass(1ms);
        const auto last = world.ask(world.enter(u"en"_s), world.text(u"fourth"_s));
        world.pass(1s);
        QCOMPARE(world.automatic(world.agent, *next), (QStringList {u"Number 1, about 5 min"_s}));
        QCOMPARE(world.automatic(world.agent, *last), (QStringList {u"Number 2, about 10 min"_s}));
    }

    void whereNobodyIsTheyAreToldSoOnceInPlaceOfTheRest()
    {
        Spoken world;
        world.import(ladder() + record(u"nobodyThere"_s, u"en"_s, u"Leave a message; we answer before ten."_s));
        const QStringList once {u"Leave a message; we answer before ten."_s};
        // Just after a start whoever works may not be back yet.
        const auto early = world.enter(u"en"_s);
        const auto asked = world.ask(early, world.text(u"hello"_s));
        world.pass(29s);
        QVERIFY(world.automatic(early, *asked).isEmpty());
        world.pass(2s);
        QCOMPARE(world.automatic(early, *asked), once);
        world.pass(10min);
        QCOMPARE(world.automatic(early, *asked), once);
        // Later at once.
        const auto late = world.enter(u"en"_s);
        const auto second = world.ask(late, world.text(u"hello"_s));
        world.pass(1ms);
        QCOMPARE(world.automatic(late, *second), once);
        world.now += 1s;
        world.start();
        world.pass(10min);
        world.agent = world.enterStaff(world.shop, world.lin);
        QCOMPARE(world.automatic(world.agent, *second), once);
    }

    void whoIsBackInTimeIsThere()
    {
        Spoken world(1);
        world.import(ladder() + record(u"nobodyThere"_s, u"en"_s, u"Nobody."_s));
        world.beBusy();
        world.now += 1s;
        world.start();
        const auto customer = world.enter(u"en"_s);
        const auto asked = world.ask(customer, world.text(u"second"_s));
        world.pass(5s);
        world.agent = world.enterStaff(world.shop, world.lin);
        world.pass(24s + 900ms);
        QVERIFY(world.automatic(customer, *asked).size() <= 1);
        QVERIFY(!world.automatic(customer, *asked).contains(u"Nobody."_s));
        world.pass(200ms);
        QCOMPARE(world.automatic(customer, *asked).last(), u"Still there."_s);
        // All who work take a break: what comes next is that.
        QVERIFY(world.ask(world.agent, SetPresence {Presence::onBreak, BreakReason::rest}));
        world.pass(5min);
        QCOMPARE(world.automatic(customer, *asked).last(), u"Nobody."_s);
        QCOMPARE(world.automatic(customer, *asked).count(u"Nobody."_s), 1);
    }

    void theCustomersLanguageIsTaken()
    {
        Spoken world;
        world.import(record(u"welcome"_s, u"ja"_s, u"ja"_s) + record(u"welcome"_s, u"zh"_s, u"zh"_s)
            + record(u"welcome"_s, u"zh-TW"_s, u"zh-TW"_s) + record(u"welcome"_s, u"en"_s, u"en"_s));
        const std::pair<QString, QString> cases[] {{u"zh-TW"_s, u"zh-TW"_s}, {u"ZH-tw"_s, u"zh-TW"_s}, {u"zh-CN"_s, u"zh"_s},
            {u"zh"_s, u"zh"_s}, {u"zh-Hant-TW"_s, u"zh"_s}, {u"en-GB"_s, u"en"_s}, {u"de"_s, u"en"_s}, {QString(), u"en"_s},
            {u"zhx"_s, u"en"_s}, {u"-"_s, u"en"_s}};
        for (const auto& [language, welcome] : cases)
            QCOMPARE(world.welcomeIn(language), QStringList(welcome));
        // Without English: what the shop wrote first.
        world.import(record(u"welcome"_s, u"en"_s, {}));
        QCOMPARE(world.welcomeIn(u"de"_s), QStringList(u"ja"_s));
        world.import(record(u"welcome"_s, u"ja"_s, u"ja, anew"_s));
        QCOMPARE(world.welcomeIn(u"de"_s), QStringList(u"ja, anew"_s));
    }

    /// One language's times, whole: not one notice of each.
    void aLadderIsOfOneLanguage()
    {
        Spoken world(1);
        world.import(ladder() + record(u"waiting"_s, u"zh"_s, u"请稍等"_s, 60));
        world.beBusy();
        const auto asked = world.ask(world.enter(u"zh-CN"_s), world.text(u"在吗"_s));
        world.pass(10min);
        QCOMPARE(world.automatic(world.agent, *asked), (QStringList {u"请稍等"_s}));
    }

    void beforeItIsClosedAClosingLineIsSaid()
    {
        Spoken world;
        world.import(record(u"closing"_s, u"en"_s, u"{agent} of {shop} says goodbye."_s));
        world.agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enter(u"en"_s);
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        // Whoever may not close it says nothing either.
        QVERIFY(!world.ask(world.agent, CloseConversation {world.newId(), asked->conversation, 7, u"done"_s, {}}));
        QVERIFY(world.automatic(customer, *asked).isEmpty());
        const CloseConversation close {world.newId(), asked->conversation, 1, u"done"_s, {}};
        const auto closed = world.ask(world.agent, close);
        QVERIFY(closed);
        QCOMPARE(world.ask(world.agent, close)->number, closed->number); // asked again: said once
        const QList<Entry> entries = world.read(world.agent, *asked);
        QCOMPARE(entries.last().number, closed->number);
        QVERIFY(std::holds_alternative<Closed>(entries.last().content));
        QCOMPARE(std::get<Text>(entries[entries.size() - 2].content).text, u"Lin of lumen says goodbye."_s);
        QCOMPARE(world.automatic(customer, *asked).size(), 1);
    }

    /// An end nobody asked for is explained in any case.
    void anEndBySilenceIsToldInTheProductsWords()
    {
        Spoken world;
        const PersonId sun = world.addPerson(world.shop, u"Sun"_s, 1, {}, {Role::supervisor});
        world.restart();
        const auto leader = world.enterStaff(world.shop, sun, Roles(Role::supervisor), false);
        routing::Profile profile = world.ask(leader, ReadRouting {})->profile;
        profile.silentAfter = 5min;
        profile.silentEndsAfter = 5min;
        QVERIFY(world.ask(leader, ChangeRouting {profile, {}}));
        const auto chinese = world.enter(u"zh-CN"_s);
        const auto english = world.enter(u"de"_s);
        const auto one = world.ask(chinese, world.text(u"在吗"_s));
        const auto other = world.ask(english, world.text(u"hello"_s));
        QVERIFY(world.ask(world.agent, world.reply(*one, 1, u"在的"_s)));
        QVERIFY(world.ask(world.agent, world.reply(*other, 1, u"yes"_s)));
        world.pass(20min);
        const QStringList inChinese = world.automatic(chinese, *one);
        QCOMPARE(inChinese.size(), 2);
        QVERIFY(inChinese.first().contains(u"您还在吗"_s));
        QVERIFY(inChinese.last().contains(u"会话已自动结束"_s));
        const QStringList inEnglish = world.automatic(english, *other);
        QCOMPARE(inEnglish.size(), 2);
        QVERIFY(inEnglish.first().startsWith(u"Are you still there?"_s));
        QVERIFY(inEnglish.last().contains(u"has ended"_s));
        // The shop's own take their place.
        world.import(record(u"reminder"_s, u"en"_s, u"{agent} waits."_s) + record(u"closing"_s, u"en"_s, u"Bye."_s));
        const auto third = world.enter(u"en"_s);
        const auto last = world.ask(third, world.text(u"hello"_s));
        QVERIFY(world.ask(world.agent, world.reply(*last, 1, u"yes"_s)));
        world.pass(20min);
        QCOMPARE(world.automatic(third, *last), (QStringList {u"Lin waits."_s, u"Bye."_s}));
    }

    /// The same day with and without automatic messages: the clocks and figures are the same.
    void clocksAndFiguresDoNotNoticeIt()
    {
        const auto day = [](bool speaks, QList<std::optional<Instant>>& clocks, int& said) {
            Spoken world;
            if (speaks)
                world.import(ladder() + record(u"welcome"_s, u"en"_s, u"Welcome."_s) + record(u"closing"_s, u"en"_s, u"Bye."_s)
                    + record(u"nobodyThere"_s, u"en"_s, u"Nobody."_s));
            world.pass(1min);
            const auto customer = world.enter(u"en"_s);
            const auto asked = world.ask(customer, world.text(u"hello"_s));
            const auto note = [&] {
                const Conversation& c = world.at(*asked);
                clocks << c.owedSince << c.waitingSince << c.unansweredSince << c.followUpDue << c.customerSaidAt;
                clocks << (c.staffSaid > 0 ? std::optional(c.openedAt) : std::nullopt);
            };
            note();
            world.pass(40s);
            note();
            world.agent = world.enterStaff(world.shop, world.lin);
            note();
            world.pass(10s);
            QVERIFY(world.ask(world.agent, world.reply(*asked, 1, u"yes?"_s)));
            note();
            world.pass(5s);
            QVERIFY(world.ask(customer, world.text(u"more"_s)));
            note();
            world.pass(200s);
            said += int(world.automatic(world.agent, *asked).size());
            QVERIFY(world.close(*asked));
            const auto figures = world.desk->distribution().figures().of({world.shop, world.lin});
            QVERIFY(figures.has_value());
            QCOMPARE(*figures, (DayFigures {1, 1, 10'000, 2, 1, 0}));
        };
        QList<std::optional<Instant>> silent;
        QList<std::optional<Instant>> speaking;
        int said = 0;
        day(false, silent, said);
        QCOMPARE(said, 0);
        day(true, speaking, said);
        QVERIFY(said >= 2);
        QCOMPARE(speaking, silent);
        QVERIFY(silent.first().has_value());
    }

    void aTableIsImportedAndHoldsAtOnce()
    {
        Spoken world(1);
        const ImportReport report = world.import("moment,language,seconds,text\n"
                                                 "welcome,zh,,您好，欢迎来到 {shop}。\n"
                                                 "waiting,zh,0,\"前面还有人，您排在第 {place} 位。\"\n"
                                                 "waiting,zh-CN,30,\n"
                                                 "nobodyThere,zh,,客服下班了，请留言，我们明天 10:00 前回复。\n",
            ImportFormat::csv);
        QCOMPARE(report.stored, 4);
        QVERIFY(report.problems.empty());
        world.beBusy();
        const auto asked = world.ask(world.enter(u"zh-CN"_s), world.text(u"在吗"_s));
        world.pass(1s);
        QCOMPARE(world.automatic(world.agent, *asked),
            (QStringList {u"您好，欢迎来到 lumen。"_s, u"前面还有人，您排在第 1 位。"_s}));

        // Those who wait go on by what holds now: what is new is said, what was taken away is not.
        world.import(record(u"waiting"_s, u"zh"_s, u"二十秒"_s, 20) + record(u"waiting"_s, u"zh"_s, u"四十秒"_s, 40));
        world.pass(20s);
        QCOMPARE(world.automatic(world.agent, *asked).last(), u"二十秒"_s);
        world.import(record(u"waiting"_s, u"zh"_s, u"  "_s, 40) + record(u"waiting"_s, u"zh"_s, u"早已过去"_s, 5));
        world.pass(10min);
        QCOMPARE(world.automatic(world.agent, *asked).last(), u"二十秒"_s);
        // The same after a restart.
        world.restart();
        QVERIFY(world.close(world.held));
        const auto next = world.ask(world.enter(u"zh"_s), world.text(u"在吗"_s));
        world.pass(10min);
        QCOMPARE(world.automatic(world.agent, *next),
            (QStringList {u"您好，欢迎来到 lumen。"_s, u"前面还有人，您排在第 1 位。"_s, u"早已过去"_s, u"二十秒"_s}));
    }

    void whatCouldNotBeSaidIsRefused()
    {
        Spoken world;
        QVERIFY(
            world.problemOf(record(u"welcome"_s, u"en"_s, u"Dear {customer},"_s)).contains(u"\"{customer}\" at character 6"_s));
        QVERIFY(world.problemOf(record(u"welcome"_s, u"en"_s, u"😀 {Shop}"_s)).contains(u"at character 3"_s));
        QVERIFY(world.problemOf(record(u"welcome"_s, u"en"_s, u"{}"_s)).contains(u"{shop}"_s));
        QVERIFY(world.problemOf(record(u"closing"_s, u"en"_s, u"You are {place}."_s)).contains(u"{agent}"_s));
        QVERIFY(world.problemOf(record(u"waiting"_s, u"en"_s, u"{agent} will come"_s)).contains(u"{minutes}"_s));
        QVERIFY(world.problemOf(record(u"welcome"_s, u"en"_s, u"late"_s, 30)).startsWith(u"seconds"_s));
        QVERIFY(world.problemOf(record(u"waiting"_s, u"en"_s, u"late"_s, 86'401)).startsWith(u"seconds"_s));
        QVERIFY(!world.problemOf(R"({"moment":"waiting","language":"en","seconds":"soon","text":"x"})").isEmpty());
        QVERIFY(!world.problemOf(R"({"moment":"waiting","language":"en","seconds":-1,"text":"x"})").isEmpty());
        QVERIFY(!world.problemOf(R"({"moment":"waiting","language":"en","seconds":1.5,"text":"x"})").isEmpty());
        QVERIFY(!world.problemOf(R"({"moment":"sometimes","language":"en","text":"x"})").isEmpty());
        QVERIFY(!world.problemOf(R"({"moment":"welcome","text":"x"})").isEmpty());
        for (const QString& language : {u"english please"_s, u"zh_CN"_s, u"z"_s, u"zh-"_s, u""_s, u"zh;"_s})
            QVERIFY(world.problemOf(record(u"welcome"_s, language, u"x"_s)).startsWith(u"language"_s));
        QVERIFY(!world.problemOf(record(u"welcome"_s, u"en"_s, QString(kMessageChars + 1, u'x'))).isEmpty());
        // It would be longer than a message with the shop's name in it.
        QVERIFY(!world.problemOf(record(u"welcome"_s, u"en"_s, QString(kMessageChars - 20, u'x') + u"{shop}"_s)).isEmpty());
        QVERIFY(world.welcomeIn(u"en"_s).isEmpty());
    }

    void aShopHasAHundredAtMost()
    {
        Spoken world;
        QByteArray lines;
        for (int i = 0; i < kMostAutomaticMessages + 5; ++i)
            lines += record(u"waiting"_s, u"en"_s, u"later"_s, i + 1);
        const ImportReport report = world.import(lines);
        QCOMPARE(report.stored, kMostAutomaticMessages);
        QCOMPARE(int(report.problems.size()), 5);
        QVERIFY(sentence(report.problems.front().error).contains(u"100"_s));
        // Those that are there can still be changed; one taken away makes room.
        QVERIFY(world.problemOf(record(u"waiting"_s, u"en"_s, u"changed"_s, 1)).isEmpty());
        QVERIFY(!world.problemOf(record(u"welcome"_s, u"en"_s, u"hello"_s)).isEmpty());
        QVERIFY(world.problemOf(record(u"waiting"_s, u"en"_s, {}, 1)).isEmpty());
        QVERIFY(world.problemOf(record(u"welcome"_s, u"en"_s, u"hello"_s)).isEmpty());
    }

    void hostileTextsAreTextsAndNamesAreNames()
    {
        Spoken world;
        world.store([&](Database& database) -> Result<void> {
            auto done = database.run(
                u"UPDATE shop SET name=? WHERE shop=?"_s, QString(u"{agent}\u202e"_s + QString(200, u'n')), world.shop);
            return done ? Result<void>() : done.error();
        });
        world.now += 1s;
        world.start();
        const QString name = u"{agent}"_s + QString(73, u'n');
        // Each is filled in once; braces that enclose no variable stay.
        QVERIFY(world.problemOf(record(u"welcome"_s, u"en"_s, u"}{ {{shop}} { <b>\u202eabc\u2066 '; DROP"_s)).isEmpty());
        QCOMPARE(world.welcomeIn(u"en"_s), QStringList(u"}{ {"_s + name + u"} { <b>\u202eabc\u2066 '; DROP"_s));
        const QString longest(kMessageChars, u'长');
        QVERIFY(world.problemOf(record(u"welcome"_s, u"en"_s, longest)).isEmpty());
        QCOMPARE(world.welcomeIn(u"en"_s), QStringList(longest));
        const QString filled = QString(kMessageChars - 80, u'x');
        QVERIFY(world.problemOf(record(u"welcome"_s, u"en"_s, filled + u"{shop}"_s)).isEmpty());
        QCOMPARE(world.welcomeIn(u"en"_s), QStringList(filled + name));
    }

    /// However many wait, others come between: they are told a part at a time, by one timer.
    void manyWhoWaitAreToldAFewAtATime()
    {
        Spoken world(1);
        world.import(record(u"waiting"_s, u"en"_s, u"Still there."_s, 30));
        world.beBusy();
        std::vector<Stored> waiting;
        for (int i = 0; i < 250; ++i)
            waiting.push_back(*world.ask(world.enter(u"en"_s), world.text(u"hello"_s)));
        world.pass(29s);
        std::vector<qint64> heads;
        for (const Stored& each : waiting)
            heads.push_back(world.at(each).head);
        const auto told = [&] {
            int more = 0;
            for (std::size_t i = 0; i < waiting.size(); ++i)
                more += world.at(waiting[i]).head > heads[i] ? 1 : 0;
            return more;
        };
        world.now += 1s;
        world.desk->coordinator().tick(world.now);
        world.run();
        QVERIFY(told() > 0 && told() <= 100);
        world.pass(100ms);
        QCOMPARE(told(), 250);
        world.pass(1min);
        QVERIFY(world.close(world.held));
        QCOMPARE(world.automatic(world.agent, waiting.back()), (QStringList {u"Still there."_s}));
    }
};

QTEST_GUILESS_MAIN(TestAutomatic)
#include "tst_automatic.moc"
