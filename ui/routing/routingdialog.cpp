// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/routing/routingdialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QStackedWidget>

#include "core/text/display.h"
#include "ui/routing/generalrules.h"
#include "ui/routing/queuerules.h"
#include "ui/routing/trialdialog.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

RoutingDialog::RoutingDialog(RoutingService& service, bool mayChange, QWidget* parent)
    : QDialog(parent)
    , m_service(service)
    , m_mayChange(mayChange)
    , m_history(new QComboBox(this)) // made in the order in which they are read: Tab goes by it
    , m_earlier(new Label(this, TextSize::base, ColorRole::caution))
    , m_list(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
    , m_general(new GeneralRules(this))
    , m_queue(new QueueRules(this))
    , m_note(new QLineEdit(this))
    , m_foot(new QVBoxLayout)
    , m_error(new Label(this, TextSize::base, ColorRole::critical))
{
    setObjectName(u"routingDialog"_s);
    m_list->setObjectName(u"routingList"_s);
    m_list->setFixedWidth(scaled(168, this));
    m_history->setObjectName(u"routingHistory"_s);
    m_earlier->setObjectName(u"routingEarlier"_s);
    m_earlier->setWordWrap(true);
    m_earlier->hide();
    m_note->setObjectName(u"routingNote"_s);
    m_note->setMaxLength(500);
    m_error->setObjectName(u"routingError"_s);
    m_error->setWordWrap(true);
    m_error->hide();
    m_pages->addWidget(m_general);
    m_pages->addWidget(m_queue);
    auto* buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_try = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_try->setObjectName(u"routingTry"_s);
    m_try->setEnabled(false);
    m_save = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    buttons->setFocusProxy(nullptr); // a hidden first button would be where Tab ends
    m_save->setProperty(kPrimaryProperty, true);
    m_save->setDefault(true);
    m_save->setVisible(mayChange);
    m_save->setEnabled(false);
    m_note->setVisible(mayChange);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(16);
    middle->addWidget(m_list);
    middle->addWidget(m_pages, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_history);
    layout->addWidget(m_earlier);
    layout->addLayout(middle, 1);
    layout->addWidget(m_note);
    layout->addLayout(m_foot);
    m_foot->addWidget(m_error);
    layout->addWidget(buttons);
    resize(scaled(720, this), scaled(600, this));
    connect(buttons, &QDialogButtonBox::accepted, this, &RoutingDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_try, &QPushButton::clicked, this, &RoutingDialog::tryOut);
    connect(m_list, &QListWidget::currentRowChanged, this, &RoutingDialog::chooseRow);
    connect(m_history, &QComboBox::activated, this, [this](int row) { read(m_history->itemData(row).toLongLong()); });
    m_list->addItem(QString());
    retranslate();
    m_list->setCurrentRow(0);
    m_list->setFocus();
    read({});
}

void RoutingDialog::read(std::optional<qint64> version)
{
    m_service.read(version, this, [this, version](const Result<RoutingRules>& rules) {
        if (!rules)
            return refuse(rules.error());
        if (!version)
            m_current = rules->profile.version;
        forget();
        take(*rules);
    });
}

void RoutingDialog::take(const RoutingRules& rules)
{
    m_rules = rules;
    const int row = std::max(0, m_list->currentRow());
    m_row = -1; // what the fields say now is of the rules before
    while (m_list->count() > 1)
        delete m_list->takeItem(1);
    for (const routing::QueueProfile& queue : m_rules.profile.queues) {
        QString name;
        for (const NamedQueue& each : m_rules.queues)
            if (each.id == queue.id)
                name = safeName(each.name);
        m_list->addItem(name);
    }
    nameHistory();
    m_general->put(m_rules.profile);
    for (RulesForm* each : {static_cast<RulesForm*>(m_general), static_cast<RulesForm*>(m_queue)})
        each->setChangeable(m_mayChange);
    m_save->setEnabled(true);
    m_try->setEnabled(true);
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    chooseRow(m_list->currentRow());
}

/// False: what the page says cannot be; nothing was taken.
bool RoutingDialog::getPage()
{
    if (m_row < 0)
        return true;
    auto why = m_row == 0 ? m_general->get(m_rules.profile) : m_queue->get(m_rules.profile.queues[m_row - 1]);
    if (!why)
        return true;
    if (m_row > 0)
        why->field.prepend(u"queues[%1]."_s.arg(m_row - 1));
    refuse(*why);
    return false;
}

void RoutingDialog::chooseRow(int row)
{
    if (row < 0 || row == m_row)
        return;
    if (!getPage()) {
        m_list->setCurrentRow(m_row);
        return;
    }
    m_row = row;
    if (row > 0)
        m_queue->put(m_rules.profile.queues.at(row - 1), m_rules.queues);
    m_pages->setCurrentIndex(row > 0 ? 1 : 0);
}

void RoutingDialog::accept()
{
    if (m_saving || !m_save->isEnabled() || !getPage())
        return;
    routing::Profile profile = m_rules.profile;
    profile.version = m_current; // also of an earlier one that is put back
    m_saving = true; // the button stays as it is: one that goes takes the keys with it
    m_service.change(profile, m_note->text().trimmed(), this, [this](const Result<RoutingVersion>& made) {
        m_saving = false;
        if (!made)
            return refuse(made.error());
        Q_EMIT saved(made->version);
        QDialog::accept();
    });
}

void RoutingDialog::tryOut()
{
    if (m_trying || !getPage())
        return;
    const auto wait = [this](bool waits) {
        m_trying = waits;
        nameTry();
    };
    wait(true);
    m_service.tryOut(m_rules.profile, this, [this, wait](const Result<RoutingTrial>& trial) {
        wait(false);
        if (!trial)
            return refuse(trial.error());
        forget();
        auto* dialog = new TrialDialog(*trial, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

/// Leads to the field it is about.
void RoutingDialog::refuse(const Error& why)
{
    static const QRegularExpression form(u"^(?:profile\\.)?(?:queues\\[(\\d+)\\]\\.)?(.*)$"_s);
    const auto place = form.match(why.field);
    const int row = place.capturedLength(1) > 0 ? place.captured(1).toInt() + 1 : 0;
    RulesForm* page = row > 0 ? static_cast<RulesForm*>(m_queue) : m_general;
    if (why.code == Code::invalidField)
        m_list->setCurrentRow(row);
    forget();
    m_why = why;
    m_wrong = why.code == Code::invalidField && m_row == row ? page->fieldOf(place.captured(2)) : nullptr;
    m_error->setText(refusal());
    if (m_wrong)
        page->pointOut(m_wrong, m_error);
    else
        m_error->show();
}

void RoutingDialog::forget()
{
    m_why.reset();
    m_wrong = nullptr;
    m_error->hide();
    if (m_general->letGo(m_error) || m_queue->letGo(m_error))
        m_foot->addWidget(m_error);
}

QString RoutingDialog::refusal() const
{
    const QString& field = m_why->field;
    if (m_why->code == Code::conflict)
        return tr("Somebody else has changed the rules meanwhile. Nothing was saved; please look at theirs first.");
    if (m_why->code != Code::invalidField)
        return errorSentence(*m_why);
    if (field.contains("overflow.to"_L1))
        return tr("Overflow to: it must not go in a circle, nor over more than five queues.");
    if (field.contains("firstReplyWithin"_L1))
        return tr("Given on without an answer after: at least 10 seconds, or never.");
    if (field.contains("rings"_L1))
        return tr("Rings: at most six, each of whole seconds.");
    if (field.contains("points.issue"_L1))
        return tr("Points by issue: on each line a name, a gap and at most 10000 points; no name twice.");
    if (field.contains("points.room"_L1))
        return tr("Points by room: on each line a name, a gap and at most 10000 points; no name twice.");
    return tr("This is not allowed: %1").arg(m_wrong ? m_wrong->accessibleName() : field);
}

void RoutingDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void RoutingDialog::nameHistory()
{
    m_history->clear();
    for (const RoutingVersion& each : std::as_const(m_rules.history)) {
        if (each.version == 0) {
            m_history->addItem(tr("Version 0 · before the first change"), each.version);
            continue;
        }
        const QString line = tr("Version %1 · %2 · %3")
                                 .arg(each.version)
                                 .arg(u"%1 %2"_s.arg(dateText(each.since), clockText(each.since)), safeName(each.author));
        m_history->addItem(each.note.isEmpty() ? line : u"%1 · %2"_s.arg(line, safeName(each.note)), each.version);
    }
    m_history->setCurrentIndex(m_history->findData(m_rules.profile.version));
    m_history->setVisible(m_history->count() > 0);
    const qint64 shown = m_rules.profile.version;
    m_earlier->setText(
        (m_mayChange ? tr("Version %1 is shown, and version %2 holds. Saving puts version %1 back, as a new version.")
                     : tr("Version %1 is shown, and version %2 holds."))
            .arg(shown)
            .arg(m_current));
    m_earlier->setVisible(m_history->count() > 0 && shown != m_current);
}

void RoutingDialog::nameTry()
{
    m_try->setText(m_trying ? tr("Playing the last hour…") : tr("What would have changed…"));
    m_try->setToolTip(tr("Plays the last hour by these rules and by those that hold, and changes nothing."));
}

void RoutingDialog::retranslate()
{
    setWindowTitle(tr("Routing rules"));
    m_list->item(0)->setText(tr("All queues"));
    m_list->setAccessibleName(tr("Queues"));
    m_history->setAccessibleName(tr("Versions"));
    m_note->setPlaceholderText(tr("Why it is changed"));
    m_note->setAccessibleName(tr("Why it is changed"));
    m_cancel->setText(m_mayChange ? tr("Cancel") : tr("Close"));
    m_save->setText(tr("Save"));
    nameTry();
    nameHistory();
    if (m_why)
        m_error->setText(refusal());
}

} // namespace greenroom
