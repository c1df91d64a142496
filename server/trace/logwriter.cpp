// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/trace/logwriter.h"

#include <unistd.h>

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QRegularExpression>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

LogLevel levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg: return LogLevel::debug;
    case QtInfoMsg: return LogLevel::info;
    case QtWarningMsg: return LogLevel::warning;
    case QtCriticalMsg:
    case QtFatalMsg: return LogLevel::error;
    }
    return LogLevel::error;
}

QString quoted(const QString& text)
{
    QString out = u"\""_s;
    for (const QChar c : text) {
        // JSON leaves DEL, the C1 controls and the line separators as they are; a terminal or a log reader may not.
        const bool control = c.category() == QChar::Other_Control || c.unicode() == 0x2028 || c.unicode() == 0x2029;
        if (control || c == u'"' || c == u'\\')
            out += u"\\u"_s + QString::number(c.unicode(), 16).rightJustified(4, u'0');
        else
            out += c;
    }
    return out + u'"';
}

void writeLine(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    const QByteArray line = logLine(
        type, context.category, message, std::chrono::floor<Millis>(std::chrono::system_clock::now()));
    // One call, so that lines of several threads do not mix; what cannot be logged cannot be complained of either.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.constData(), std::size_t(line.size()));
}

} // namespace

QByteArray logLine(QtMsgType type, const char* category, const QString& event, Instant at)
{
    static const QRegularExpression token(u"gr([scv])_[A-Za-z0-9_-]{43}"_s);
    QString clean = event;
    clean.replace(token, u"gr\\1_(struck out)"_s);
    const QString time = QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC).toString(Qt::ISODateWithMs);
    const QString line = u"{\"at\":\""_s + time + u"\",\"level\":\""_s + enumName(levelOf(type)) + u"\",\"category\":"_s
        + quoted(QString::fromLatin1(category ? category : "default")) + u",\"event\":"_s + quoted(clean) + u"}\n"_s;
    return line.toUtf8();
}

void startLog(LogLevel least)
{
    QString rules;
    if (least > LogLevel::debug)
        rules += u"*.debug=false\n"_s;
    if (least > LogLevel::info)
        rules += u"*.info=false\n"_s;
    if (least > LogLevel::warning)
        rules += u"*.warning=false\n"_s;
    QLoggingCategory::setFilterRules(rules);
    qInstallMessageHandler(writeLine);
}

} // namespace greenroom
