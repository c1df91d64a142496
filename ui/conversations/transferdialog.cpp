// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/transferdialog.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "core/text/display.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

/// Why this target cannot be given one more now; empty: it can.
QString hindrance(const TransferTarget& target)
{
    if (!target.person)
        return {};
    if (target.presence != Presence::online)
        return presenceWord(target.presence);
    return target.load >= target.capacity ? TransferDialog::tr("No room") : QString();
}

} // namespace

TransferDialog::TransferDialog(
    ConversationService& service, ConversationId conversation, const QString& customer, QWidget* parent)
    : QDialog(parent)
    , m_service(service)
    , m_conversation(conversation)
    , m_customer(customer)
    , m_title(new Label(this, TextSize::large, ColorRole::text, true))
    , m_list(new QTreeWidget(this))
    , m_note(new QPlainTextEdit(this))
    , m_error(new Label(this, TextSize::base, ColorRole::critical))
{
    setObjectName(u"transferDialog"_s);
    m_list->setObjectName(u"transferTargets"_s);
    m_list->setColumnCount(3);
    m_list->headerItem()->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    m_note->setObjectName(u"transferNote"_s);
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(scaled(72, this));
    m_error->setWordWrap(true);
    m_error->hide();
    auto* buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_give = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_give->setProperty(kPrimaryProperty, true);
    m_give->setEnabled(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    for (QWidget* each : QList<QWidget*> {m_title, m_list, m_note, m_error, buttons})
        layout->addWidget(each);
    resize(scaled(460, this), scaled(460, this));
    connect(buttons, &QDialogButtonBox::accepted, this, &TransferDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, [this] { m_give->setEnabled(target() != nullptr); });
    connect(m_list, &QTreeWidget::itemActivated, m_note, [this] { m_note->setFocus(); });
    m_service.listTransferTargets(this, [this](const Result<QList<TransferTarget>>& targets) {
        if (targets)
            show(*targets);
        else
            refuse(targets.error());
    });
    retranslate();
    m_list->setFocus();
}

const TransferTarget* TransferDialog::target() const
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    return row >= 0 && row < m_targets.size() && hindrance(m_targets.at(row)).isEmpty() ? &m_targets.at(row) : nullptr;
}

void TransferDialog::show(const QList<TransferTarget>& targets)
{
    m_targets = targets;
    for (const TransferTarget& target : targets) {
        auto* item = new QTreeWidgetItem(m_list, {safeName(target.name)});
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        if (!hindrance(target).isEmpty())
            item->setFlags(item->flags() & ~(Qt::ItemIsEnabled | Qt::ItemIsSelectable));
    }
    retranslate();
    for (int row = 0; row < m_targets.size() && !m_list->currentItem(); ++row)
        if (hindrance(m_targets.at(row)).isEmpty())
            m_list->setCurrentItem(m_list->topLevelItem(row));
}

void TransferDialog::accept()
{
    if (!target() || m_asked)
        return;
    // The button stays as it is: one that goes takes the keys to Cancel, and the next Enter would throw the note away.
    m_asked = true;
    m_service.transfer(m_conversation, *target(), m_note->toPlainText().trimmed(), this, [this](const Result<void>& done) {
        if (done) {
            QDialog::accept();
            return;
        }
        m_asked = false;
        refuse(done.error());
        m_list->setFocus();
    });
}

void TransferDialog::refuse(const Error& why)
{
    m_why = why;
    m_whose = target() ? safeName(target()->name) : QString();
    m_error->setText(sentence());
    m_error->show();
}

/// The words for these refusals elsewhere are about the person at this desk.
QString TransferDialog::sentence() const
{
    if (m_why->code == Code::overCapacity)
        return tr("%1 cannot take one more now. Please choose somebody else or a queue.").arg(m_whose);
    if (m_why->code == Code::reassigned)
        return tr("The conversation is not yours any more; nothing was transferred.");
    return errorSentence(*m_why);
}

void TransferDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void TransferDialog::retranslate()
{
    setWindowTitle(tr("Transfer"));
    m_title->setText(tr("Transfer %1 to").arg(m_customer));
    m_list->setAccessibleName(tr("People and queues"));
    m_list->setHeaderLabels({tr("Name"), tr("State"), tr("Load")});
    for (int row = 0; row < m_targets.size(); ++row) {
        const TransferTarget& target = m_targets.at(row);
        QTreeWidgetItem* item = m_list->topLevelItem(row);
        const QString why = hindrance(target);
        item->setText(1, !target.person ? tr("Queue") : why.isEmpty() ? presenceWord(target.presence) : why);
        item->setText(2,
            target.person ? u"%1/%2"_s.arg(target.load).arg(target.capacity)
                          : tr("%n waiting", nullptr, static_cast<int>(target.load)));
    }
    m_note->setAccessibleName(tr("Note for whoever comes next"));
    m_note->setPlaceholderText(tr("Note for whoever comes next: what was said, what was promised"));
    m_cancel->setText(tr("Cancel"));
    m_give->setText(tr("Transfer"));
    if (m_why)
        m_error->setText(sentence());
}

} // namespace greenroom
