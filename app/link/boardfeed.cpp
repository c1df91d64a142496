// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/boardfeed.h"

#include <QLoggingCategory>

#include "core/base/askagain.h"

namespace greenroom {

namespace {

Q_LOGGING_CATEGORY(logBoards, "greenroom.boards", QtInfoMsg)

} // namespace

BoardFeed::BoardFeed(Link& link, const WatchBoard& watch, QObject* parent)
    : QObject(parent)
    , m_link(link)
    , m_watch(watch)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &BoardFeed::ask);
    connect(&m_link, &Link::connected, this, [this] {
        m_otherFilter = false;
        ask();
    });
    connect(&m_link, &Link::boardChanged, this, [this](const BoardChanged& event) {
        if (event.board == m_watch.board && !m_otherFilter)
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
    m_otherFilter = m_otherFilter || (m_link.state() == LinkState::connected && watch.filter != m_watch.filter);
    m_watch = watch;
    if (!m_underWay && !m_again.isActive())
        ask();
}

void BoardFeed::ask()
{
    m_again.stop();
    if (m_link.state() != LinkState::connected)
        return;
    m_underWay = true;
    m_link.request(m_watch, this, [this, asked = m_watch, number = ++m_asked](const Result<Done>& done) {
        if (number != m_asked)
            return; // on a connection that ended
        m_underWay = false;
        if (done && asked.filter == m_watch.filter)
            m_otherFilter = false;
        if (!done && done.error().code == Code::offline)
            return;
        if (!done) {
            Q_EMIT refused(done.error());
            if (isPassing(done.error()))
                m_again.start(askAgainAfter(done.error()));
            else
                qCWarning(logBoards).noquote() << "cannot watch" << enumName(m_watch.board) << sentence(done.error());
        }
        if (asked != m_watch && !m_again.isActive())
            ask();
    });
}

} // namespace greenroom
