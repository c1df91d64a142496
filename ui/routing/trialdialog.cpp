// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/routing/trialdialog.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "core/text/display.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"
#include "ui/words/routingwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFigures = 3; ///< columns behind the name: now, then, the difference

QTreeWidget* table(const QString& name, int columns, QWidget* parent)
{
    auto* made = new QTreeWidget(parent);
    made->setObjectName(name);
    made->setColumnCount(columns);
    made->setRootIsDecorated(false);
    made->setUniformRowHeights(true);
    made->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    made->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    made->header()->setStretchLastSection(false);
    return made;
}

void add(QTreeWidget* figures, const QString& what, const QString& now, const QString& then, const QString& difference)
{
    auto* item = new QTreeWidgetItem(figures, {what, now, then, difference});
    for (int column = 1; column <= kFigures; ++column)
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

QString signedNumber(qint64 number)
{
    return number == 0 ? QString() : number > 0 ? u"+%1"_s.arg(number) : u"−%1"_s.arg(-number);
}

} // namespace

TrialDialog::TrialDialog(RoutingTrial trial, QWidget* parent)
    : QDialog(parent)
    , m_trial(std::move(trial))
    , m_sentence(new Label(this, TextSize::large, ColorRole::text, true))
    , m_span(new Label(this, TextSize::base, ColorRole::muted))
    , m_figures(table(u"trialFigures"_s, kFigures + 1, this))
    , m_which(new Label(this))
    , m_changes(table(u"trialChanges"_s, 3, this))
{
    setObjectName(u"trialDialog"_s);
    m_sentence->setObjectName(u"trialSentence"_s);
    m_span->setObjectName(u"trialSpan"_s);
    m_which->setObjectName(u"trialWhich"_s);
    for (Label* each : {m_sentence, m_span, m_which})
        each->setWordWrap(true);
    for (int column = 1; column <= kFigures; ++column)
        m_figures->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    m_figures->setMinimumHeight(scaled(7 * 28, this)); // the six figures under the header
    m_changes->header()->setSectionResizeMode(QHeaderView::Stretch); // cut rather than scrolled: tooltips say it all
    m_changes->setMinimumHeight(scaled(5 * 28, this));
    auto* buttons = new QDialogButtonBox(this);
    m_done = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_done->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    for (QWidget* each : QList<QWidget*> {m_sentence, m_span, m_figures, m_which, m_changes, buttons})
        layout->addWidget(each);
    layout->setStretch(layout->indexOf(m_changes), 1);
    const bool any = m_trial.conversations > 0;
    m_figures->setVisible(any);
    m_which->setVisible(!m_trial.changes.isEmpty());
    m_changes->setVisible(!m_trial.changes.isEmpty());
    setMinimumWidth(scaled(760, this));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    retranslate();
    (m_trial.changes.isEmpty() ? static_cast<QWidget*>(m_done) : m_changes)->setFocus();
}

void TrialDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void TrialDialog::retranslate()
{
    setWindowTitle(tr("What would have changed"));
    m_sentence->setText(trialSentence(m_trial));
    QStringList span {tr("From %1 to %2, with %n online. It was only played through: nothing has changed.", nullptr,
        static_cast<int>(m_trial.people))
                          .arg(clockText(m_trial.from), clockText(m_trial.to))};
    if (m_trial.conversations > 0)
        span.append(tr("A conversation counts each time it waited."));
    m_span->setText(span.join(u'\n'));
    m_figures->setHeaderLabels({QString(), tr("By the rules now"), tr("By these"), tr("Difference")});
    m_figures->setAccessibleName(tr("Both in figures"));
    m_changes->setHeaderLabels({tr("Customer"), tr("By the rules now"), tr("By these")});
    m_changes->setAccessibleName(tr("Waits that would have gone differently"));
    m_which->setText(m_trial.changed > m_trial.changes.size()
            ? tr("The %n waits that differ most:", nullptr, static_cast<int>(m_trial.changes.size()))
            : tr("Waits that would have gone differently:"));
    m_done->setText(tr("Close"));
    fillFigures();
    fillChanges();
}

void TrialDialog::fillFigures()
{
    m_figures->clear();
    const TrialOutcome& now = m_trial.now;
    const TrialOutcome& then = m_trial.then;
    const auto count = [&](const QString& what, qint64 is, qint64 would) {
        add(m_figures, what, QString::number(is), QString::number(would), signedNumber(would - is));
    };
    const auto wait = [&](const QString& what, qint64 is, qint64 would) {
        add(m_figures, what, spanText(Millis(is)), spanText(Millis(would)), waitDifferenceText(Millis(would - is)));
    };
    count(tr("Waits: got somebody"), now.given, then.given);
    count(tr("Waits: got nobody"), now.left, then.left);
    wait(tr("Half of the waits lasted at most"), now.p50Ms, then.p50Ms);
    wait(tr("Nine of ten waits lasted at most"), now.p90Ms, then.p90Ms);
    wait(tr("Longest wait"), now.longestMs, then.longestMs);
    const auto percent = [](qint64 tenths) { return tr("%1 %").arg(QString::number(double(tenths) / 10, 'f', 1)); };
    const qint64 is = qRound64(double(now.saturation) / 10);
    const qint64 would = qRound64(double(then.saturation) / 10);
    const QString difference = is == would ? QString() : (would > is ? u"+"_s : u"−"_s) + percent(qAbs(would - is));
    add(m_figures, tr("Saturation"), percent(is), percent(would), difference);
    for (const TrialTier& each : std::as_const(m_trial.tiers)) {
        const QString tier = each.tier == CustomerTier::standard ? tr("Everybody else") : tierWord(each.tier);
        const int waits = static_cast<int>(each.conversations);
        wait(tr("%1 (%n waits): nine of ten lasted at most", nullptr, waits).arg(tier), each.nowP90Ms, each.thenP90Ms);
    }
}

void TrialDialog::fillChanges()
{
    m_changes->clear();
    for (const TrialChange& each : std::as_const(m_trial.changes)) {
        auto* item = new QTreeWidgetItem(m_changes,
            {each.customerName.isEmpty() ? anonymousWord() : safeName(each.customerName),
                trialFateText(each.nowName, Millis(each.nowWaitMs)), trialFateText(each.thenName, Millis(each.thenWaitMs))});
        for (int column = 0; column < item->columnCount(); ++column)
            item->setToolTip(column, plainToolTip(item->text(column)));
    }
    if (QTreeWidgetItem* first = m_changes->topLevelItem(0))
        m_changes->setCurrentItem(first);
}

} // namespace greenroom
