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
    m_again.stop();
    if (m_link.state() != LinkState::connected)
        return;
    m_link.request(m_watch, this, [this, asked = ++m_asked](const Result<Done>& done) {
        if (done || asked != m_asked || done.error().code == Code::offline)
            return;
        if (isPassing(done.error()))
            m_again.start(askAgainAfter(done.error()));
        else
            qCWarning(logBoards).noquote() << "cannot watch" << enumName(m_watch.board) << sentence(done.error());
    });
}

} // namespace greenroom
