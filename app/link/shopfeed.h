// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/boardfeed.h"

namespace greenroom {

/// Tells when the server has something anew that is kept here as a copy. What is read at each connect is not told of again
/// then. Main thread.
class ShopFeed final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShopFeed)
public:
    ShopFeed(Link& link, QObject* parent);

Q_SIGNALS:
    void phrasesChanged();
    void sendingRulesChanged();

private:
    void onChanged(const BoardChanged& event);

    BoardFeed m_feed;
    std::optional<ShopRow> m_row; ///< as told last on this connection; none: nothing was
};

} // namespace greenroom
