// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace greenroom {

class ListPanel;
class ArticleService;

/// Articles that fit what the customer said last, and a search over all; an article, or what is chosen in it, goes into
/// the reply. Owned by the parent.
ListPanel* makeKnowledgePanel(ArticleService& service, QWidget* parent);

} // namespace greenroom
