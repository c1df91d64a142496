// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/transferdialog.h"

#include <algorithm>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
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

constexpr qsizetype kQuestionChars = 120;
constexpr qint64 kFreeTransfers = 2; ///< as the server counts them: the next one is for who leads

/// By their keys.
constexpr std::array kReasons {TransferReason::wrongQueue, TransferReason::skill, TransferReason::language,
    TransferReason::complaint, TransferReason::customerAsked, TransferReason::shiftEnd, TransferReason::other};

/// Why this target cannot be given one more now; empty: it can. Who is on break can be asked.
QString hindrance(const TransferTarget& target)
{
    if (!target.person)
        return {};
    if (target.presence != Presence::online && target.presence != Presence::onBreak)
        return presenceWord(target.presence);
    return target.load >= target.capacity ? TransferDialog::tr("No room") : QString();
}

QString spentSentence()
{
    return TransferDialog::tr(
        "It was transferred twice already: the third time needs a lead or a supervisor. Please ask for help instead.");
}

} // namespace

TransferDialog::TransferDialog(ConversationService& service, const About& about, QWidget* parent)
    : QDialog(parent)
    , m_service(service)
    , m_about(about)
    , m_title(new Label(this, TextSize::large, ColorRole::text, true))
    , m_before(new Label(this, TextSize::base, ColorRole::muted))
    , m_list(new QTreeWidget(this))
    , m_reasonLabel(new Label(this))
    , m_reason(new QComboBox(this))
    , m_note(new QPlainTextEdit(this))
    , m_error(new Label(this, TextSize::base, ColorRole::critical))
{
    setObjectName(u"transferDialog"_s);
    m_list->setObjectName(u"transferTargets"_s);
    m_list->setColumnCount(3);
    m_list->headerItem()->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    m_before->setObjectName(u"transferBefore"_s);
    m_before->setVisible(m_about.transfers > 0);
    m_reason->setObjectName(u"transferReason"_s);
    m_reasonLabel->setBuddy(m_reason);
    m_reason->addItem(QString());
    for (int each = 0; each < int(kReasons.size()); ++each) {
        m_reason->addItem(QString());
        auto* key = new QShortcut(QKeyCombination(Qt::ALT, Qt::Key(Qt::Key_1 + each)), this);
        connect(key, &QShortcut::activated, m_reason, [this, each] { m_reason->setCurrentIndex(each + 1); });
    }
    m_note->setObjectName(u"transferNote"_s);
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(scaled(88, this));
    m_note->setPlainText(begunNote());
    m_note->selectAll(); // whoever writes something else just writes
    m_error->setObjectName(u"transferProblem"_s);
    m_error->setWordWrap(true);
    m_error->hide();
    auto* buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_give = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_give->setProperty(kPrimaryProperty, true);
    m_give->setEnabled(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    for (QWidget* each : QList<QWidget*> {m_title, m_before, m_list})
        layout->addWidget(each);
    auto* reasons = new QHBoxLayout;
    reasons->addWidget(m_reasonLabel);
    reasons->addWidget(m_reason, 1);
    layout->addLayout(reasons);
    for (QWidget* each : QList<QWidget*> {m_note, m_error, buttons})
        layout->addWidget(each);
    resize(scaled(460, this), scaled(520, this));
    connect(buttons, &QDialogButtonBox::accepted, this, &TransferDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, [this] { m_give->setEnabled(target() && !isSpent()); });
    connect(m_list, &QTreeWidget::itemActivated, m_note, [this] { m_note->setFocus(); });
    m_service.listTransferTargets(this, [this](const Result<QList<TransferTarget>>& targets) {
        if (targets)
            show(*targets);
        else
            refuse(targets.error());
    });
    retranslate();
    if (isSpent())
        refuse({Code::conflict, u"transfers"_s, {}, kFreeTransfers});
    (isSpent() ? static_cast<QWidget*>(m_cancel) : m_list)->setFocus();
}

bool TransferDialog::isSpent() const
{
    return m_about.transfers >= kFreeTransfers && !m_about.leads;
}

const TransferTarget* TransferDialog::target() const
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    return row >= 0 && row < m_targets.size() && hindrance(m_targets.at(row)).isEmpty() ? &m_targets.at(row) : nullptr;
}

