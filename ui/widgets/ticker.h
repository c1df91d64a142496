// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

namespace greenroom {

/// The one clock that all running times on screen follow: ticks once a second, and nothing else wakes up.
class Ticker final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Ticker)

public:
    explicit Ticker(QObject* parent);

Q_SIGNALS:
    void ticked();

private:
    QTimer m_timer;
};

} // namespace greenroom
