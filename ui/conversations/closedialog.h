// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog> // moc cannot read <compare> before a header of Qt

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "ui/panels/stepdialog.h"

class QComboBox;
class QLineEdit;

namespace greenroom {

class ConversationService;
class DeskClock;

/// Closes the conversation, with the reason and tags it is counted by. What the customer could still expect is said, and
/// hinders nothing.
class CloseDialog final : public StepDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CloseDialog)

public:
    struct About {
        ConversationId conversation;
        QString customer;
        bool owed = false; ///< the customer waits for a reply
        std::optional<Instant> followUpDue; ///< what is promised
        bool needsHelp = false; ///< its owner asks for help
    };
    CloseDialog(ConversationService& service, const DeskClock& clock, const About& about, QWidget* parent);

    void accept() override;

protected:
    void retranslate() override;

private:
    ConversationService& m_service;
    const DeskClock& m_clock;
    About m_about;
    QComboBox* m_reason;
    QLineEdit* m_tags;
    Label* m_unfinished;
};

} // namespace greenroom
