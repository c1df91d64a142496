// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/desktiming.h"

#include <chrono>
#include <ctime>

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QListView>
#include <QLoggingCategory>

#include "app/conversations/conversationservice.h"
#include "ui/conversations/conversationpane.h"
#include "ui/conversations/transcriptview.h"
#include "ui/shell/deskpage.h"
#include "ui/shell/deskparts.h"
#include "ui/shell/mainwindow.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logTiming, "greenroom.timing", QtInfoMsg)

constexpr qint64 kTellFrom = 1000;

qint64 micros(clockid_t clock)
{
    timespec now {};
    clock_gettime(clock, &now);
    return now.tv_sec * 1'000'000 + now.tv_nsec / 1000;
}

} // namespace

void DeskTiming::watch(MainWindow& window, const DeskParts& parts)
{
    if (logTiming().isDebugEnabled())
        new DeskTiming(window, parts);
}

DeskTiming::DeskTiming(MainWindow& window, const DeskParts& parts)
    : QObject(&window)
    , m_window(window)
    , m_parts(parts)
{
    QApplication::instance()->installEventFilter(this);
    connect(&parts.workspace, &Workspace::conversationChanged, this, [this] { m_opening = true; });
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this, &DeskTiming::onTurn);
}

bool DeskTiming::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
        if (watched->isWindowType()) {
            m_actedAt = micros(CLOCK_MONOTONIC);
            m_actedCpu = micros(CLOCK_PROCESS_CPUTIME_ID);
        }
        break;
    case QEvent::Paint:
        // What is painted now reaches the screen before the next event is handled.
        if (m_window.desk() && (m_opening || !m_rowsTold))
            QMetaObject::invokeMethod(
                this, [this, viewport = QPointer<QObject>(watched)] { onPainted(viewport); }, Qt::QueuedConnection);
        break;
    default: break;
    }
    return false;
}

void DeskTiming::onPainted(QObject* viewport)
{
    if (!viewport || !m_window.desk())
        return;
    const auto* list = qobject_cast<const QListView*>(viewport->parent());
    if (!m_rowsTold && list && list->objectName() == "conversationView"_L1 && list->model()->rowCount() > 0) {
        m_rowsTold = true;
        qCDebug(logTiming).nospace() << "rows " << micros(CLOCK_MONOTONIC);
    }
    const TranscriptModel* transcript = m_parts.conversations.transcript();
    if (m_opening && viewport->parent() == m_window.desk()->pane()->transcript() && transcript && transcript->rowCount() > 0) {
        m_opening = false;
        qCDebug(logTiming).nospace() << "opened " << micros(CLOCK_MONOTONIC) - m_actedAt << ' '
                                     << micros(CLOCK_PROCESS_CPUTIME_ID) - m_actedCpu << ' ' << transcript->rowCount();
    }
}

/// awake() comes once in each turn, from both of the dispatchers Qt has here.
void DeskTiming::onTurn()
{
    const qint64 now = micros(CLOCK_THREAD_CPUTIME_ID);
    const qint64 spent = now - m_turnBegan;
    if (m_turnBegan > 0 && spent >= kTellFrom)
        qCDebug(logTiming).nospace() << "turn " << spent;
    m_turnBegan = micros(CLOCK_THREAD_CPUTIME_ID);
}

} // namespace greenroom
