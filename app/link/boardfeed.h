// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/link.h"

namespace greenroom {

/// One watched window of one board, watched again after each reconnect, and until the server takes it. One request is under
/// way at most: of what is wished meanwhile the newest is asked for after it. Ends with the object.
class BoardFeed final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BoardFeed)
public:
    BoardFeed(Link& link, const WatchBoard& watch, QObject* parent);
    ~BoardFeed() override;

    const WatchBoard& watch() const { return m_watch; }
    /// Moves the window, narrows it otherwise, or asks for another conversation's rows.
    void setWatch(const WatchBoard& watch);

Q_SIGNALS:
    /// After a (re)connect the first one carries every row of the window. Where the window was before it moved says `from`;
    /// what is told by another filter than that of watch() does not come here.
    void changed(const greenroom::BoardChanged& changed);
    /// The server does not take it; asked again where that may help.
    void refused(const greenroom::Error& why);

private:
    void ask();

    Link& m_link;
    WatchBoard m_watch;
    QTimer m_again;
    int m_asked = 0;
    bool m_underWay = false;
    bool m_otherFilter = false; ///< until the server has taken the filter, what it tells is by the one before
};

} // namespace greenroom
