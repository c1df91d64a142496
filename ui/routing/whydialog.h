// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "app/routing/routingservice.h"

class QPushButton;
class QTreeWidget;

namespace greenroom {

class Label;

/// Why a conversation went to whom it went, and why it waits while it does: a sentence for everybody, and for those who lead
/// the table of people as the router compared them, and the choice to make it more urgent.
class WhyDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WhyDialog)

public:
    struct About {
        ConversationId conversation;
        QString customer;
        bool leads = false; ///< whoever looks may see how others stand
    };
    /// Points that "raise" gives: more than any wait of a working day.
    static constexpr qint64 kRaise = 1'000;

    WhyDialog(RoutingService& service, const About& about, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    void ask();
    void putFirst();
    void fill();
    void fillDecision(const RoutingDecision& decision);
    void retranslate();
    const RoutingDecision* newest() const; ///< null: nothing was decided yet

    RoutingService& m_service;
    About m_about;
    RoutingExplanation m_found;
    std::optional<Error> m_why; ///< the last request was refused
    bool m_answered = false;
    Label* m_title;
    Label* m_sentence;
    Label* m_score;
    QTreeWidget* m_people;
    Label* m_before;
    QPushButton* m_raise;
    QPushButton* m_done;
};

} // namespace greenroom
