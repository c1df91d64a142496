// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QTimer>

#include "app/knowledge/articlemodel.h"
#include "app/link/link.h"
#include "app/panels/panelstate.h"
#include "app/workspace/workspace.h"
#include "core/protocol/articles.h"

namespace greenroom {

/// The knowledge base beside the transcript: suggestions for what the customer said last, a search as one types, and
/// whole articles. Main thread.
class ArticleService final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ArticleService)
public:
    ArticleService(Link& link, Workspace& workspace, QObject* parent);

    /// What was found for find(), or, while nothing is searched for, for what suggestFor() was told.
    ArticleModel* found() { return &m_found; }
    const PanelState& state() const { return m_state; }
    /// Waits a moment for the next key; an answer to an older question is ignored. Empty: suggestions again.
    void find(const QString& text);
    /// What the open conversation's customer said last.
    void suggestFor(const QString& customerText);

    /// The whole article; the last few are kept.
    void read(ArticleId article, QObject* context, std::function<void(Result<Article>)> callback);
    void insert(const QString& text) { m_workspace.requestInsertText(text); }

Q_SIGNALS:
    void stateChanged();

private:
    void ask();

    Link& m_link;
    Workspace& m_workspace;
    ArticleModel m_found;
    PanelState m_state;
    QString m_text;
    QString m_suggestFor;
    QTimer m_pause;
    int m_asked = 0;
    QCache<ArticleId, Article> m_known {100};
};

} // namespace greenroom
