// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/transcriptaccessible.h"

#include "ui/conversations/transcriptview.h"

namespace greenroom {

namespace {

class RowAccessible final : public QAccessibleInterface {
public:
    RowAccessible(TranscriptView* view, int row)
        : m_view(view)
        , m_row(row)
    {
    }

    int row() const { return m_row; }
    bool isValid() const override { return m_view && m_row < m_view->rowCount(); }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text kind) const override
    {
        return isValid() && kind == QAccessible::Name ? m_view->spokenRow(m_row) : QString();
    }
    void setText(QAccessible::Text, const QString&) override { }
    QRect rect() const override
    {
        return isValid() ? m_view->rowRect(m_row).translated(m_view->viewport()->mapToGlobal(QPoint())) : QRect();
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.readOnly = true;
        state.focused = isValid() && m_view->hasFocus() && m_view->currentRow() == m_row;
        return state;
    }

private:
    QPointer<TranscriptView> m_view;
    int m_row;
};

QAccessibleInterface* make(const QString&, QObject* object)
{
    auto* view = qobject_cast<TranscriptView*>(object);
    return view ? new TranscriptAccessible(view) : nullptr;
}

} // namespace

TranscriptAccessible::TranscriptAccessible(TranscriptView* view)
    : QAccessibleWidget(view, QAccessible::List)
{
}

TranscriptAccessible::~TranscriptAccessible()
{
    for (const QAccessible::Id id : std::as_const(m_rows))
        QAccessible::deleteAccessibleInterface(id);
}

void TranscriptAccessible::install()
{
    static const bool once = [] {
        QAccessible::installFactory(make);
        return true;
    }();
    (void)once;
}

TranscriptView* TranscriptAccessible::view() const
{
    return qobject_cast<TranscriptView*>(object());
}

int TranscriptAccessible::childCount() const
{
    return view() ? view()->rowCount() : 0;
}

QAccessibleInterface* TranscriptAccessible::child(int row) const
{
    if (row < 0 || row >= childCount())
        return nullptr;
    auto known = m_rows.constFind(row);
    if (known == m_rows.constEnd())
        known = m_rows.insert(row, QAccessible::registerAccessibleInterface(new RowAccessible(view(), row)));
    return QAccessible::accessibleInterface(*known);
}

QAccessibleInterface* TranscriptAccessible::childAt(int x, int y) const
{
    for (int row = 0; row < childCount(); ++row)
        if (QAccessibleInterface* each = child(row); each->rect().contains(x, y))
            return each;
    return nullptr;
}

QAccessibleInterface* TranscriptAccessible::focusChild() const
{
    return view() && view()->hasFocus() ? child(view()->currentRow()) : nullptr;
}

int TranscriptAccessible::indexOfChild(const QAccessibleInterface* wanted) const
{
    const auto* row = dynamic_cast<const RowAccessible*>(wanted);
    return row ? row->row() : -1;
}

} // namespace greenroom
