// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/customerpanel.h"

#include <QEvent>
#include <QVBoxLayout>

#include "app/conversations/conversationservice.h"
#include "core/text/display.h"
#include "ui/widgets/label.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

CustomerPanel::CustomerPanel(ConversationService& service, Workspace& workspace, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_workspace(workspace)
    , m_name(new Label(this, TextSize::medium, ColorRole::text, true))
    , m_facts(new Label(this, TextSize::base, ColorRole::text))
{
    setObjectName(u"customerPanel"_s);
    m_name->setElided(true);
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_name);
    layout->addWidget(m_facts);
    layout->addStretch(1);
    connect(&workspace, &Workspace::conversationChanged, this, &CustomerPanel::fetch);
    fetch();
}

void CustomerPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        fetch();
}

void CustomerPanel::fetch()
{
    const auto& open = m_workspace.open();
    m_facts->setText({});
    m_name->setText(open ? safeName(open->customerName) : QString());
    if (!open) {
        m_name->setText(tr("No conversation is open"));
        return;
    }
    if (m_name->text().isEmpty())
        m_name->setText(anonymousWord());
    m_service.readCustomer(open->conversation, this, [this, asked = open->conversation](const auto& card) {
        if (!m_workspace.open() || m_workspace.open()->conversation != asked)
            return;
        if (!card) {
            m_facts->setText(errorSentence(card.error()));
            return;
        }
        const Customer& customer = card->customer;
        QStringList lines {customer.verified ? tr("Identity signed by the shop") : tr("Identity not verified")};
        if (const QString tier = tierWord(customer.tier); !tier.isEmpty())
            lines.append(tr("Tier: %1").arg(tier));
        if (customer.account)
            lines.append(tr("Account: %1").arg(*customer.account));
        if (customer.phone)
            lines.append(tr("Phone: %1").arg(*customer.phone));
        if (!customer.language.isEmpty())
            lines.append(tr("Language: %1").arg(customer.language));
        lines.append(tr("%n conversation(s) so far", nullptr, static_cast<int>(card->conversations)));
        if (card->page)
            lines.append(tr("Came from: %1").arg(*card->page));
        m_facts->setText(safeForDisplay(lines.join(u'\n')));
    });
}

} // namespace greenroom
