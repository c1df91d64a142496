// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/language.h"

#include <QCoreApplication>
#include <QLocale>

namespace greenroom {

using namespace Qt::StringLiterals;

Language::Language(QObject* parent)
    : QObject(parent)
{
}

void Language::set(const QString& code)
{
    QString wanted = code;
    if (wanted.isEmpty())
        wanted = QLocale::system().language() == QLocale::Chinese ? u"zh_CN"_s : u"en"_s;
    if (wanted == m_code)
        return;
    m_code = wanted;
    QLocale::setDefault(QLocale(m_code));
    QCoreApplication::removeTranslator(&m_translator);
    // English plurals come from a file too, so both languages are loaded.
    if (m_translator.load(u"greenroom_"_s + m_code, u":/i18n"_s))
        QCoreApplication::installTranslator(&m_translator);
}

} // namespace greenroom
