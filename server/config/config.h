// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <variant>

#include <QHash>
#include <QStringList>

#include "core/base/fields.h"
#include "core/base/instant.h"
#include "core/base/result.h"

namespace greenroom {

/// The least grave of what is written to the log.
enum class LogLevel { debug, info, warning, error };

template <>
struct EnumNames<LogLevel> {
    static constexpr std::array names {
        named(LogLevel::debug, "debug"),
        named(LogLevel::info, "info"),
        named(LogLevel::warning, "warning"),
        named(LogLevel::error, "error"),
    };
};

/// Everything the server can be told. What each setting means and what it may be stands once, in configKeys();
/// the values here are set from that table too.
struct Config {
    QString dataDir;
    QString imageHelper; ///< empty: beside the program
    QString listen;
    qint64 port = 0;
    qint64 edgeThreads = 0;
    QString tlsCertificate;
    QString tlsKey;
    bool allowPlainRemote = false;
    QStringList origins;
    LogLevel logLevel = LogLevel::info;
    Millis sessionIdle {};
    Millis sessionLife {};
    Millis offerTime {};
    Millis reopenWithin {};
    Millis stickyWithin {};
    Millis commitInterval {};
    qint64 socketsPerSource = 0;
    qint64 connectsPerSource = 0;
    qint64 customerRequests = 0;
    qint64 staffRequests = 0;
    qint64 hashesAtOnce = 0;
    qint64 hashesWaiting = 0;
    qint64 usualReveals = 0;
    Millis shutdownSpread {};

    /// Every setting at its default.
    Config();
    QString databasePath() const { return dataDir + QStringLiteral("/greenroom.sqlite"); }
    friend bool operator==(const Config&, const Config&) = default;
};

/// One row of the table of settings.
struct ConfigKey {
    using Place = std::variant<QString Config::*, qint64 Config::*, bool Config::*, Millis Config::*, QStringList Config::*,
        LogLevel Config::*>;

    QLatin1StringView group;
    QLatin1StringView name; ///< as in the file and as a flag: `--name value`; in the environment: GREENROOM_NAME
    Place place;
    QLatin1StringView fallback; ///< the default, as it would be written
    QLatin1StringView allowed; ///< in words
    QLatin1StringView meaning;
    qint64 least = 0; ///< of numbers; of times in milliseconds
    qint64 most = 0;
};

/// The only place where a setting is described: reading, `--help`, the written file and docs/configuration.md come from it.
std::span<const ConfigKey> configKeys();
/// Null if there is no such setting.
const ConfigKey* configKey(QStringView name);
/// GREENROOM_DATA_DIR for data-dir.
QString environmentName(const ConfigKey& key);
/// The setting's present value, as it would be written.
QString configValue(const Config& config, const ConfigKey& key);
/// Reads one value. Error config: field is the key, detail says the value and what is allowed.
Result<void> setConfigValue(Config& config, const ConfigKey& key, const QString& text);

/// Reads `key = value` lines into `config`; `#` begins a comment line. An unknown or repeated key is an error that
/// names the line.
Result<void> readConfigText(Config& config, const QString& text, const QString& fileName);
/// Takes every GREENROOM_… variable that names a setting. Variables of other names belong to other programs of the
/// project and are left alone.
Result<void> readConfigEnvironment(Config& config, const QHash<QString, QString>& environment);
/// What only several settings together can get wrong: TLS halves, a remote address without TLS. Reads no file.
Result<void> checkConfig(const Config& config);

/// The whole file with every setting, its meaning and its default, as `greenroomd config` writes it.
QString writeConfigText();
/// The same as a Markdown page: docs/configuration.md.
QString writeConfigPage();

} // namespace greenroom
