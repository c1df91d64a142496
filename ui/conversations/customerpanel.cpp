// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/customerpanel.h"

#include <QEvent>
#include <QLocale>
#include <QTimer>
#include <QVBoxLayout>

#include "app/conversations/conversationservice.h"
#include "core/base/askagain.h"
#include "core/text/display.h"
#include "core/text/languagename.h"
#include "ui/panels/factsheet.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;
using Kind = Fact::Kind;

CustomerPanel::CustomerPanel(ConversationService& service, Workspace& workspace, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_workspace(workspace)
    , m_facts(new FactSheet(this))
{
    setObjectName(u"customerPanel"_s);
    m_facts->setObjectName(u"customerFacts"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_facts);
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
        m_known = [card] {
            return card ? factsOf(*card) : QList<Fact> {{Kind::text, errorSentence(card.error()), {}, ColorRole::caution}};
        };
        showFacts();
    });
}

void CustomerPanel::showFacts()
{
    m_facts->setAccessibleName(tr("Customer"));
    const auto& open = m_workspace.open();
    if (!open)
        return m_facts->setFacts({{Kind::text, tr("No conversation is open."), {}, ColorRole::muted}});
    const QString name = safeName(open->customerName);
    QList<Fact> facts {{Kind::heading, name.isEmpty() ? anonymousWord() : name, {}}};
    if (m_known)
        facts += m_known();
    m_facts->setFacts(facts);
}

QList<Fact> CustomerPanel::factsOf(const CustomerCard& card)
{
    const Customer& customer = card.customer;
    return {
        {Kind::row, tr("Identity"), customer.verified ? tr("Signed by the shop") : tr("Not verified"),
            customer.verified ? ColorRole::positive : ColorRole::caution},
        {Kind::row, tr("Tier"), tierWord(customer.tier)},
        {Kind::row, tr("Account"), customer.account.value_or(QString())},
        {Kind::row, tr("Phone"), customer.phone.value_or(QString())},
        {Kind::row, tr("Language"), languageName(customer.language, QLocale().name())},
        {Kind::row, tr("Conversations"), QString::number(card.conversations)},
        {Kind::row, tr("First seen"), dateText(card.firstSeenAt)},
        {Kind::row, tr("Came from"), card.page.value_or(QString())},
    };
}

} // namespace greenroom
