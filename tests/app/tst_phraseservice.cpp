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
        PhraseService phrases(*desk.link, desk.workspace, nullptr);
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

    void whatIsRefusedForTheMomentIsLoadedAgain()
    {
        PanelFixture desk;
        PhraseService phrases(*desk.link, desk.workspace, nullptr);
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
