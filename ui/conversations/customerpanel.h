// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QWidget>

class QPushButton;

namespace greenroom {

class ConversationService;
class FactSheet;
class RevealService;
struct CustomerCard;
struct Fact;
class Workspace;

/// Who the open customer is, as far as is known, and how sure that is. The telephone number is shown for a while.
class CustomerPanel final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CustomerPanel)

public:
    CustomerPanel(ConversationService& service, RevealService& reveals, Workspace& workspace, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fetch();
    void showFacts();
    void enableReveal();
    QList<Fact> facts() const;
    QList<Fact> factsOf(const CustomerCard& card) const;

    ConversationService& m_service;
    RevealService& m_reveals;
    Workspace& m_workspace;
    FactSheet* m_facts;
    QPushButton* m_showPhone;
    QString m_phone; ///< as staff see it; empty: none is known
    std::function<QList<Fact>()> m_known; ///< in the language of the moment; empty until the server answers
};

} // namespace greenroom
