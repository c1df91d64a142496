// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include <QSaveFile>

#include "app/link/link.h"
#include "core/domain/conversation.h"

namespace greenroom {

/// Conversations opened in a span of time, as a CSV file: UTF-8 with BOM, RFC 4180, oldest first. No cell can be taken for a
/// formula. What stands at the path is replaced only by a complete file, which its owner alone may read, also while it is
/// written. One run; destroying it cancels. Main thread.
class ConversationExport final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConversationExport)
public:
    static constexpr int kColumns = 15;
    struct Words { ///< of the person's language; all functions are set
        /// kColumns words: opened, closed, customer, verified, tier, channel, room, queue, state, agent, transfers, issue,
        /// waiting since, owed since, last said.
        QStringList header;
        QString yes;
        QString no;
        QString anonymous; ///< what a customer without a name is called
        std::function<QString(CustomerTier)> tier;
        std::function<QString(Channel)> channel;
        std::function<QString(ConversationState)> state;
        std::function<QString(const QString&)> lastSaid; ///< the words for a preview (previewText())
    };

    ConversationExport(Link& link, QObject* parent);

    /// Once. Opened at or after `from` and before `to`; times are written in local time, "2026-03-01 14:02:05".
    void start(const QString& path, Instant from, Instant to, Words words);
    /// Nothing is told any more, and no file is left.
    void cancel();

Q_SIGNALS:
    void progressed(qint64 written, qint64 total);
    void finished(qint64 written);
    /// No file was left. `storage`: it could not be written; the detail is the system's own words.
    void failed(const greenroom::Error& why);

private:
    void askPage();
    void writePage(const ConversationList& page);
    bool writeLine(const QStringList& cells);
    void end(const Error& why);

    Link& m_link;
    QSaveFile m_file;
    Instant m_from;
    Instant m_to;
    Words m_words;
    std::optional<ConversationId> m_last;
    qint64 m_written = 0;
    bool m_running = false;
};

} // namespace greenroom
