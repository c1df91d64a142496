// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPainter>
#include <QStandardItemModel>
#include <QTest>

#include "app/conversations/conversationlistmodel.h"
#include "core/domain/preview.h"
#include "ui/conversations/lists/conversationdelegate.h"
#include "ui/theme/theme.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;
using Cell = ConversationListModel::Role;

namespace {

const Instant kSince = fromMillis(1'700'000'000'000);
const QRect kRow(0, 0, 320, 56);

struct Row {
    QStandardItemModel model {1, 1};
    ConversationDelegate delegate {nullptr};
    QModelIndex index = model.index(0, 0);

    Row()
    {
        model.setData(index, u"林晓"_s, int(Cell::CustomerName));
        model.setData(index, u"礼物送不出去"_s, int(Cell::Preview));
        model.setData(index, 2, int(Cell::Unread));
        model.setData(index, toMillis(kSince), int(Cell::OwedSince));
        delegate.setClock({180s});
    }
    void paint(QImage& image, Instant now, const QRect& exposed)
    {
        delegate.setNow(now);
        delegate.setExposed(exposed);
        QStyleOptionViewItem option;
        option.rect = kRow;
        option.palette = QApplication::palette();
        QPainter painter(&image);
        painter.setClipRect(exposed);
        delegate.paint(&painter, option, index);
    }
    QImage painted(Instant now)
    {
        QImage image(kRow.size(), QImage::Format_RGB32);
        paint(image, now, kRow);
        return image;
    }
};

} // namespace

class TestConversationDelegate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(*qApp, ColorMode::light); }

    /// Nothing of a row that is not here can be told apart from another one, and nothing in it runs.
    void whatIsNotHereYetIsBarsWithoutWords()
    {
        Row row;
        const QImage here = row.painted(kSince);
        row.model.setData(row.index, true, int(Cell::Loading));
        const QImage bars = row.painted(kSince);
        QVERIFY(bars != here);
        row.model.setData(row.index, u"王敏"_s, int(Cell::CustomerName));
        QCOMPARE(row.painted(kSince + 100s), bars);
        QCOMPARE(row.delegate.spoken(row.index), u"loading"_s);
    }

    void aSecondLaterOnlyTheClockIsPaintedAndTheRowIsWhole()
    {
        Row row;
        QImage image = row.painted(kSince + 20s);
        row.delegate.setNow(kSince + 21s);
        const QRect changed = row.delegate.changedSince(kSince + 20s, row.index, kRow, nullptr);
        QVERIFY(!changed.isEmpty());
        QVERIFY(changed.width() < kRow.width() / 2 && changed.height() < kRow.height() / 2);
        row.paint(image, kSince + 21s, changed);
        QCOMPARE(image, row.painted(kSince + 21s));
    }

    void nothingChangesWithinASecond()
    {
        Row row;
        row.delegate.setNow(kSince + 20s + 400ms);
        QVERIFY(row.delegate.changedSince(kSince + 20s, row.index, kRow, nullptr).isEmpty());
    }

    void aThingWithoutWordsIsSaidByItsWord()
    {
        Row row;
        row.model.setData(row.index, previewOf(Image()), int(Cell::Preview));
        QVERIFY2(row.delegate.spoken(row.index).endsWith(u"[Picture]"_s), qPrintable(row.delegate.spoken(row.index)));
        QImage image = row.painted(kSince);
        row.model.setData(row.index, u"[Picture]"_s, int(Cell::Preview));
        QCOMPARE(image, row.painted(kSince));
    }

    void aPinIsSeenAndSaid()
    {
        Row row;
        const QImage before = row.painted(kSince);
        QVERIFY(!row.delegate.spoken(row.index).contains(u"pinned"_s));
        row.model.setData(row.index, true, int(Cell::Pinned));
        QVERIFY2(row.delegate.spoken(row.index).contains(u"pinned"_s), qPrintable(row.delegate.spoken(row.index)));
        const QImage after = row.painted(kSince);
        QVERIFY(after != before);
        QCOMPARE(after.copy(200, 0, 120, 56), before.copy(200, 0, 120, 56)); // clock and marks stay where they are
    }

    void aFollowUpIsToldWithItsDayAndIsCalledLateWhenItsTimeIsOver()
    {
        Row row;
        row.model.setData(row.index, QVariant(), int(Cell::OwedSince));
        row.model.setData(row.index, toMillis(kSince + 48h), int(Cell::FollowUpDue));
        row.delegate.setNow(kSince);
        QVERIFY(row.delegate.spoken(row.index).contains(u"Follow up at "_s + momentText(kSince + 48h, kSince)));
        QVERIFY(ConversationDelegate::runs(row.index));
        row.delegate.setNow(kSince + 48h + 1s);
        QCOMPARE(row.delegate.changedSince(kSince + 48h, row.index, kRow, nullptr), kRow);
        QVERIFY(row.delegate.spoken(row.index).contains(u"Follow-up late 00:01"_s)); // never by colour alone
    }

    void whoWaitsIsAsPressingAsAnOwedReplyAndTheLongerOfBothCounts()
    {
        Row owed;
        const QImage late = owed.painted(kSince + 200s);
        Row row;
        row.model.setData(row.index, QVariant(), int(Cell::OwedSince));
        row.model.setData(row.index, toMillis(kSince), int(Cell::WaitingSince));
        QCOMPARE(row.painted(kSince + 200s), late); // the same word, the same colours
        QVERIFY2(row.delegate.spoken(row.index).contains(u"overdue, waiting for a person for 03:20"_s),
            qPrintable(row.delegate.spoken(row.index)));
        row.model.setData(row.index, toMillis(kSince + 100s), int(Cell::OwedSince));
        QCOMPARE(row.painted(kSince + 200s), late);
        row.model.setData(row.index, toMillis(kSince + 150s), int(Cell::WaitingSince)); // it went back to the queue
        row.delegate.setNow(kSince + 200s);
        QVERIFY2(row.delegate.spoken(row.index).contains(u"waiting for 01:40"_s), qPrintable(row.delegate.spoken(row.index)));
    }

    void theWholeRowChangesWithItsTint()
    {
        Row row;
        for (const Millis at : {Millis(90s), Millis(144s), Millis(181s), Millis(3600s)}) {
            row.delegate.setNow(kSince + at);
            QCOMPARE(row.delegate.changedSince(kSince + at - 1s, row.index, kRow, nullptr), kRow);
        }
    }
};

} // namespace greenroom

QTEST_MAIN(greenroom::TestConversationDelegate)
#include "tst_conversationdelegate.moc"
