// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QWidget>

#include "core/base/error.h"

class QLineEdit;
class QPushButton;

namespace greenroom {

class Label;
class SessionService;

/// Server, name and password; with a one-time code in the password's place, a password of one's own is chosen first. Says
/// when the machine has no vault, so that the sign-in ends with the program.
class SignInPage final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SignInPage)

public:
    SignInPage(SessionService& session, QWidget* parent);

    void fill(const QString& server, const QString& name);
    void submit(const QString& password);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    enum class Step { signIn, choosePassword };

    void proceed();
    void signIn();
    void choosePassword();
    void setStep(Step step);
    void setBusy(bool busy);
    void refuse(const Error& why);
    void retranslate();
    void showError();
    QString refusal(const Error& why) const;

    SessionService& m_session;
    QWidget* m_card;
    Label* m_title;
    Label* m_subtitle;
    Label* m_serverLabel;
    Label* m_nameLabel;
    Label* m_passwordLabel;
    Label* m_error; ///< made before the fields: Tab leads from it to the first
    QLineEdit* m_server;
    QLineEdit* m_name;
    QLineEdit* m_password; ///< or the one-time code
    Label* m_newLabel;
    Label* m_againLabel;
    QLineEdit* m_new;
    QLineEdit* m_again;
    Label* m_rules;
    std::optional<Error> m_why; ///< the last try failed
    bool m_isKept = false; ///< words of whoever was signed in wait for them
    Label* m_vault;
    QPushButton* m_signIn;
    QPushButton* m_otherWay; ///< between the two steps
    Step m_step = Step::signIn;
};

} // namespace greenroom
