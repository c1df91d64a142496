// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/fixedkeys.h"

#include <QCoreApplication>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct KeyWords {
    Q_DECLARE_TR_FUNCTIONS(greenroom::KeyWords)
};

QString named(std::initializer_list<QKeyCombination> keys)
{
    QStringList names;
    for (const QKeyCombination& each : keys)
        names.append(keyText(each));
    return names.join(u", "_s);
}

/// What stands on the key; empty: it is called by a word.
QString signOn(Qt::Key key)
{
    switch (key) {
    case Qt::Key_Up: return u"↑"_s;
    case Qt::Key_Down: return u"↓"_s;
    case Qt::Key_Left: return u"←"_s;
    case Qt::Key_Right: return u"→"_s;
    case Qt::Key_Return: return u"Enter"_s;
    default: return {};
    }
}

} // namespace

QString keyText(const QKeySequence& keys)
{
    QStringList names;
    for (int each = 0; each < keys.count(); ++each) {
        const auto index = static_cast<uint>(each);
        QString name = QKeySequence(keys[index]).toString(QKeySequence::NativeText);
        if (const QString sign = signOn(keys[index].key()); !sign.isEmpty())
            name = name.left(name.lastIndexOf(u'+') + 1) + sign;
        names.append(name);
    }
    return names.join(u", "_s);
}

QList<FixedKey> fixedKeys(bool enterSends)
{
    const auto enter = QKeyCombination(Qt::Key_Return);
    const auto controlEnter = Qt::CTRL | Qt::Key_Return;
    return {
        {KeyWords::tr("Writing: send"), named({enterSends ? enter : controlEnter})},
        {KeyWords::tr("Writing: send and go to the most pressing one"), named({Qt::ALT | Qt::Key_Return})},
        {KeyWords::tr("Writing: break the line"), named({enterSends ? Qt::SHIFT | Qt::Key_Return : enter})},
        {KeyWords::tr("Writing: phrases, at the beginning of a line"), u"/"_s},
        {KeyWords::tr("Phrases: insert the chosen one, or one by its place"), named({enter}) + u", 1–9"_s},
        {KeyWords::tr("Phrases: insert and send"), named({controlEnter})},
        {KeyWords::tr("Messages: the one before, the one after"), named({Qt::Key_Up, Qt::Key_Down})},
        {KeyWords::tr("Messages: the beginning, the end"), named({Qt::Key_Home, Qt::Key_End})},
        {KeyWords::tr("Messages: play the voice note, open the link"), named({enter})},
        {KeyWords::tr("Messages: what can be done with one"), named({Qt::Key_Menu, Qt::SHIFT | Qt::Key_F10})},
        {KeyWords::tr("Messages: copy"), named({Qt::CTRL | Qt::Key_C})},
        {KeyWords::tr("Search in a conversation: the one before, the one after"), named({Qt::Key_F3, Qt::SHIFT | Qt::Key_F3})},
        {KeyWords::tr("Lists: open the chosen conversation"), named({enter})},
        {KeyWords::tr("Everywhere: the next part, the one before"), named({Qt::Key_Tab, Qt::SHIFT | Qt::Key_Tab})},
        {KeyWords::tr("Everywhere: press the button that has the keyboard"), named({enter, Qt::Key_Space})},
        {KeyWords::tr("Everywhere: back"), named({Qt::Key_Escape})},
    };
}

} // namespace greenroom
