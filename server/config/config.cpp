// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/config.h"

#include <QRegularExpression>
#include <QSet>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct Unit {
    QLatin1StringView name;
    qint64 millis;
};
constexpr std::array kUnits {
    Unit {"ms"_L1, 1}, Unit {"s"_L1, 1000}, Unit {"min"_L1, 60'000}, Unit {"h"_L1, 3'600'000}, Unit {"d"_L1, 86'400'000}};

std::optional<qint64> readSpan(const QString& text)
{
    qsizetype digits = 0;
    while (digits < text.size() && text[digits] >= u'0' && text[digits] <= u'9')
        ++digits;
    bool isNumber = false;
    const qint64 count = QStringView(text).first(digits).toLongLong(&isNumber);
    const QStringView unit = QStringView(text).sliced(digits).trimmed();
    for (const Unit& each : kUnits)
        if (isNumber && each.name == unit && count <= std::numeric_limits<qint64>::max() / each.millis)
            return count * each.millis;
    return std::nullopt;
}

QString writeSpan(Millis span)
{
    const qint64 millis = span.count();
    const Unit* best = kUnits.data();
    for (const Unit& each : kUnits)
        if (millis != 0 && millis % each.millis == 0)
            best = &each;
    return QString::number(millis / best->millis) + u' ' + best->name;
}

QStringList readList(const QString& text)
{
    QStringList items;
    for (const QString& item : text.split(u','))
        if (!item.trimmed().isEmpty())
            items.append(item.trimmed());
    return items;
}

Error wrong(const ConfigKey& key, const QString& text)
{
    return {Code::config, key.name, u"\"%1\" is not allowed; allowed: %2"_s.arg(text, key.allowed), 0};
}

bool isLoopback(const QString& address)
{
    return address == "::1"_L1 || address == "localhost"_L1 || address.startsWith("127."_L1);
}

} // namespace

Config::Config()
{
    for (const ConfigKey& key : configKeys()) {
        const auto done = setConfigValue(*this, key, key.fallback);
        Q_ASSERT(done);
    }
}

const ConfigKey* configKey(QStringView name)
{
    for (const ConfigKey& key : configKeys())
        if (key.name == name)
            return &key;
    return nullptr;
}

QString environmentName(const ConfigKey& key)
{
    return u"GREENROOM_"_s + QString(key.name).toUpper().replace(u'-', u'_');
}

QString configValue(const Config& config, const ConfigKey& key)
{
    return std::visit(
        [&]<class T>(T Config::*place) -> QString {
            const T& value = config.*place;
            if constexpr (std::is_same_v<T, QString>)
                return value;
            else if constexpr (std::is_same_v<T, bool>)
                return value ? u"yes"_s : u"no"_s;
            else if constexpr (std::is_same_v<T, Millis>)
                return writeSpan(value);
            else if constexpr (std::is_same_v<T, QStringList>)
                return value.join(u", "_s);
            else if constexpr (std::is_same_v<T, LogLevel>)
                return enumName(value);
            else
                return QString::number(value);
        },
        key.place);
}

Result<void> setConfigValue(Config& config, const ConfigKey& key, const QString& text)
{
    const bool done = std::visit(
        [&]<class T>(T Config::*place) {
            T& value = config.*place;
            const auto within = [&](qint64 number) { return number >= key.least && number <= key.most; };
            if constexpr (std::is_same_v<T, QString>) {
                value = text;
                return key.least == 0 || !text.isEmpty();
            } else if constexpr (std::is_same_v<T, bool>) {
                value = text == "yes"_L1;
                return value || text == "no"_L1;
            } else if constexpr (std::is_same_v<T, Millis>) {
                const auto span = readSpan(text);
                value = Millis(span.value_or(0));
                return span && within(*span);
            } else if constexpr (std::is_same_v<T, QStringList>) {
                // The only list there is: origins, as a browser writes them.
                static const QRegularExpression origin(u"\\Ahttps?://[a-z0-9.-]+(:[0-9]{1,5})?\\z"_s);
                value = readList(text);
                return std::ranges::all_of(value, [](const QString& each) { return origin.match(each).hasMatch(); });
            } else if constexpr (std::is_same_v<T, LogLevel>) {
                for (const auto& [level, name] : EnumNames<LogLevel>::names)
                    if (name == text) {
                        value = level;
                        return true;
                    }
                return false;
            } else {
                bool isNumber = false;
                value = text.toLongLong(&isNumber);
                return isNumber && within(value);
            }
        },
        key.place);
    return done ? Result<void>() : wrong(key, text);
}

Result<void> readConfigText(Config& config, const QString& text, const QString& fileName)
{
    QSet<QString> seen;
    qint64 number = 0;
    for (const QString& whole : text.split(u'\n')) {
        ++number;
        const QString line = whole.trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const auto at = [&]() -> QString { return u" ("_s + fileName + u" line "_s + QString::number(number) + u")"_s; };
        const qsizetype equals = line.indexOf(u'=');
        if (equals < 0)
            return Error {Code::config, line.left(80), u"a line is \"key = value\""_s + at(), 0};
        const QString name = line.first(equals).trimmed();
        const ConfigKey* key = configKey(name);
        if (!key)
            return Error {
                Code::config, name.left(80), u"there is no such setting; \"greenroomd config\" lists all"_s + at(), 0};
        if (seen.contains(name))
            return Error {Code::config, name, u"it is set twice"_s + at(), 0};
        seen.insert(name);
        if (auto done = setConfigValue(config, *key, line.sliced(equals + 1).trimmed()); !done) {
            Error error = done.error();
            error.detail += at();
            return error;
        }
    }
    return {};
}

Result<void> readConfigEnvironment(Config& config, const QHash<QString, QString>& environment)
{
    for (const ConfigKey& key : configKeys()) {
        const auto found = environment.constFind(environmentName(key));
        if (found == environment.cend())
            continue;
        if (auto done = setConfigValue(config, key, found->trimmed()); !done) {
            Error error = done.error();
            error.detail += u" (environment "_s + environmentName(key) + u')';
            return error;
        }
    }
    return {};
}

Result<void> checkConfig(const Config& config)
{
    if (config.tlsCertificate.isEmpty() != config.tlsKey.isEmpty())
        return Error {Code::config, config.tlsKey.isEmpty() ? u"tls-key"_s : u"tls-certificate"_s,
            u"tls-certificate and tls-key are set together or not at all"_s, 0};
    if (!isLoopback(config.listen) && config.tlsCertificate.isEmpty() && !config.allowPlainRemote)
        return Error {Code::config, u"listen"_s,
            u"\"%1\" can be reached from other machines and there is no TLS; set tls-certificate and tls-key, or put a TLS "
            "proxy in front and say allow-plain-remote = yes"_s.arg(config.listen),
            0};
    if (config.sessionIdle > config.sessionLife)
        return Error {Code::config, u"session-idle"_s, u"it is longer than session-life"_s, 0};
    return {};
}

QString writeConfigText()
{
    QString out
        = u"# greenroom.conf: every setting of greenroomd, its meaning and its default.\n"
          "# A line is \"key = value\"; a line that begins with # is a comment.\n"
          "# The environment (GREENROOM_DATA_DIR for data-dir) stands above this file, a flag (--data-dir) above both.\n"_s;
    QLatin1StringView group;
    for (const ConfigKey& key : configKeys()) {
        if (key.group != group)
            out += u"\n# ==== "_s + key.group + u" ====\n"_s;
        group = key.group;
        out += u"\n# "_s + key.meaning + u"\n# Allowed: "_s + key.allowed + u"\n#"_s + key.name + u" = "_s + key.fallback
            + u'\n';
    }
    return out;
}

QString writeConfigPage()
{
    QString out
        = u"# Settings of greenroomd\n\n"
          "Written by the program (`greenroomd config --page`); a test keeps this page equal to the code.\n\n"
          "`greenroomd config > greenroom.conf` writes the file. A setting is taken from the file named by `--config` or\n"
          "`GREENROOM_CONFIG`, then from the environment (`GREENROOM_DATA_DIR` for `data-dir`), then from a flag\n"
          "(`--data-dir DIR`); the last one wins. A wrong value stops the start and says what is allowed.\n"_s;
    QLatin1StringView group;
    for (const ConfigKey& key : configKeys()) {
        if (key.group != group)
            out += u"\n## "_s + key.group + u"\n\n| setting | default | allowed | meaning |\n|---|---|---|---|\n"_s;
        group = key.group;
        const QString fallback = key.fallback.isEmpty() ? u"none"_s : u'`' + key.fallback + u'`';
        out += u"| `"_s + key.name + u"` | "_s + fallback + u" | "_s + key.allowed + u" | "_s + key.meaning + u" |\n"_s;
    }
    return out;
}

} // namespace greenroom
