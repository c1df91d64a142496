// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversations/conversationexport.h"

#include <QDateTime>

#include "core/base/askagain.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kPage = 200;

/// RFC 4180. A spreadsheet takes a cell that begins like this for a formula; it reads the apostrophe as "this is text".
QString csvCell(QString text)
{
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()))
        text.prepend(u'\'');
    if (!text.contains(u',') && !text.contains(u'"') && !text.contains(u'\n') && !text.contains(u'\r'))
        return text;
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

QString timeCell(const std::optional<Instant>& at)
{
    return at ? QDateTime::fromMSecsSinceEpoch(toMillis(*at)).toString(u"yyyy-MM-dd HH:mm:ss"_s) : QString();
}

} // namespace

ConversationExport::ConversationExport(Link& link, QObject* parent)
    : QObject(parent)
    , m_link(link)
{
}

void ConversationExport::start(const QString& path, Instant from, Instant to, Words words)
{
    m_from = from;
    m_to = to;
    m_words = std::move(words);
    m_running = true;
    m_file.setFileName(path);
    // Before the first word is in it; a file that is replaced gives its own permissions to the new one.
    if (!m_file.open(QIODevice::WriteOnly) || !m_file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || m_file.write("\xEF\xBB\xBF") < 0 || !writeLine(m_words.header))
        return end({Code::storage, {}, m_file.errorString(), 0});
    askPage();
}

void ConversationExport::cancel()
{
    m_running = false;
    if (!m_file.isOpen())
        return;
    m_file.cancelWriting();
    (void)m_file.commit(); // takes away what was written so far
}

void ConversationExport::askPage()
{
    m_link.request(ListConversations {m_from, m_to, m_last, kPage}, this, [this](const Result<ConversationList>& page) {
        if (!m_running)
            return;
        if (page)
            return writePage(*page);
        if (!isPassing(page.error()))
            return end(page.error());
        QTimer::singleShot(askAgainAfter(page.error()), this, [this] {
            if (m_running)
                askPage();
        });
    });
}

void ConversationExport::writePage(const ConversationList& page)
{
    for (const ConversationRow& row : page.rows) {
        const QStringList cells {timeCell(row.openedAt), timeCell(row.closedAt),
            row.customerName.isEmpty() ? m_words.anonymous : row.customerName, row.verified ? m_words.yes : m_words.no,
            m_words.tier(row.tier), m_words.channel(row.channel), row.room.value_or(QString()), row.queueName,
            m_words.state(row.state), row.assigneeName, QString::number(row.transfers.value_or(0)),
            row.issue.value_or(QString()), timeCell(row.waitingSince), timeCell(row.owedSince), m_words.lastSaid(row.preview)};
        if (!writeLine(cells))
            return end({Code::storage, {}, m_file.errorString(), 0});
        m_last = row.id;
    }
    m_written += page.rows.size();
    Q_EMIT progressed(m_written, page.total);
    if (!m_running)
        return; // whoever was told cancelled
    if (page.rows.size() == kPage)
        return askPage();
    m_running = false;
    if (m_file.commit())
        Q_EMIT finished(m_written);
    else
        Q_EMIT failed({Code::storage, {}, m_file.errorString(), 0});
}

bool ConversationExport::writeLine(const QStringList& cells)
{
    QStringList quoted;
    for (const QString& cell : cells)
        quoted.append(csvCell(cell));
    const QByteArray line = (quoted.join(u',') + u"\r\n"_s).toUtf8();
    return m_file.write(line) == line.size();
}

void ConversationExport::end(const Error& why)
{
    cancel();
    Q_EMIT failed(why);
}

} // namespace greenroom
