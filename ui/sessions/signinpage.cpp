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
    , m_server(new QLineEdit(m_card))
    , m_name(new QLineEdit(m_card))
    , m_password(new QLineEdit(m_card))
    , m_error(new Label(m_card, TextSize::base, ColorRole::critical))
    , m_vault(new Label(m_card, TextSize::small, ColorRole::caution))
    , m_signIn(new QPushButton(m_card))
{
    setObjectName(u"signInPage"_s);
    auto* picture = new QLabel(m_card);
    picture->setPixmap(applicationIcon().pixmap(scaled(48, this)));
    m_server->setObjectName(u"serverField"_s);
    m_name->setObjectName(u"nameField"_s);
    m_password->setObjectName(u"passwordField"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_signIn->setObjectName(u"signInButton"_s);
    m_signIn->setProperty(kPrimaryProperty, true);
    m_serverLabel->setBuddy(m_server);
    m_nameLabel->setBuddy(m_name);
    m_passwordLabel->setBuddy(m_password);
    for (Label* each : {m_subtitle, m_error, m_vault})
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
    for (const auto& [label, field] :
        {std::pair(m_serverLabel, m_server), std::pair(m_nameLabel, m_name), std::pair(m_passwordLabel, m_password)}) {
        column->addSpacing(8);
        column->addWidget(label);
        column->addWidget(field);
    }
    column->addSpacing(8);
    column->addWidget(m_error);
    column->addWidget(m_signIn);
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

    connect(m_signIn, &QPushButton::clicked, this, &SignInPage::signIn);
    for (QLineEdit* field : {m_server, m_name, m_password})
        connect(field, &QLineEdit::returnPressed, this, &SignInPage::signIn);
    connect(&m_session, &SessionService::revoked, this, [this] {
        m_why = Error {Code::sessionEnded, {}, {}, 0};
        showError();
    });
    connect(&m_session, &SessionService::sessionOnlyChanged, this, [this] { m_vault->setVisible(m_session.isSessionOnly()); });
    retranslate();
}

void SignInPage::fill(const QString& server, const QString& name)
{
    m_server->setText(server);
    m_name->setText(name);
}

void SignInPage::submit(const QString& password)
{
    m_password->setText(password);
    signIn();
}

void SignInPage::signIn()
{
    if (!m_signIn->isEnabled())
        return;
    for (QLineEdit* field : {m_server, m_name, m_password})
        if (field->text().isEmpty()) {
            field->setFocus();
            return;
        }
    m_signIn->setEnabled(false);
    m_signIn->setText(tr("Signing in…"));
    m_why.reset();
    showError();
    m_session.signIn(
        m_server->text().trimmed(), m_name->text().trimmed(), m_password->text(), this, [this](const Result<void>& done) {
            m_signIn->setEnabled(true);
            m_signIn->setText(tr("Sign in"));
            m_password->clear();
            if (done)
                return;
            m_why = done.error();
            showError();
            m_password->setFocus();
        });
}

void SignInPage::showError()
{
    m_error->setVisible(m_why.has_value());
    if (!m_why)
        return;
    if (m_why->code == Code::unsupported)
        m_error->setText(tr("The address must begin with https:// so that the password does not travel in the clear."));
    else if (m_why->code == Code::invalidField && m_why->field == "address"_L1)
        m_error->setText(tr("This is not the address of a server. Please check it."));
    else
        m_error->setText(errorSentence(*m_why));
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
    m_passwordLabel->setText(tr("Password"));
    m_password->setAccessibleName(tr("Password"));
    m_signIn->setText(m_signIn->isEnabled() ? tr("Sign in") : tr("Signing in…"));
    m_vault->setText(tr("This computer has no password vault. You stay signed in only until the program ends."));
    showError();
}

} // namespace greenroom
