// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>

#include "app/phrases/phraseservice.h"
#include "tests/support/panelfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

class TestPhraseService : public QObject {
    Q_OBJECT

    static Phrase phrase(quint64 number, const QString& code, const QString& title, const QString& text)
    {
        return {PhraseId(testId(11, number)), code, u"zh-CN"_s, u"售后"_s, title, text, {}};
    }

private Q_SLOTS:
    void loadsAllPagesAndFindsByCodeInitialsAndText()
    {
        PanelFixture desk;
        const ShopFeed feed(*desk.link, nullptr);
        PhraseService phrases(*desk.link, feed, desk.workspace, nullptr);
        const QAbstractItemModelTester tester(phrases.found(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        desk.connect();
        QCOMPARE(desk.server.mustReceive<ListPhrases>().from, 0);
        desk.server.answer<ListPhrases>({{phrase(1, u"hi"_s, u"问候"_s, u"{customer}，您好，我是{agent}，{tracking}"_s),
                                             phrase(2, u"ship"_s, u"发货时间"_s, u"48 小时内发出"_s)},
            3});
        QCOMPARE(desk.server.mustReceive<ListPhrases>().from, 2);
        desk.server.answer<ListPhrases>({{phrase(3, u"tk"_s, u"退款"_s, u"原路退回，不用发货"_s)}, 3});
        QCOMPARE(phrases.state().phase, PanelState::Phase::ready);
        QCOMPARE(phrases.found()->rowCount(), 3);
        phrases.match(u"fh"_s);
        QCOMPARE(phrases.found()->rowCount(), 1);
        QCOMPARE(phrases.found()->rowAt(0)->code, u"ship"_s);
        phrases.match(u"发货"_s); // its title before another's text
        QCOMPARE(phrases.found()->rowCount(), 2);
        QCOMPARE(phrases.found()->rowAt(0)->code, u"ship"_s);
        phrases.match(u"nothing like it"_s);
        QCOMPARE(phrases.found()->rowCount(), 0);
        phrases.match({});
        QCOMPARE(phrases.found()->rowCount(), 3);

        desk.open(1);
        QCOMPARE(phrases.expanded(phrases.all().first(), {}), u"林晓，您好，我是Lin，{tracking}"_s);
        QCOMPARE(phrases.expanded(phrases.all().first(), {{u"tracking"_s, u"SF1"_s}}), u"林晓，您好，我是Lin，SF1"_s);
    }

    void whatIsImportedIsThereAtOnce()
    {
        PanelFixture desk;
        const ShopFeed feed(*desk.link, nullptr);
        const PhraseService phrases(*desk.link, feed, desk.workspace, nullptr);
        desk.connect();
        desk.server.mustReceive<ListPhrases>();
        desk.server.answer<ListPhrases>({{phrase(1, u"hi"_s, u"问候"_s, u"您好"_s)}, 1});
        ShopRow row;
        row.id = ShopId(testId(2, 1));
        desk.server.says(BoardChanged {BoardName::shop, 0, 1, {row.id.value}, {row}});
        row.phrasesAt = fromMillis(7);
        desk.server.says(BoardChanged {BoardName::shop, 0, 1, {row.id.value}, {row}});
        desk.server.mustReceive<ListPhrases>();
        desk.server.answer<ListPhrases>({{phrase(2, u"by"_s, u"再见"_s, u"再见"_s)}, 1});
        QCOMPARE(phrases.all().first().code, u"by"_s);
    }

    void aTextWithAHoldingPhraseInItHolds()
    {
        PanelFixture desk;
        const ShopFeed feed(*desk.link, nullptr);
        const PhraseService phrases(*desk.link, feed, desk.workspace, nullptr);
        desk.connect();
        desk.server.mustReceive<ListPhrases>();
        Phrase wait = phrase(1, u"wait"_s, u"稍等"_s, u"{customer}，请稍等，我查一下。"_s);
        wait.holding = true;
        desk.server.answer<ListPhrases>({{wait, phrase(2, u"hi"_s, u"问候"_s, u"您好"_s)}, 2});
        desk.open(1);
        QVERIFY(phrases.isHolding(u"您好！林晓，请稍等，我查一下。 马上"_s, {}));
        QVERIFY(!phrases.isHolding(u"您好"_s, {}));
        QVERIFY(!phrases.isHolding(u"请稍等"_s, {}));
        QVERIFY(phrases.all().first().holding.value_or(false));
    }

    void whatIsRefusedForTheMomentIsLoadedAgain()
    {
        PanelFixture desk;
        const ShopFeed feed(*desk.link, nullptr);
        PhraseService phrases(*desk.link, feed, desk.workspace, nullptr);
        desk.connect();
        desk.server.mustReceive<ListPhrases>();
        desk.server.refuse<ListPhrases>(Code::unavailable);
        QCOMPARE(phrases.state().phase, PanelState::Phase::failed);
        desk.server.mustReceive<ListPhrases>();
        desk.server.answer<ListPhrases>({{phrase(1, u"hi"_s, u"问候"_s, u"您好"_s)}, 1});
        QCOMPARE(phrases.state().phase, PanelState::Phase::ready);
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestPhraseService)
#include "tst_phraseservice.moc"
