// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panelnotice.h"

#include <QCoreApplication>

#include "ui/panels/listpanel.h"
#include "ui/words/errorwords.h"

namespace greenroom {

namespace {

struct PanelWords {
    Q_DECLARE_TR_FUNCTIONS(greenroom::PanelWords)
};

} // namespace

void showState(ListPanel* panel, const PanelState& own, const PanelState& find)
{
    const bool old = own.phase == PanelState::Phase::failed;
    if (!old && find.phase != PanelState::Phase::failed)
        return panel->setNotice({});
    panel->setNotice([error = old ? own.error : find.error] {
        return PanelWords::tr("What is shown may be old. %1").arg(errorSentence(error));
    });
}

void showFailure(ListPanel* panel, const Error& error)
{
    panel->setNotice([error] { return errorSentence(error); });
}

} // namespace greenroom
