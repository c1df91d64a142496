// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/routing/whydialog.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "core/text/display.h"
#include "ui/panels/stepdialog.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"
#include "ui/words/errorwords.h"
#include "ui/words/routingwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

WhyDialog::WhyDialog(RoutingService& service, const About& about, QWidget* parent)
    : QDialog(parent)
    , m_service(service)
    , m_about(about)
    , m_title(new Label(this, TextSize::large, ColorRole::text, true))
    , m_sentence(new Label(this))
    , m_score(new Label(this, TextSize::base, ColorRole::muted))
    , m_people(new QTreeWidget(this))
    , m_before(new Label(this, TextSize::base, ColorRole::muted))
{
    setObjectName(u"whyDialog"_s);
    m_sentence->setObjectName(u"whySentence"_s);
    m_score->setObjectName(u"whyScore"_s);
    m_before->setObjectName(u"whyBefore"_s);
    m_people->setObjectName(u"whyPeople"_s);
    m_people->setColumnCount(4);
    for (int column : {2, 3})
        m_people->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    m_people->setMinimumHeight(scaled(168, this)); // five people, under the header
    m_people->setRootIsDecorated(false);
    m_people->setUniformRowHeights(true);
    m_people->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_people->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_people->header()->setStretchLastSection(false);
    for (Label* each : {m_title, m_sentence, m_score, m_before})
        each->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(this);
    m_raise = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_raise->setObjectName(u"whyRaise"_s);
    m_done = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_done->setDefault(true);
    buttons->setFocusProxy(nullptr); // a hidden first button would be where Tab ends
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    for (QWidget* each : QList<QWidget*> {m_title, m_sentence, m_score, m_people, m_before, buttons})
        layout->addWidget(each);
    layout->setStretch(layout->indexOf(m_people), 1);
    setMinimumWidth(scaled(600, this));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_raise, &QPushButton::clicked, this, &WhyDialog::putFirst);
    retranslate();
    m_done->setFocus();
    ask();
}

void WhyDialog::ask()
{
    m_service.explain(m_about.conversation, this, [this](const Result<RoutingExplanation>& found) {
        m_answered = true;
        m_why = found ? std::nullopt : std::optional(found.error());
        if (found)
            m_found = *found;
        fill();
    });
}

void WhyDialog::putFirst()
{
    const RoutingDecision* now = newest();
    const qint64 points = now && now->score.priority > 0 ? 0 : kRaise;
    m_service.prioritize(m_about.conversation, points, this, [this](const Result<void>& done) {
        if (done)
            return ask();
        m_why = done.error();
        fill();
    });
}

const RoutingDecision* WhyDialog::newest() const
{
    return m_found.waits ? &*m_found.waits : m_found.decisions.isEmpty() ? nullptr : &m_found.decisions.first();
}

void WhyDialog::fill()
{
    const RoutingDecision* now = newest();
    m_people->clear();
    m_people->setVisible(m_about.leads && now && !now->best.isEmpty());
    m_score->setVisible(m_about.leads && now);
    m_raise->setVisible(m_about.leads && now && !now->given);
    m_before->hide();
    if (!m_answered)
        m_sentence->setText(tr("Asking the server…"));
    else if (m_why)
        m_sentence->setText(errorSentence(*m_why));
    else if (!now)
        m_sentence->setText(tr("Nothing was decided about it yet: somebody took it, or gave it on, by hand."));
    else
        fillDecision(*now);
    growToFit(*this);
}

void WhyDialog::fillDecision(const RoutingDecision& decision)
{
    m_sentence->setText(whySentence(decision));
    m_score->setText(tr("%1 · routing rules %2").arg(scoreText(decision.score)).arg(decision.profile));
    m_raise->setText(decision.score.priority > 0 ? tr("No longer first") : tr("Put it first"));
    for (const RoutingCandidate& each : decision.best) {
        const QString state = each.person == decision.given ? tr("Got it") : exclusionWord(each.excluded);
        auto* item = new QTreeWidgetItem(m_people,
            {safeName(each.name), state.isEmpty() ? tr("Could have it") : state, u"%1/%2"_s.arg(each.load).arg(each.capacity),
                QString::number(each.conversations)});
        item->setToolTip(0, plainToolTip(safeName(each.name)));
        for (int column : {2, 3})
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    QStringList before;
    for (const RoutingDecision& each : std::as_const(m_found.decisions))
        if (&each != &decision)
            before.append(u"%1  %2"_s.arg(momentText(each.at, decision.at), whySentence(each)));
    m_before->setText(before.join(u'\n'));
    m_before->setVisible(!before.isEmpty());
}

void WhyDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void WhyDialog::retranslate()
{
    setWindowTitle(tr("Why is it here?"));
    m_title->setText(tr("%1: why is it here?").arg(m_about.customer));
    m_people->setAccessibleName(tr("People as the router compared them"));
    m_people->setHeaderLabels({tr("Name"), tr("Why"), tr("Load"), tr("Open")});
    m_done->setText(tr("Close"));
    fill();
}

} // namespace greenroom
