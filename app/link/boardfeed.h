// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/link.h"

namespace greenroom {

/// One watched window of one board, watched again after each reconnect, and until the server takes it. Ends with the object.
class BoardFeed final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BoardFeed)
public:
    BoardFeed(Link& link, const WatchBoard& watch, QObject* parent);
    ~BoardFeed() override;

    const WatchBoard& watch() const { return m_watch; }
    /// Moves the window, or asks for another conversation's rows.
    void setWatch(const WatchBoard& watch);

Q_SIGNALS:
    /// After a (re)connect the first one carries every row of the window.
    void changed(const greenroom::BoardChanged& changed);

private:
    void ask();

    Link& m_link;
    WatchBoard m_watch;
    QTimer m_again;
    int m_asked = 0;
};

} // namespace greenroom
