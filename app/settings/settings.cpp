// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/settings.h"

#include <QDir>
#include <QSettings>

namespace greenroom {

using namespace Qt::StringLiterals;

Settings::Settings(const QString& directory, QObject* parent)
    : QObject(parent)
{
    QDir().mkpath(directory);
    const QDir dir(directory);
    m_preferences = std::make_unique<QSettings>(dir.filePath(u"preferences.ini"_s), QSettings::IniFormat);
    m_state = std::make_unique<QSettings>(dir.filePath(u"state.ini"_s), QSettings::IniFormat);
}

Settings::~Settings() = default;

QString Settings::fullName(const char* name, const QString& member)
{
    const QString key = QString::fromLatin1(name);
    return member.isEmpty() ? key : key + u'/' + member;
}

QVariant Settings::read(SettingFile file, const QString& name) const
{
    return store(file).value(name);
}

void Settings::write(SettingFile file, const QString& name, const QVariant& value)
{
    QSettings& settings = store(file);
    if (settings.value(name) == value)
        return;
    if (value.isValid())
        settings.setValue(name, value);
    else
        settings.remove(name);
    Q_EMIT changed(name);
}

QStringList Settings::children(SettingFile file, const QString& group) const
{
    QSettings& settings = store(file);
    settings.beginGroup(group);
    const QStringList names = settings.allKeys();
    settings.endGroup();
    return names;
}

QSettings& Settings::store(SettingFile file) const
{
    return file == SettingFile::preferences ? *m_preferences : *m_state;
}

} // namespace greenroom
