// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <memory>

#include <QElapsedTimer>
#include <QTimer>

#include "tests/sim/dialogue.h"
#include "tests/support/wireclient.h"

namespace greenroom {

/// Plays dialogues against a running server: each by a customer of its own through the customers' protocol, and, if
/// asked, by agents through theirs. Each side waits for what it must see before it speaks. At the end every stored
/// transcript is read back and compared with its source, entry by entry.
class Play final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Play)

public:
    struct Settings {
        QUrl server;
        QString shop; ///< its public key
        QStringList agentTokens; ///< one agent each; empty: somebody else answers, and only customers are played
        int customers = 50; ///< at once
        double rate = 0; ///< new dialogues a second; 0: as fast as customers become free
        std::chrono::seconds within {600};
        quint64 seed = 1;
    };
    struct Report {
        qsizetype played = 0;
        qsizetype messages = 0;
        qsizetype equal = 0; ///< stored as in the source, in order, nothing more and nothing less
        qsizetype accepted = 0; ///< assignments that came by an accepted offer
        double seconds = 0; ///< until the last thing was said, without reading back
        QStringList wrong; ///< what was not, a line each
        bool inTime = true;
    };

    Play(const Settings& settings, QList<Dialogue> dialogues, QObject* parent = nullptr);
    ~Play() override;

    void start();

Q_SIGNALS:
    void finished(const greenroom::Play::Report& report);

private:
    class Customer;
    class Agent;
    friend class Customer;
    friend class Agent;

    /// How far a dialogue has got; the two sides look at it and change it only through the wire's answers.
    struct Progress {
        Dialogue dialogue;
        std::optional<ConversationId> conversation;
        qsizetype spoken = 0; ///< turns stored
        Customer* customer = nullptr;
    };

    void next();
    void spoke(Progress& progress);
    void customerDone(Progress& progress);
    void verify();
    void verifyNext();
    void read(Progress& progress, qint64 after, QList<Dialogue::Turn> stored);
    void compare(const Progress& progress, const QList<Dialogue::Turn>& stored);
    void finish(bool inTime);

    Settings m_settings;
    std::deque<Dialogue> m_waiting;
    std::vector<std::unique_ptr<Progress>> m_progress;
    QHash<ConversationId, Progress*> m_byConversation;
    std::vector<std::unique_ptr<Agent>> m_agents;
    int m_running = 0;
    QTimer m_starter;
    QTimer m_deadline;
    QElapsedTimer m_since;
    IdSource m_ids;
    Report m_report;
    std::size_t m_verified = 0;
    bool m_finished = false;
};

} // namespace greenroom
