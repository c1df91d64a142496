// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QScreen>
#include <QScrollBar>
#include <QWheelEvent>

#include "app/conversations/transcripts.h"
#include "tests/support/appfixture.h"
#include "ui/conversations/transcriptview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/focusring.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

const ConversationId kConversation = testConversation(1);

/// Some of one line, some of many, so that no guess of a height is right.
QList<Entry> conversation(qint64 entries)
{
    QList<Entry> page;
    for (qint64 number = 1; number <= entries; ++number) {
        const AuthorKind kind = number % 3 == 0 ? AuthorKind::staff : AuthorKind::customer;
        const QString text = u"%1 礼物送不出去，怎么办？ "_s.arg(number).repeated(1 + static_cast<int>(number * number % 17));
        page.append(testEntry(number, text, kind));
    }
    return page;
}

struct Desk : AppFixture {
    Replica replica {*link, *cache, nullptr};
    Outbox outbox {*link, *cache, nullptr};
    TranscriptModel model {kConversation, replica, outbox, nullptr};
    TranscriptView view {[](BlobId, const std::function<void(const QByteArray&)>&) {}, nullptr};

    Desk()
    {
        connect();
        const QList<Entry> page = conversation(150);
        server.mustReceive<ReadStream>();
        server.answer<ReadStream>({page, 150});
        server.mustReceive<WatchStream>();
        server.answer<WatchStream>({Resume::replayed, 150});
        view.resize(620, 480);
        view.setModel(&model);
        view.show();
        if (!QTest::qWaitForWindowExposed(&view) || model.rowCount() != 150)
            qFatal("the transcript does not come on screen");
        QCoreApplication::processEvents();
    }
    void turnWheel(int clicks)
    {
        const QPointF middle(200, 200);
        QWheelEvent wheel(middle, view.viewport()->mapToGlobal(middle), {}, {0, 120 * clicks}, Qt::NoButton, Qt::NoModifier,
            Qt::NoScrollPhase, false);
        QApplication::sendEvent(view.viewport(), &wheel);
        QCoreApplication::processEvents();
    }
    /// The edge around what has the keys.
    void showFocus(bool shown)
    {
        if (!shown)
            return;
        view.activateWindow();
        view.clearFocus();
        view.setFocus(Qt::TabFocusReason);
        if (!QTest::qWaitFor([this] { return view.findChild<FocusRing*>()->isVisible(); }))
            qFatal("the keys are not shown");
        QCoreApplication::processEvents();
    }
    /// What the person sees: the pieces that were moved and those that were painted.
    QImage onScreen() { return view.screen()->grabWindow(view.winId()).toImage().convertToFormat(QImage::Format_RGB32); }
    /// The same, painted anew from nothing.
    QImage paintedAnew() { return view.grab().toImage().convertToFormat(QImage::Format_RGB32); }
};

} // namespace

class TestTranscriptScroll : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(*qApp, ColorMode::light); }

    void whatTheWheelMovesIsWhatPaintingWouldShow_data()
    {
        QTest::addColumn<bool>("focused");
        QTest::newRow("elsewhere") << false;
        QTest::newRow("focused") << true;
    }

    void whatTheWheelMovesIsWhatPaintingWouldShow()
    {
        QFETCH(const bool, focused);
        Desk desk;
        desk.showFocus(focused);
        QCOMPARE(desk.onScreen(), desk.paintedAnew());
        for (const int clicks : {1, 1, 1, 2, -1, 1, 3, 1, -2, 1, 1, 5, 1, -1, -1, 1, 1, 1}) {
            desk.turnWheel(clicks);
            QCOMPARE(desk.onScreen(), desk.paintedAnew());
        }
        // Both ends, where the bar gives way.
        desk.view.verticalScrollBar()->setValue(0);
        QCoreApplication::processEvents();
        for (const int clicks : {1, -1, 1, 1}) {
            desk.turnWheel(clicks);
            QCOMPARE(desk.onScreen(), desk.paintedAnew());
        }
        desk.view.scrollToEnd();
        QCoreApplication::processEvents();
        for (const int clicks : {-1, 1, -1}) {
            desk.turnWheel(clicks);
            QCOMPARE(desk.onScreen(), desk.paintedAnew());
        }
    }

    /// Rows nobody has seen are guessed; when they come into view at the top, what is read below must not jump.
    void whatIsReadMovesByTheWheelAndNoMore()
    {
        Desk desk;
        const int step = desk.view.verticalScrollBar()->singleStep() * QApplication::wheelScrollLines();
        for (int turn = 0; turn < 40; ++turn) {
            const QImage before = desk.onScreen();
            desk.turnWheel(1);
            const QImage after = desk.onScreen();
            const QRect stays(0, 0, desk.view.viewport()->width(), desk.view.height() - step);
            QCOMPARE(after.copy(stays.translated(0, step)), before.copy(stays));
        }
    }
};

} // namespace greenroom

QTEST_MAIN(greenroom::TestTranscriptScroll)
#include "tst_transcriptscroll.moc"
