// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "app/presence/presenceservice.h"

class QPlainTextEdit;
class QPushButton;

namespace greenroom {

class Label;

/// All that is somebody's goes back to its queues, with a note for whoever comes next.
class HandOverDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HandOverDialog)

public:
    /// `held`: conversations that are theirs; `owed`: of these, in which a customer waits.
    HandOverDialog(PresenceService& service, PersonId person, const QString& name, int held, int owed, QWidget* parent);

    void accept() override;

Q_SIGNALS:
    void handedOver(qint64 conversations);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    PresenceService& m_service;
    PersonId m_person;
    QString m_name;
    int m_held;
    int m_owed;
    std::optional<Error> m_why; ///< the last try failed
    bool m_asked = false;
    Label* m_question;
    Label* m_sentence;
    QPlainTextEdit* m_note;
    Label* m_error;
    QPushButton* m_cancel;
    QPushButton* m_give;
};

} // namespace greenroom
