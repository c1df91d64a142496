// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include "core/domain/presence.h"

namespace greenroom {

enum class ThemeChoice { system, light, dark };
template <>
struct EnumNames<ThemeChoice> {
    static constexpr std::array names {
        named(ThemeChoice::system, "system"), named(ThemeChoice::light, "light"), named(ThemeChoice::dark, "dark")};
};

enum class SendKey { enter, ctrlEnter };
template <>
struct EnumNames<SendKey> {
    static constexpr std::array names {named(SendKey::enter, "enter"), named(SendKey::ctrlEnter, "ctrlEnter")};
};

enum class RowDensity { compact, normal };
template <>
struct EnumNames<RowDensity> {
    static constexpr std::array names {named(RowDensity::compact, "compact"), named(RowDensity::normal, "normal")};
};

/// Where a setting lives: what the person chose, or what the program remembers of this machine's screens.
enum class SettingFile { preferences, state };

/// A setting: its name in the file, what holds before anybody chose, and where it is kept. `Value` is a QString, bool,
/// int, QByteArray or an enum with names.
template <class Value>
struct SettingKey {
    const char* name;
    Value fallback;
    SettingFile file = SettingFile::preferences;
};

/// Every setting there is. A family, marked so, holds one value for each of the names given to it.
namespace setting {
inline const SettingKey<QString> language {"language", QString()}; ///< "zh_CN", "en"; empty: the system's
inline constexpr SettingKey<ThemeChoice> theme {"theme", ThemeChoice::system};
inline constexpr SettingKey<SendKey> sendKey {"sendKey", SendKey::enter};
inline constexpr SettingKey<RowDensity> rowDensity {"rowDensity", RowDensity::normal};
inline constexpr SettingKey<int> owedReplyTarget {"owedReplyTargetSeconds", 180};
inline constexpr SettingKey<int> longestWaitAlert {"longestWaitAlertSeconds", 180}; ///< of a queue, for who leads
/// The break that locking the screen makes; none: it makes none.
inline constexpr SettingKey<BreakReason> breakWhenLocked {"breakWhenLocked", BreakReason::none};
inline constexpr SettingKey<bool> soundNewConversation {"sound/newConversation", true};
inline constexpr SettingKey<bool> soundNearlyDue {"sound/nearlyDue", true};
inline constexpr SettingKey<bool> soundMention {"sound/mention", true}; ///< a colleague asks
inline const SettingKey<QString> serverAddress {"serverAddress", QString()};
inline const SettingKey<QString> lastSignInName {"lastSignInName", QString()};
inline const SettingKey<QString> lastPerson {"lastPerson", QString(), SettingFile::state}; ///< who sat here last, as JSON of Me
inline const SettingKey<QString> pinned {"pinned", QString(), SettingFile::state}; ///< family by person: ids of conversations
inline const SettingKey<QString> shortcut {"shortcut", QString()}; ///< family by action name; empty: no keys
inline const SettingKey<QByteArray> layout {"layout", QByteArray(), SettingFile::state}; ///< family by window or splitter name
} // namespace setting

} // namespace greenroom
