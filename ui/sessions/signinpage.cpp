// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/signinpage.h"

#include <QEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/sessions/sessionservice.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/words/errorwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

SignInPage::SignInPage(SessionService& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_card(new QWidget(this))
    , m_title(new Label(m_card, TextSize::title, ColorRole::text, true))
    , m_subtitle(new Label(m_card, TextSize::base, ColorRole::muted))
    , m_serverLabel(new Label(m_card, TextSize::small, ColorRole::muted, true))
    , m_nameLabel(new Label(m_card, TextSize::small, ColorRole::muted, true))
    , m_passwordLabel(new Label(m_card, TextSize::small, ColorRole::muted, true))
    , m_error(new Label(m_card, TextSize::base, ColorRole::critical))
    , m_server(new QLineEdit(m_card))
    , m_name(new QLineEdit(m_card))
    , m_password(new QLineEdit(m_card))
    , m_newLabel(new Label(m_card, TextSize::small, ColorRole::muted, true))
    , m_againLabel(new Label(m_card, TextSize::small, ColorRole::muted, true))
    , m_new(new QLineEdit(m_card))
    , m_again(new QLineEdit(m_card))
    , m_rules(new Label(m_card, TextSize::small, ColorRole::muted))
    , m_vault(new Label(m_card, TextSize::small, ColorRole::caution))
    , m_signIn(new QPushButton(m_card))
    , m_otherWay(new QPushButton(m_card))
{
    setObjectName(u"signInPage"_s);
    auto* picture = new QLabel(m_card);
    picture->setPixmap(applicationIcon().pixmap(scaled(48, this)));
    m_server->setObjectName(u"serverField"_s);
    m_name->setObjectName(u"nameField"_s);
    m_password->setObjectName(u"passwordField"_s);
    m_new->setObjectName(u"newPasswordField"_s);
    m_again->setObjectName(u"newPasswordAgainField"_s);
    for (QLineEdit* field : {m_password, m_new, m_again})
        field->setEchoMode(QLineEdit::Password);
    m_signIn->setObjectName(u"signInButton"_s);
    m_signIn->setProperty(kPrimaryProperty, true);
    m_serverLabel->setBuddy(m_server);
    m_nameLabel->setBuddy(m_name);
    m_passwordLabel->setBuddy(m_password);
    m_newLabel->setBuddy(m_new);
    m_againLabel->setBuddy(m_again);
    m_otherWay->setObjectName(u"otherWayButton"_s);
    m_otherWay->setFlat(true);
    for (Label* each : {m_subtitle, m_rules, m_error, m_vault})
        each->setWordWrap(true);
    m_error->setObjectName(u"signInProblem"_s);
    m_error->hide();
    m_vault->setVisible(session.isSessionOnly());

    auto* column = new QVBoxLayout(m_card);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(picture);
    column->addSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_subtitle);
    for (const auto& [label, field] : {std::pair(m_serverLabel, m_server), std::pair(m_nameLabel, m_name),
             std::pair(m_passwordLabel, m_password), std::pair(m_newLabel, m_new), std::pair(m_againLabel, m_again)}) {
        label->setContentsMargins(0, 8, 0, 0); // goes with the label where a step has no such field
        column->addWidget(label);
        column->addWidget(field);
    }
    column->addWidget(m_rules);
    column->addSpacing(4);
    column->addWidget(m_error);
    column->addSpacing(8);
    column->addWidget(m_signIn);
    column->addWidget(m_otherWay);
    column->addSpacing(8);
    column->addWidget(m_vault);
    m_card->setFixedWidth(scaled(340, this));
    auto* layout = new QVBoxLayout(this);
    layout->addStretch(2);
    // Between stretches and not aligned: an aligned card would be given the height its words need in the whole width.
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_card);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addStretch(3);

    connect(m_signIn, &QPushButton::clicked, this, &SignInPage::proceed);
    for (QLineEdit* field : {m_server, m_name, m_password, m_new, m_again})
        connect(field, &QLineEdit::returnPressed, this, &SignInPage::proceed);
    connect(m_otherWay, &QPushButton::clicked, this, [this] {
        setStep(m_step == Step::signIn ? Step::choosePassword : Step::signIn);
        m_password->setFocus();
    });
    connect(&m_session, &SessionService::revoked, this, [this] {
        m_why = Error {Code::sessionEnded, {}, {}, 0};
        m_isKept = false;
        showError();
        // The page came by itself, perhaps under typing hands: words meant for a customer go into no field.
        m_error->setFocus();
    });
    connect(&m_session, &SessionService::ownWordsKept, this, [this] {
        m_isKept = true;
        showError();
    });
    connect(&m_session, &SessionService::sessionOnlyChanged, this, [this] { m_vault->setVisible(m_session.isSessionOnly()); });
    setStep(Step::signIn);
}

void SignInPage::fill(const QString& server, const QString& name)
{
    m_server->setText(server);
    m_name->setText(name);
}

void SignInPage::submit(const QString& password)
{
    m_password->setText(password);
    proceed();
}

