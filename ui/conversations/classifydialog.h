// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/base/error.h"
#include "core/domain/content.h"

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace greenroom {

class ConversationService;
class Label;

/// Says what a conversation is about, how the customer feels and what skills it needs. What is not changed is not said.
class ClassifyDialog final : public QDialog {
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
    void changeEvent(QEvent* event) override;

private:
    /// None: the field says something else than skills.
    std::optional<QList<routing::Skill>> skills() const;
    void refuse(const Error& why);
    void showError();
    void retranslate();

    ConversationService& m_service;
    About m_about;
    QFormLayout* m_form;
    Label* m_title;
    QComboBox* m_issue;
    QComboBox* m_mood;
    QLineEdit* m_skills;
    Label* m_error;
    std::optional<Error> m_why; ///< the last try failed
    QPushButton* m_cancel;
    QPushButton* m_set;
};

} // namespace greenroom
