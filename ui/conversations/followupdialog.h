// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog> // moc cannot read <compare> before a header of Qt

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "ui/panels/stepdialog.h"

class QDateTimeEdit;
class QRadioButton;

namespace greenroom {

class ConversationService;
class DeskClock;

/// When we come back to a customer who was told "one moment": soon, tomorrow morning, at a time of one's own, or, of a
/// promise that stands, not at all. The arrow keys choose, Enter sets it.
class FollowUpDialog final : public StepDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FollowUpDialog)

public:
    struct About {
        ConversationId conversation;
        QString customer;
        std::optional<Instant> due; ///< what was promised so far
    };
    FollowUpDialog(ConversationService& service, const DeskClock& clock, const About& about, QWidget* parent);

    void accept() override;

protected:
    QString refusal(const Error& why) const override;
    void retranslate() override;

private:
    std::optional<Instant> chosen() const;

    ConversationService& m_service;
    const DeskClock& m_clock;
    About m_about;
    Label* m_now;
    QRadioButton* m_soon;
    QRadioButton* m_later;
    QRadioButton* m_tomorrow;
    QRadioButton* m_own;
    QRadioButton* m_none;
    QDateTimeEdit* m_time;
};

} // namespace greenroom
