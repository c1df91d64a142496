// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QWidget>

#include "app/presence/presenceservice.h"

class QPushButton;

namespace greenroom {

class ActionRegistry;
class DeskClock;
class Label;
class PeopleList;
class QueueBoard;
class Ticker;

/// The team, for who leads: the people, whose presence can be changed, whose breaks be given and whose conversations be handed
/// over; the queues below; and in the head what burns most, and surge mode.
class TeamPage final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TeamPage)

public:
    struct Parts {
        PresenceService& presence;
        DeskClock& clock;
        Ticker& ticker;
        ActionRegistry& actions;
        struct Alert {
            QString sentence; ///< empty: nothing burns
            QIcon icon;
        };
        std::function<Alert()> alert; ///< what burns most
    };
    TeamPage(const Parts& parts, QWidget* parent);

    /// It is another one now.
    void showAlert();
    void choose(PersonId person);
    /// The keys go to the people, as they do whenever the page is opened.
    void focusPeople();
    /// How long a queue may keep somebody waiting.
    void setLongestWait(Millis most);
    /// How long a customer may wait for an answer.
    void setOwedTarget(Millis target);

Q_SIGNALS:
    void alertActivated();
    void openRequested(greenroom::ConversationId conversation);
    void whyRequested(greenroom::ConversationId conversation);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildPeople();
    void buildMenu();
    void showTimes();
    void onChosen();
    void showCount();
    void showActions();
    void change(Presence presence, BreakReason reason);
    void handOver();
    void endSurge();
    /// For a while, or until the next thing is done.
    void tell(const QString& sentence, bool isError);
    void untell();
    void retranslate();

    Parts m_parts;
    std::optional<Instant> m_saidUntil;
    // Tab goes in the order in which they are made.
    Label* m_title;
    Label* m_surgeSaid;
    QPushButton* m_surge;
    QPushButton* m_endSurge;
    QPushButton* m_export;
    QPushButton* m_alert;
    PeopleList* m_list;
    QPushButton* m_presence;
    QPushButton* m_handOver;
    QPushButton* m_give;
    QPushButton* m_notNow;
    Label* m_count;
    QueueBoard* m_queues;
    Label* m_said;
};

} // namespace greenroom
