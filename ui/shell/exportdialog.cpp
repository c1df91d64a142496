// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/exportdialog.h"

#include <QDateEdit>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDaysAtFirst = 7;

Instant beginOf(QDate day)
{
    return fromMillis(day.startOfDay().toMSecsSinceEpoch());
}

void label(QFormLayout* form, QWidget* field, const QString& text)
{
    field->setAccessibleName(text);
    if (auto* label = qobject_cast<QLabel*>(form->labelForField(field)))
        label->setText(text);
}

} // namespace

ExportDialog::ExportDialog(MakeExport makeExport, Instant now, QWidget* parent)
    : QDialog(parent)
    , m_makeExport(std::move(makeExport))
    , m_form(new QFormLayout)
    , m_from(new QDateEdit(this))
    , m_to(new QDateEdit(this))
    , m_path(new QLineEdit(this))
    , m_choose(new QPushButton(this))
    , m_progress(new QProgressBar(this))
    , m_said(new Label(this))
{
    setObjectName(u"exportDialog"_s);
    m_from->setObjectName(u"exportFrom"_s);
    m_to->setObjectName(u"exportTo"_s);
    m_path->setObjectName(u"exportPath"_s);
    m_choose->setObjectName(u"exportChoose"_s);
    m_progress->setObjectName(u"exportProgress"_s);
    m_said->setObjectName(u"exportSaid"_s);
    m_said->setWordWrap(true);
    m_progress->hide();
    const QDate today = QDateTime::fromMSecsSinceEpoch(toMillis(now)).date();
    m_from->setDate(today.addDays(1 - kDaysAtFirst));
    m_to->setDate(today);
    for (QDateEdit* each : {m_from, m_to}) {
        each->setDisplayFormat(u"yyyy-MM-dd"_s);
        m_form->addRow(new QLabel(this), each); // without words at first a form makes no label
    }
    auto* file = new QWidget(this);
    auto* row = new QHBoxLayout(file);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_path, 1);
    row->addWidget(m_choose);
    m_form->addRow(new QLabel(this), file);
    auto* buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_cancel->setObjectName(u"exportCancel"_s);
    m_start = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_start->setObjectName(u"exportStart"_s);
    m_start->setProperty(kPrimaryProperty, true);
    m_start->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addLayout(m_form);
    for (QWidget* each : QList<QWidget*> {m_progress, m_said, buttons})
        layout->addWidget(each);
    setMinimumWidth(scaled(520, this));
    connect(m_choose, &QPushButton::clicked, this, &ExportDialog::choose);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::enable);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    retranslate();
    enable();
    m_from->setFocus();
}

void ExportDialog::choose()
{
    auto* dialog = new QFileDialog(this, tr("Export conversations"), m_path->text(), tr("Tables (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::fileSelected, m_path, &QLineEdit::setText);
    dialog->open();
}

void ExportDialog::accept()
{
    if (m_export || m_path->text().trimmed().isEmpty())
        return;
    if (m_from->date() > m_to->date()) {
        m_to->setFocus();
        return say([] { return tr("The last day is before the first one."); }, ColorRole::critical);
    }
    m_export = m_makeExport(this);
    connect(m_export, &ConversationExport::progressed, this, [this](qint64 written, qint64 total) {
        m_progress->setRange(0, static_cast<int>(total));
        m_progress->setValue(static_cast<int>(written));
    });
    connect(m_export, &ConversationExport::finished, this, &ExportDialog::onFinished);
    connect(m_export, &ConversationExport::failed, this, [this](const Error& why) {
        end();
        say(
            [why] {
                return why.code == Code::storage ? tr("The file could not be written: %1").arg(why.detail) : errorSentence(why);
            },
            ColorRole::critical);
    });
    m_progress->setRange(0, 0);
    say([] { return QString(); }, ColorRole::muted);
    enable();
    m_cancel->setFocus();
    m_export->start(QFileInfo(m_path->text().trimmed()).absoluteFilePath(), beginOf(m_from->date()),
        beginOf(m_to->date().addDays(1)), words());
}

void ExportDialog::onFinished(qint64 written)
{
    end();
    const QString path = QFileInfo(m_path->text().trimmed()).absoluteFilePath();
    say([written, path] { return tr("%n conversation(s) are in %1", nullptr, static_cast<int>(written)).arg(path); },
        ColorRole::positive);
}

void ExportDialog::reject()
{
    if (!m_export)
        return QDialog::reject();
    m_export->cancel();
    end();
    say([] { return tr("Cancelled. No file was written."); }, ColorRole::muted);
}

void ExportDialog::end()
{
    if (m_export)
        m_export->deleteLater();
    m_export.clear();
    enable();
}

void ExportDialog::enable()
{
    const bool running = m_export;
    for (QWidget* each : QList<QWidget*> {m_from, m_to, m_path, m_choose})
        each->setEnabled(!running);
    m_start->setEnabled(!running && !m_path->text().trimmed().isEmpty());
    m_progress->setVisible(running);
    m_cancel->setText(running ? tr("Cancel") : tr("Close"));
}

void ExportDialog::say(std::function<QString()> sentence, ColorRole role)
{
    m_sentence = std::move(sentence);
    m_said->setRole(role);
    m_said->setText(m_sentence());
}

ConversationExport::Words ExportDialog::words()
{
    const auto tier = [](CustomerTier each) { return each == CustomerTier::standard ? tr("Standard") : tierWord(each); };
    return {{tr("Opened"), tr("Closed"), tr("Customer"), tr("Verified"), tr("Tier"), tr("Channel"), tr("Room"), tr("Queue"),
                tr("State"), tr("Agent"), tr("Transfers"), tr("Issue"), tr("Waiting since"), tr("Owed since"), tr("Last said")},
        tr("yes"), tr("no"), anonymousWord(), tier, channelWord, stateWord, previewText};
}

void ExportDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ExportDialog::retranslate()
{
    setWindowTitle(tr("Export conversations"));
    label(m_form, m_from, tr("Opened from"));
    label(m_form, m_to, tr("Opened to"));
    label(m_form, m_path->parentWidget(), tr("File"));
    m_path->setAccessibleName(tr("File"));
    m_path->setPlaceholderText(tr("A table (.csv) that any spreadsheet opens"));
    m_progress->setAccessibleName(tr("Progress"));
    m_choose->setText(tr("Choose…"));
    m_start->setText(tr("Export"));
    if (m_sentence)
        m_said->setText(m_sentence());
    enable();
}

} // namespace greenroom