void SignInPage::setStep(Step step)
{
    m_step = step;
    m_why.reset();
    for (QWidget* each : QList<QWidget*> {m_newLabel, m_new, m_againLabel, m_again, m_rules})
        each->setVisible(step == Step::choosePassword);
    for (QLineEdit* each : {m_new, m_again})
        each->clear();
    retranslate();
}

void SignInPage::proceed()
{
    if (!m_signIn->isEnabled())
        return;
    for (QLineEdit* field : {m_server, m_name, m_password, m_new, m_again})
        if (!field->isHidden() && field->text().isEmpty()) {
            field->setFocus();
            return;
        }
    if (m_step == Step::choosePassword)
        return choosePassword();
    if (!SessionService::isOneTimeCode(m_password->text()))
        return signIn();
    setStep(Step::choosePassword);
    m_new->setFocus();
}

void SignInPage::choosePassword()
{
    if (m_new->text() != m_again->text()) {
        m_again->setFocus();
        m_again->selectAll();
        return refuse({Code::input, u"again"_s, {}, 0});
    }
    setBusy(true);
    m_session.setPassword(m_server->text(), m_name->text().trimmed(), m_password->text().trimmed(), m_new->text(), this,
        [this](const Result<void>& done) {
            setBusy(false);
            if (done) {
                const QString password = m_new->text();
                setStep(Step::signIn);
                return submit(password);
            }
            refuse(done.error());
            QLineEdit* wrong = done.error().code == Code::signInFailed ? m_password : m_new;
            wrong->setFocus();
            wrong->selectAll();
        });
}

/// One thing is asked of the server at a time.
void SignInPage::setBusy(bool busy)
{
    m_signIn->setEnabled(!busy);
    m_otherWay->setEnabled(!busy);
    if (busy)
        m_why.reset();
    retranslate();
}

void SignInPage::refuse(const Error& why)
{
    m_why = why;
    showError();
}

void SignInPage::signIn()
{
    setBusy(true);
    m_session.signIn(
        m_server->text().trimmed(), m_name->text().trimmed(), m_password->text(), this, [this](const Result<void>& done) {
            setBusy(false);
            m_password->clear();
            if (done)
                return;
            refuse(done.error());
            m_password->setFocus();
        });
}

void SignInPage::showError()
{
    m_error->setVisible(m_why.has_value());
    if (!m_why)
        return;
    QString text = refusal(*m_why);
    if (m_isKept && m_why->code == Code::sessionEnded)
        text += u' ' + tr("What you had not sent is kept on this computer and is sent when you sign in again.");
    m_error->setText(text);
}

QString SignInPage::refusal(const Error& why) const
{
    if (why.code == Code::unsupported)
        return tr("The address must begin with https:// so that the password does not travel in the clear.");
    if (why.code == Code::invalidField && why.field == "address"_L1)
        return tr("This is not the address of a server. Please check it.");
    if (why.code == Code::input && why.field == "again"_L1)
        return tr("The two passwords are not the same.");
    if (why.code == Code::invalidField && why.field == "newPassword"_L1)
        return why.limit > 0
            ? tr("This password is too short: it needs %n characters at least.", nullptr, static_cast<int>(why.limit))
            : tr("This password is one of the first that are tried: a common word, a row of keys, or the name. Please choose "
                 "another.");
    if (m_step == Step::choosePassword && why.code == Code::tooLong)
        return tr("This password is too long: it may have %n characters at most.", nullptr, static_cast<int>(why.limit));
    if (m_step == Step::choosePassword && why.code == Code::signInFailed)
        return tr("The name or the code is not right, or the code was used or is older than a day. Ask for a new one.");
    return errorSentence(why);
}

void SignInPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SignInPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    QLineEdit* first = m_server->text().isEmpty() ? m_server : (m_name->text().isEmpty() ? m_name : m_password);
    first->setFocus();
}

void SignInPage::retranslate()
{
    m_title->setText(tr("Greenroom"));
    m_subtitle->setText(tr("The service desk behind the show. Sign in to take your place."));
    m_serverLabel->setText(tr("Server"));
    m_server->setAccessibleName(tr("Server"));
    m_server->setPlaceholderText(tr("desk.example.com"));
    m_nameLabel->setText(tr("Name"));
    m_name->setAccessibleName(tr("Name"));
    const bool choosing = m_step == Step::choosePassword;
    m_passwordLabel->setText(choosing ? tr("One-time code") : tr("Password"));
    m_password->setAccessibleName(m_passwordLabel->text());
    m_newLabel->setText(tr("New password"));
    m_new->setAccessibleName(tr("New password"));
    m_againLabel->setText(tr("New password again"));
    m_again->setAccessibleName(tr("New password again"));
    m_rules->setText(
        tr("Length is what counts: fifteen characters or a few words. No common password, no row of keys, not your "
           "name."));
    m_otherWay->setText(choosing ? tr("Sign in with a password") : tr("I have a one-time code"));
    if (!m_signIn->isEnabled())
        m_signIn->setText(choosing ? tr("Setting the password…") : tr("Signing in…"));
    else
        m_signIn->setText(choosing ? tr("Set the password and sign in") : tr("Sign in"));
    m_vault->setText(tr("This computer has no password vault. You stay signed in only until the program ends."));
    showError();
}

} // namespace greenroom
