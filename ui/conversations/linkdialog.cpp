// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/linkdialog.h"

#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"

namespace greenroom {

using namespace Qt::StringLiterals;

LinkDialog::LinkDialog(const QUrl& address, QWidget* parent)
    : QDialog(parent)
    , m_url(address)
    , m_title(new Label(this, TextSize::large, ColorRole::text, true))
    , m_address(new QPlainTextEdit(QString::fromLatin1(address.toEncoded()), this))
{
    setObjectName(u"linkDialog"_s);
    m_title->setWordWrap(true);
    m_address->setObjectName(u"linkAddress"_s);
    m_address->setReadOnly(true);
    m_address->setTabChangesFocus(true);
    m_address->setWordWrapMode(QTextOption::WrapAnywhere);
    m_address->setFixedHeight(scaled(72, this));
    auto* buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_open = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_open->setProperty(kPrimaryProperty, true);
    m_open->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addWidget(m_title);
    layout->addWidget(m_address);
    layout->addWidget(buttons);
    setMinimumWidth(scaled(420, this));
    connect(buttons, &QDialogButtonBox::accepted, this, &LinkDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    retranslate();
    m_open->setFocus();
}

void LinkDialog::accept()
{
    QDesktopServices::openUrl(m_url);
    QDialog::accept();
}

void LinkDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void LinkDialog::retranslate()
{
    setWindowTitle(tr("Open a link"));
    m_title->setText(tr("This link leads to %1").arg(m_url.host(QUrl::FullyEncoded)));
    m_address->setAccessibleName(tr("Address"));
    m_cancel->setText(tr("Cancel"));
    m_open->setText(tr("Open in the browser"));
}

} // namespace greenroom