void TransferDialog::show(const QList<TransferTarget>& targets)
{
    m_targets = targets;
    for (const routing::Tier tier : {routing::Tier::l1, routing::Tier::l2, routing::Tier::l3})
        if (tier != m_about.supportTier)
            m_targets.append({{}, {}, {}, Presence::offline, 0, 0, tier});
    sort();
    for (const TransferTarget& target : std::as_const(m_targets)) {
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

void TransferDialog::sort()
{
    // Back to its own queue is rarely meant. Of those who are there, whoever has the most room comes first.
    const auto place = [this](const TransferTarget& target) {
        if (!hindrance(target).isEmpty())
            return std::pair(5, qint64(0));
        if (target.person)
            return std::pair(target.presence == Presence::online ? 0 : 1, target.load - target.capacity);
        if (target.tier)
            return std::pair(3, qint64(0));
        return std::pair(target.queue == m_about.queue ? 4 : 2, qint64(0));
    };
    std::stable_sort(m_targets.begin(), m_targets.end(),
        [&place](const TransferTarget& a, const TransferTarget& b) { return place(a) < place(b); });
}

std::optional<TransferReason> TransferDialog::reason() const
{
    const int chosen = m_reason->currentIndex() - 1;
    return chosen >= 0 ? std::optional(kReasons.at(std::size_t(chosen))) : std::nullopt;
}

QString TransferDialog::begunNote() const
{
    QStringList lines;
    if (const QString question = m_about.question.simplified(); !question.isEmpty())
        lines.append(
            tr("Asked: %1").arg(question.size() > kQuestionChars ? question.left(kQuestionChars).trimmed() + u'…' : question));
    if (!m_about.order.isEmpty())
        lines.append(tr("Order: %1").arg(m_about.order));
    if (!lines.isEmpty())
        lines.append(tr("Tried:"));
    return lines.join(u'\n');
}

QString TransferDialog::note() const
{
    QString text = m_note->toPlainText().trimmed();
    if (const QString nothing = u'\n' + tr("Tried:"); text.endsWith(nothing))
        text.chop(nothing.size());
    return text;
}

void TransferDialog::accept()
{
    if (!target() || m_asked || isSpent())
        return;
    if (target()->tier && !reason()) {
        m_reason->setFocus();
        return refuse({Code::input, u"reason"_s, {}, 0});
    }
    // The button stays as it is: one that goes takes the keys to Cancel, and the next Enter would throw the note away.
    m_asked = true;
    m_service.transfer(m_about.conversation, *target(), note(), reason(), this, [this](const Result<void>& done) {
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
    if (m_why->code == Code::input)
        return tr("Another line of support needs a reason; Alt and its number chooses one.");
    if (m_why->code == Code::conflict && m_why->field == "transfers"_L1)
        return spentSentence();
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
    m_title->setText(tr("Transfer %1 to").arg(m_about.customer));
    m_before->setText(tr("Transferred %1×").arg(m_about.transfers));
    m_list->setAccessibleName(tr("People, queues and lines of support"));
    m_list->setHeaderLabels({tr("Name"), tr("State"), tr("Load")});
    for (int row = 0; row < m_targets.size(); ++row) {
        const TransferTarget& target = m_targets.at(row);
        QTreeWidgetItem* item = m_list->topLevelItem(row);
        const QString why = hindrance(target);
        if (target.tier) {
            item->setText(0, supportTierWord(*target.tier));
            item->setText(1, tr("Line of support"));
            continue;
        }
        item->setText(1, !target.person ? tr("Queue") : why.isEmpty() ? presenceWord(target.presence) : why);
        item->setText(2,
            target.person ? u"%1/%2"_s.arg(target.load).arg(target.capacity)
                          : tr("%n waiting", nullptr, static_cast<int>(target.load)));
    }
    m_reasonLabel->setText(tr("Reason"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setToolTip(tr("Alt and the number chooses it"));
    m_reason->setItemText(0, tr("None"));
    for (int each = 0; each < int(kReasons.size()); ++each)
        m_reason->setItemText(each + 1, u"%1  %2"_s.arg(each + 1).arg(transferReasonWord(kReasons.at(std::size_t(each)))));
    m_note->setAccessibleName(tr("Note for whoever comes next"));
    m_note->setPlaceholderText(tr("Note for whoever comes next: what was said, what was promised"));
    m_cancel->setText(tr("Cancel"));
    m_give->setText(tr("Transfer"));
    m_give->setToolTip(isSpent() ? spentSentence() : QString());
    if (m_why)
        m_error->setText(sentence());
}

} // namespace greenroom
