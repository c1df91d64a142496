// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/asseen.h"

#include "core/text/privacy.h"

namespace greenroom {

namespace {

/// Calls change(text) for each text that a person typed.
template <class Change>
struct EachTyped {
    Change change;

    void operator()(Text& said) const { change(said.text); }
    void operator()(OrderCard& card) const { change(card.title); }
    void operator()(ProductCard& card) const { change(card.title); }
    void operator()(LeftMessage& left) const
    {
        change(left.text);
        change(left.contact);
    }
    void operator()(Note& note) const { change(note.text); }
    void operator()(Transferred& given) const { change(given.note); }
    void operator()(HelpWanted& help) const { change(help.note); }
    void operator()(Rated& rated) const { change(rated.comment); }
    void operator()(TicketOpened& ticket) const
    {
        change(ticket.title);
        change(ticket.note);
    }
    void operator()(TicketChanged& ticket) const
    {
        if (ticket.title)
            change(*ticket.title);
        change(ticket.note);
    }
    template <class Other>
    void operator()(Other&) const
    {
    }
};

template <class Change>
Content changed(Content content, Change change)
{
    std::visit(EachTyped<Change> {change}, content);
    return content;
}

} // namespace

Content asKept(Content content)
{
    return changed(std::move(content), [](QString& text) { text = withoutCards(text); });
}

Content asStaffSee(Content content)
{
    return changed(std::move(content), [](QString& text) { text = hidden(text); });
}

} // namespace greenroom
