// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QWidget>

namespace greenroom {

class ConversationService;
class FactSheet;
struct CustomerCard;
struct Fact;
class Workspace;

/// Who the open customer is, as far as is known, and how sure that is.
class CustomerPanel final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CustomerPanel)

public:
    CustomerPanel(ConversationService& service, Workspace& workspace, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fetch();
    void showFacts();
    static QList<Fact> factsOf(const CustomerCard& card);

    ConversationService& m_service;
    Workspace& m_workspace;
    FactSheet* m_facts;
    std::function<QList<Fact>()> m_known; ///< in the language of the moment; empty until the server answers
};

} // namespace greenroom
