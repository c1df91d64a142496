// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace greenroom {

using namespace Qt::StringLiterals;

Language::Language(QObject* parent)
    : QObject(parent)
{
}

void Language::set(const QString& code)
{
    const QLocale asked = code.isEmpty() ? QLocale::system() : QLocale(code);
    const QString wanted = asked.language() == QLocale::Chinese ? u"zh_CN"_s : u"en"_s;
    if (wanted == m_code)
        return;
    m_code = wanted;
    QLocale::setDefault(QLocale(m_code));
    // The toolkit's own words (menus of text fields, dialogs) come with Qt. Without its package they stay English.
    put(m_toolkit, u"qtbase_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    // English plurals come from a file too, so both languages are loaded.
    put(m_translator, u"greenroom_"_s, u":/i18n"_s);
}

void Language::put(QTranslator& translator, const QString& name, const QString& directory)
{
    QCoreApplication::removeTranslator(&translator);
    if (translator.load(name + m_code, directory))
        QCoreApplication::installTranslator(&translator);
}

} // namespace greenroom
