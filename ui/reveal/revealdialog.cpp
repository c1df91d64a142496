// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reveal/revealdialog.h"

#include <algorithm>

#include <QAccessible>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <QShortcut>

#include "core/text/display.h"
#include "ui/panels/factsheet.h"
#include "ui/widgets/label.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr RevealReason kReasons[] {
    RevealReason::callBack, RevealReason::delivery, RevealReason::identity, RevealReason::complaint, RevealReason::other};
constexpr qsizetype kMostQuoted = 160;

} // namespace

RevealDialog::RevealDialog(RevealService& service, const HiddenThing& what, const QString& quoted, QWidget* parent)
    : StepDialog(u"reveal"_s, parent)
    , m_service(service)
    , m_what(what)
    , m_quoted(new Label(this, TextSize::base, ColorRole::text))
    , m_hint(new Label(this, TextSize::base, ColorRole::muted))
    , m_reasons(new QButtonGroup(this))
    , m_note(new QLineEdit(this))
{
    const QString line = safeForDisplay(quoted).simplified();
    m_quoted->setObjectName(u"revealQuoted"_s);
    m_hint->setObjectName(u"revealHint"_s);
    m_quoted->setText(line.size() > kMostQuoted ? line.left(kMostQuoted).trimmed() + u'…' : line);
    for (Label* each : {m_quoted, m_hint}) {
        each->setWordWrap(true);
        addRow(each);
    }
    m_note->setObjectName(u"revealNote"_s);
    m_note->setMaxLength(200);
    int key = Qt::Key_1;
    for (const RevealReason reason : kReasons) {
        auto* choice = new QRadioButton(this);
        const int id = static_cast<int>(reason);
        choice->setObjectName(u"reveal_%1"_s.arg(enumName(reason)));
        m_reasons->addButton(choice, id);
        auto* shortcut = new QShortcut(QKeySequence(key++), this);
        connect(shortcut, &QShortcut::activated, this, [this, id] { choose(id); });
        if (reason != RevealReason::other) {
            addRow(choice);
            continue;
        }
        auto* own = new QHBoxLayout;
        own->addWidget(choice);
        own->addWidget(m_note, 1);
        addRow(own);
        // Whoever writes what for means it.
        connect(m_note, &QLineEdit::textEdited, choice, [choice] { choice->setChecked(true); });
    }
    complete(m_reasons->buttons().first());
}

void RevealDialog::openFor(RevealService& service, const HiddenThing& what, const QString& quoted, FactSheet* facts)
{
    auto* dialog = new RevealDialog(service, what, quoted, facts->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, facts, [facts] {
        facts->setFocus(Qt::OtherFocusReason);
        QAccessibleEvent event(facts, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    });
    dialog->open();
}

/// By its key: that is all there is to say, but for a reason of one's own.
void RevealDialog::choose(int reason)
{
    m_reasons->button(reason)->setChecked(true);
    if (reason == static_cast<int>(RevealReason::other))
        m_note->setFocus(Qt::ShortcutFocusReason);
    else
        accept();
}

void RevealDialog::accept()
{
    if (m_asked)
        return;
    const int chosen = m_reasons->checkedId();
    if (chosen < 0) {
        m_reasons->buttons().first()->setFocus();
        return refuse({Code::input, u"reason"_s, {}, 0});
    }
    const auto reason = static_cast<RevealReason>(chosen);
    const QString note = reason == RevealReason::other ? m_note->text().trimmed() : QString();
    if (reason == RevealReason::other && note.isEmpty()) {
        m_note->setFocus();
        return refuse({Code::input, u"note"_s, {}, 0});
    }
    m_asked = true;
    m_service.reveal(m_what, reason, note, this, [this](const Result<void>& done) {
        m_asked = false;
        closing()(done);
    });
}

QString RevealDialog::refusal(const Error& why) const
{
    if (why.field == "reason"_L1)
        return tr("Please choose what it is needed for.");
    if (why.field == "note"_L1)
        return tr("Please say what it is needed for.");
    if (why.code == Code::forbidden)
        return tr("Only whoever has this conversation, and who leads, may look at it.");
    if (why.code == Code::rateLimited)
        return tr("You have looked at as many hidden details as you may in an hour. Please ask a lead, or try again in %1.")
            .arg(spanText(Millis(why.limit) + Millis(999)));
    return StepDialog::refusal(why);
}

void RevealDialog::retranslate()
{
    ask(tr("Show what is hidden"), tr("What do you need it for?"), tr("Show"));
    m_hint->setText(tr("It is recorded that you looked, at what and why. It is shown for a short while."));
    const auto name = [this](RevealReason reason, const QString& text) {
        const auto at = std::find(std::begin(kReasons), std::end(kReasons), reason) - std::begin(kReasons);
        m_reasons->button(static_cast<int>(reason))->setText(u"%1  %2"_s.arg(at + 1).arg(text));
    };
    name(RevealReason::callBack, tr("Call the customer back"));
    name(RevealReason::delivery, tr("Delivery or address"));
    name(RevealReason::identity, tr("Check who it is"));
    name(RevealReason::complaint, tr("Complaint"));
    name(RevealReason::other, tr("Something else:"));
    m_note->setAccessibleName(tr("What it is needed for"));
    m_note->setPlaceholderText(tr("In a few words; it is kept in the audit"));
}

} // namespace greenroom
