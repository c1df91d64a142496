// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace greenroom {

/// A menu that a key opened begins at its first entry that can be chosen, any menu of the program; one that the mouse opened
/// at none.
class MenuStart final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MenuStart)

public:
    explicit MenuStart(QObject* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool m_byKey = false; ///< what was done last
};

} // namespace greenroom
