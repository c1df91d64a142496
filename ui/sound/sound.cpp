// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sound/sound.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QPluginLoader>

namespace greenroom {

using namespace Qt::StringLiterals;

Sound* machineSound()
{
    static Sound* const sound = []() -> Sound* {
        QPluginLoader loader(QCoreApplication::applicationDirPath() + u"/greenroom_sound"_s);
        auto* loaded = qobject_cast<Sound*>(loader.instance());
        if (!loaded)
            qWarning("No sound: %s", qPrintable(loader.errorString()));
        return loaded;
    }();
    return sound;
}

} // namespace greenroom
