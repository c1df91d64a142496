// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace greenroom {

class MainWindow;
struct DeskParts;

/// Tells how quick the desk is, for benchmarks and for reports of a slow one. Only with the logging category
/// greenroom.timing on (QT_LOGGING_RULES=greenroom.timing.debug=true), else it is not made at all. One line each, times in
/// microseconds:
///   rows <monotonic clock>          the list of conversations is on screen with rows, for the first time
///   opened <wall> <cpu> <rows>      from the key or click to the conversation's transcript on screen; cpu: of the process
///   turn <cpu>                      what one turn of the event loop cost the main thread, where that is 1 ms or more
class DeskTiming final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeskTiming)

public:
    /// Before the window is first shown.
    static void watch(MainWindow& window, const DeskParts& parts);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    DeskTiming(MainWindow& window, const DeskParts& parts);
    void onPainted(QObject* viewport);
    void onTurn();

    MainWindow& m_window;
    const DeskParts& m_parts;
    qint64 m_actedAt = 0;
    qint64 m_actedCpu = 0;
    qint64 m_turnBegan = 0;
    bool m_rowsTold = false;
    bool m_opening = false;
};

} // namespace greenroom
