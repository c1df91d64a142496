// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPainter>
#include <QStandardItemModel>
#include <QTest>

#include "app/conversations/conversationlistmodel.h"
#include "core/domain/preview.h"
#include "ui/conversations/lists/conversationdelegate.h"
#include "ui/theme/metrics.h"
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
    QRect rect = kRow;

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
        option.rect = rect;
        option.palette = QApplication::palette();
        QPainter painter(&image);
        painter.setClipRect(exposed);
        delegate.paint(&painter, option, index);
    }
    QImage painted(Instant now)
    {
        QImage image(rect.size(), QImage::Format_RGB32);
        paint(image, now, rect);
        return image;
    }
};

/// Around all that differs.
QRect difference(const QImage& one, const QImage& other)
{
    QRect found;
    for (int y = 0; y < one.height(); ++y)
        for (int x = 0; x < one.width(); ++x)
            if (one.pixel(x, y) != other.pixel(x, y))
                found |= QRect(x, y, 1, 1);
    return found;
}

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

    void whoseItIsStandsBetweenTheNameAndTheClock_data()
    {
        QTest::addColumn<double>("font");
        QTest::addColumn<bool>("tall");
        QTest::addColumn<QString>("owner");
        for (const double font : {1.0, 1.5})
            for (const bool tall : {true, false})
                for (const QString& owner : {u"陈晨"_s, u"Alexandra Papadopoulou"_s})
                    QTest::addRow("%.1f %s %s", font, tall ? "tall" : "compact", qPrintable(owner)) << font << tall << owner;
    }
    void whoseItIsStandsBetweenTheNameAndTheClock()
    {
        QFETCH(double, font);
        QFETCH(bool, tall);
        QFETCH(QString, owner);
        const QFont before = QApplication::font();
        QFont larger = before;
        larger.setPointSizeF(before.pointSizeF() * font);
        QApplication::setFont(larger);
        Row row;
        row.delegate.setTall(tall);
        row.rect = QRect(0, 0, scaled(320, nullptr), scaled(tall ? 56 : 36, nullptr));
        row.model.setData(row.index, owner, int(Cell::AssigneeName));
        const QImage without = row.painted(kSince + 20s);
        QVERIFY(!row.delegate.spoken(row.index).contains(owner));
        const QSize size = row.delegate.sizeHint({}, row.index);
        row.delegate.setNamesOwner(true);
        const QRect painted = difference(row.painted(kSince + 20s), without);
        QVERIFY2(
            row.delegate.spoken(row.index).contains(u"Answered by "_s + owner), qPrintable(row.delegate.spoken(row.index)));
        row.delegate.setNow(kSince + 21s);
        const QRect clock = row.delegate.changedSince(kSince + 20s, row.index, row.rect, nullptr);
        const int nameEnd = scaled(12, nullptr) + QFontMetrics(textFont(TextSize::base, true)).horizontalAdvance(u"林晓"_s);
        QVERIFY(!painted.isEmpty());
        QVERIFY2(painted.left() > nameEnd && painted.right() < clock.left() - 4,
            qPrintable(u"%1 < %2 … %3 < %4"_s.arg(nameEnd).arg(painted.left()).arg(painted.right()).arg(clock.left())));
        QVERIFY(painted.top() >= clock.top() && painted.bottom() <= clock.bottom());
        QCOMPARE(row.delegate.sizeHint({}, row.index), size);
        // Of a long name of the customer's something is left, and so it is of whose it is.
        row.model.setData(row.index, u"Maria Fernández del Castillo y Ortega de la Vega"_s, int(Cell::CustomerName));
        row.delegate.setNamesOwner(false);
        const QImage cut = row.painted(kSince + 20s);
        row.delegate.setNamesOwner(true);
        const QRect shorter = difference(row.painted(kSince + 20s), cut);
        QVERIFY(shorter.left() > row.rect.width() / 4 && shorter.right() < clock.left() - 4);
        // Where there is no room for a name at all, the row is as it was.
        row.rect.setWidth(clock.width() + scaled(60, nullptr));
        const QImage narrow = row.painted(kSince + 20s);
        row.delegate.setNamesOwner(false);
        QCOMPARE(row.painted(kSince + 20s), narrow);
        QApplication::setFont(before);
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
