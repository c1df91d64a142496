// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/boardfeed.h"

namespace greenroom {

BoardFeed::BoardFeed(Link& link, const WatchBoard& watch, QObject* parent)
    : QObject(parent)
    , m_link(link)
    , m_watch(watch)
{
    connect(&m_link, &Link::connected, this, &BoardFeed::ask);
    connect(&m_link, &Link::boardChanged, this, [this](const BoardChanged& event) {
        if (event.board == m_watch.board)
            Q_EMIT changed(event);
    });
    ask();
}

BoardFeed::~BoardFeed()
{
    if (m_link.state() == LinkState::connected)
        m_link.request(UnwatchBoard {m_watch.board}, &m_link, [](const Result<Done>&) {});
}

void BoardFeed::setWatch(const WatchBoard& watch)
{
    if (watch == m_watch)
        return;
    m_watch = watch;
    ask();
}

void BoardFeed::ask()
{
    if (m_link.state() != LinkState::connected)
        return;
    m_link.request(m_watch, this, [this](const Result<Done>& done) {
        if (!done && done.error().code != Code::offline)
            Q_EMIT refused(done.error());
    });
}

} // namespace greenroom
