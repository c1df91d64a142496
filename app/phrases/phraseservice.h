// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/shopfeed.h"
#include "app/panels/panelstate.h"
#include "app/phrases/phrasemodel.h"
#include "app/workspace/workspace.h"
#include "core/protocol/phrases.h"

namespace greenroom {

/// The shop's quick phrases, kept whole and looked up here, so that the list follows each key. Main thread.
class PhraseService final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PhraseService)
public:
    PhraseService(Link& link, const ShopFeed& feed, const Workspace& workspace, QObject* parent);

    /// What answers match(), best first.
    PhraseModel* found() { return &m_found; }
    const QList<Phrase>& all() const { return m_all; }
    const PanelState& state() const { return m_state; }
    /// The customer's language ("zh"), whose phrases come first; empty: the desk's.
    void setLanguage(const QString& code) { m_language = code; }
    /// What was typed after the slash: code, pinyin initials or words. Nothing typed: all.
    void match(const QString& typed);
    /// The text with its variables filled in from the open conversation; those in `more` (order, tracking …) count too.
    QString expanded(const Phrase& phrase, const QHash<QString, QString>& more) const;
    /// The text asks the customer for a moment: a phrase that does is in it.
    bool isHolding(const QString& text, const QHash<QString, QString>& more) const;

Q_SIGNALS:
    void stateChanged();

private:
    void load();
    void page(int asked);

    Link& m_link;
    const Workspace& m_workspace;
    PhraseModel m_found;
    QList<Phrase> m_all;
    QList<Phrase> m_loading;
    QString m_typed;
    QString m_language;
    PanelState m_state;
    int m_asked = 0;
};

} // namespace greenroom
