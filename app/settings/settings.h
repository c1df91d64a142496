// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QObject>
#include <QVariant>

#include "app/settings/settingkeys.h"

class QSettings;

namespace greenroom {

/// The registry of settings (settingkeys.h). `settings.value(setting::theme)`, `settings.set(setting::theme, …)`;
/// for families the name comes second: `settings.value(setting::shortcut, u"sendReply"_s)`. A value in the file that
/// means nothing reads as the fallback. Main thread.
class Settings final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Settings)
public:
    /// Keeps its files in this directory; made if missing.
    Settings(const QString& directory, QObject* parent);
    ~Settings() override;

    template <class Value>
    Value value(const SettingKey<Value>& key, const QString& member = {}) const
    {
        const QVariant stored = read(key.file, fullName(key.name, member));
        if constexpr (std::is_enum_v<Value>) {
            for (const auto& [each, name] : EnumNames<Value>::names)
                if (stored.toString() == name)
                    return each;
            return key.fallback;
        } else {
            return stored.canConvert<Value>() ? stored.value<Value>() : key.fallback;
        }
    }

    template <class Value>
    void set(const SettingKey<Value>& key, const Value& value)
    {
        set(key, QString(), value);
    }
    template <class Value>
    void set(const SettingKey<Value>& key, const QString& member, const Value& value)
    {
        if constexpr (std::is_enum_v<Value>)
            write(key.file, fullName(key.name, member), QString(enumName(value)));
        else
            write(key.file, fullName(key.name, member), QVariant::fromValue(value));
    }
    /// Back to the fallback.
    template <class Value>
    void reset(const SettingKey<Value>& key, const QString& member = {})
    {
        write(key.file, fullName(key.name, member), {});
    }
    /// The names a family has values for.
    template <class Value>
    QStringList members(const SettingKey<Value>& key) const
    {
        return children(key.file, QString::fromLatin1(key.name));
    }

    /// True when changed() was about this key.
    template <class Value>
    static bool is(const QString& changedName, const SettingKey<Value>& key)
    {
        const QLatin1StringView name(key.name);
        return changedName == name || (changedName.startsWith(name) && changedName.at(name.size()) == u'/');
    }

Q_SIGNALS:
    void changed(const QString& name);

private:
    static QString fullName(const char* name, const QString& member);
    QVariant read(SettingFile file, const QString& name) const;
    void write(SettingFile file, const QString& name, const QVariant& value);
    QStringList children(SettingFile file, const QString& group) const;
    QSettings& store(SettingFile file) const;

    std::unique_ptr<QSettings> m_preferences;
    std::unique_ptr<QSettings> m_state;
};

} // namespace greenroom
