// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/customerpanel.h"

#include <QEvent>
#include <QLocale>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include "app/conversations/conversationservice.h"
#include "app/reveal/revealservice.h"
#include "core/base/askagain.h"
#include "core/text/display.h"
#include "core/text/languagename.h"
#include "ui/panels/factsheet.h"
#include "ui/reveal/revealdialog.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;
using Kind = Fact::Kind;

CustomerPanel::CustomerPanel(ConversationService& service, RevealService& reveals, Workspace& workspace, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_reveals(reveals)
    , m_workspace(workspace)
    , m_facts(new FactSheet(this))
    , m_showPhone(new QPushButton(this))
{
    setObjectName(u"customerPanel"_s);
    m_facts->setObjectName(u"customerFacts"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_facts);
    m_showPhone->setObjectName(u"customerPhone"_s);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(12, 0, 12, 8);
    buttons->addWidget(m_showPhone);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    connect(m_showPhone, &QPushButton::clicked, this, [this] {
        RevealDialog::openFor(m_reveals, {m_reveals.conversation(), {}, {}}, tr("Phone %1").arg(m_phone), m_facts);
    });
    connect(&m_reveals, &RevealService::availableChanged, this, &CustomerPanel::enableReveal);
    connect(&m_reveals, &RevealService::changed, this, [this](const HiddenThing& what) {
        if (what.entry || what.order)
            return;
        m_facts->changeFacts(facts());
        enableReveal();
    });
    connect(&workspace, &Workspace::conversationChanged, this, &CustomerPanel::fetch);
    fetch();
}

void CustomerPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        showFacts();
}

void CustomerPanel::fetch()
{
    m_known = {};
    m_phone.clear();
    showFacts();
    const auto& open = m_workspace.open();
    if (!open)
        return;
    m_service.readCustomer(open->conversation, this, [this, asked = open->conversation](const Result<CustomerCard>& card) {
        if (!m_workspace.open() || m_workspace.open()->conversation != asked)
            return;
        if (!card && isPassing(card.error())) {
            QTimer::singleShot(askAgainAfter(card.error()), this, [this, asked] {
                if (m_workspace.open() && m_workspace.open()->conversation == asked)
                    fetch();
            });
            if (card.error().code == Code::rateLimited) // too fast is over before it could be read
                return;
        }
        m_phone = card ? card->customer.phone.value_or(QString()) : QString();
        m_known = [this, card] {
            return card ? factsOf(*card) : QList<Fact> {{Kind::text, errorSentence(card.error()), {}, ColorRole::caution}};
        };
        showFacts();
    });
}

void CustomerPanel::showFacts()
{
    m_facts->setAccessibleName(tr("Customer"));
    m_facts->setFacts(facts());
    m_showPhone->setText(tr("Show number…"));
    enableReveal();
}

void CustomerPanel::enableReveal()
{
    m_showPhone->setVisible(!m_phone.isEmpty());
    m_showPhone->setEnabled(m_reveals.isOnline() && !m_reveals.shown({m_reveals.conversation(), {}, {}}));
    m_showPhone->setToolTip(m_reveals.isOnline() ? QString() : offlineSentence());
}

QList<Fact> CustomerPanel::facts() const
{
    const auto& open = m_workspace.open();
    if (!open)
        return {{Kind::text, tr("No conversation is open."), {}, ColorRole::muted}};
    const QString name = safeName(open->customerName);
    QList<Fact> facts {{Kind::heading, name.isEmpty() ? anonymousWord() : name, {}}};
    if (m_known)
        facts += m_known();
    return facts;
}

QList<Fact> CustomerPanel::factsOf(const CustomerCard& card) const
{
    const Customer& customer = card.customer;
    const auto shown = m_reveals.shown({m_reveals.conversation(), {}, {}});
    const QString phone = shown ? u"%1 · %2"_s.arg(shown->phone, shownUntilText(shown->until))
                                : customer.phone.value_or(QString());
    return {
        {Kind::row, tr("Identity"), customer.verified ? tr("Signed by the shop") : tr("Not verified"),
            customer.verified ? ColorRole::positive : ColorRole::caution},
        {Kind::row, tr("Tier"), tierWord(customer.tier)},
        {Kind::row, tr("Account"), customer.account.value_or(QString())},
        {Kind::row, tr("Phone"), phone, shown ? ColorRole::caution : ColorRole::text},
        {Kind::row, tr("Language"), languageName(customer.language, QLocale().name())},
        {Kind::row, tr("Conversations"), QString::number(card.conversations)},
        {Kind::row, tr("First seen"), dateText(card.firstSeenAt)},
        {Kind::row, tr("Came from"), card.page.value_or(QString())},
    };
}

} // namespace greenroom
