// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/content.h"
#include "ui/panels/stepdialog.h"

class QComboBox;
class QLineEdit;

namespace greenroom {

class ConversationService;

/// Says what a conversation is about, how the customer feels and what skills it needs. What is not changed is not said.
class ClassifyDialog final : public StepDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClassifyDialog)

public:
    struct About {
        ConversationId conversation;
        QString customer;
        QString issue; ///< as they stand
        std::optional<qint64> emotion;
        QList<routing::Skill> skills;
    };
    ClassifyDialog(ConversationService& service, const About& about, QWidget* parent);

    void accept() override;

protected:
    QString refusal(const Error& why) const override;
    void retranslate() override;

private:
    /// None: the field says something else than skills.
    std::optional<QList<routing::Skill>> skills() const;

    ConversationService& m_service;
    About m_about;
    QComboBox* m_issue;
    QComboBox* m_mood;
    QLineEdit* m_skills;
    Label* m_hint;
};

} // namespace greenroom
