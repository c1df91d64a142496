// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdio>

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QImageReader>
#include <QStandardPaths>
#include <QTimer>

#include "app/desktop.h"
#include "app/link/websockettransport.h"
#include "app/settings/keychainsecretstore.h"
#include "ui/sessions/signinpage.h"
#include "ui/shell/appearance.h"
#include "ui/shell/deskparts.h"
#include "ui/shell/desktiming.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// GREENROOM_PASSWORD, or one line of standard input.
QString password()
{
    if (qEnvironmentVariableIsSet("GREENROOM_PASSWORD"))
        return qEnvironmentVariable("GREENROOM_PASSWORD");
    std::fputs("Password: ", stderr);
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(input.readLine(1000)).trimmed();
}

void addOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(u"The service desk behind the show: the agent's desktop."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({u"server"_s, u"Address of the server, as https://host."_s, u"address"_s});
    parser.addOption({u"profile"_s, u"Keep settings and cache in this directory."_s, u"directory"_s});
    parser.addOption(
        {u"sign-in"_s, u"Sign in as this person; the password comes from GREENROOM_PASSWORD or standard input."_s, u"name"_s});
    parser.addOption({u"language"_s, u"zh_CN or en."_s, u"code"_s});
    parser.addOption({u"theme"_s, u"system, light or dark."_s, u"name"_s});
}

/// Help and version are for a terminal, where there may be no display.
bool asksForWords(int argc, char** argv)
{
    return std::any_of(argv + 1, argv + argc, [](const char* argument) {
        const QByteArrayView given(argument);
        return given == "--help" || given == "-h" || given == "--help-all" || given == "--version" || given == "-v";
    });
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication::setApplicationName(u"greenroom"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(GREENROOM_VERSION));
    QCommandLineParser parser;
    addOptions(parser);
    if (asksForWords(argc, argv)) {
        const QCoreApplication words(argc, argv);
        parser.process(words);
    }
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(u"greenroom"_s);
    QImageReader::setAllocationLimit(64);
    parser.process(application);

    const QString profile = parser.value(u"profile"_s);
    const QString cacheDirectory = (profile.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                                                      : profile)
        + u"/cache"_s;
    const QString configuration = profile.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
                                                    : profile + u"/config"_s;
    WebSocketTransport transport(nullptr);
    KeychainSecretStore secrets(u"greenroom"_s, nullptr);
    Desktop desk(transport, secrets, cacheDirectory, configuration);

    for (const auto& [choice, name] : EnumNames<ThemeChoice>::names)
        if (parser.value(u"theme"_s) == name)
            desk.settings.set(setting::theme, choice);
    installTheme(application, colorMode(desk.settings.value(setting::theme)));
    Language language(nullptr);
    language.set(parser.isSet(u"language"_s) ? parser.value(u"language"_s) : desk.settings.value(setting::language));
    if (parser.isSet(u"server"_s))
        desk.settings.set(setting::serverAddress, parser.value(u"server"_s));

    const DeskParts parts = DeskParts::of(desk);
    MainWindow window(parts, language);
    DeskTiming::watch(window, parts);
    if (parser.isSet(u"sign-in"_s)) {
        window.show();
        window.signInPage()->fill(desk.settings.value(setting::serverAddress), parser.value(u"sign-in"_s));
        window.signInPage()->submit(password());
        return QApplication::exec();
    }
    // Shown when it is known whether the desk or the sign-in page is to be seen. A vault that asks for its own password
    // must not keep the window away.
    desk.session.restore(&window, [&window](const Result<void>&) { window.show(); });
    QTimer::singleShot(500, &window, &QWidget::show);
    return QApplication::exec();
}
