// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include <QCoreApplication>

#include "server/serve/servecommand.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QStringList arguments = app.arguments().sliced(1);
    if (arguments.isEmpty() || arguments.takeFirst() != "serve"_L1) {
        std::fprintf(stderr, "usage: greenroomd serve [--setting value]…\n");
        return 2;
    }
    Config config;
    while (arguments.size() >= 2) {
        const QString name = arguments.takeFirst().sliced(2);
        const ConfigKey* key = configKey(name);
        const auto done = key ? setConfigValue(config, *key, arguments.takeFirst()) : Result<void>(Error {Code::config, name, u"unknown"_s, 0});
        if (!done) {
            std::fprintf(stderr, "greenroomd: %s\n", qPrintable(sentence(done.error())));
            return 2;
        }
    }
    return serve(config);
}
