// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include "tests/bench/deskserver.h"
#include "tests/bench/program.h"
#include "tests/bench/surroundings.h"

namespace greenroom {

/// The figures of `greenroom-bench desktop`, one function each.
class DeskFigures final {
public:
    struct Settings {
        QString program;
        int conversations = 1000;
        int runs = 9;
        std::chrono::seconds watchFor {30};
        int leakHours = 10;
        int leakSpeed = 60;
    };
    DeskFigures(const Settings& settings, const QList<Dialogue>& dialogues);

    /// The figures of these names; the first that cannot be measured ends it.
    Result<QJsonObject> measure(const QStringList& names);

private:
    using Done = Result<void>;
    struct Desk; ///< a running program that is signed in, and its server

    Done start();
    Done open();
    Done scroll();
    Done idle();
    Done stall();
    Done lists();
    /// One list of so many; the figures' names end in `suffix`.
    Done measureList(BoardName board, int rows, const QString& key, const QString& suffix);
    Done leak();

    Shop newShop() const;
    /// Fills a fresh profile as the program itself would have left it.
    Done writeProfile(const Shop& shop, const QUrl& server, const QList<Talk>& talks);
    Done failed(const QString& what, const Program& program) const;
    QStringList arguments() const;

    Settings m_settings;
    QList<Dialogue> m_dialogues;
    Surroundings m_surroundings;
    QString m_profile;
    QJsonObject m_result;
};

} // namespace greenroom
