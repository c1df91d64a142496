// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/content.h"

#include <type_traits>

namespace greenroom {

namespace {

template <class T, class... Kinds>
constexpr bool isAnyOf = (std::is_same_v<T, Kinds> || ...);

} // namespace

Content::Content() = default;
Content::Content(const Content& other) = default;
Content::Content(Content&& other) noexcept = default;
Content& Content::operator=(const Content& other) = default;
Content& Content::operator=(Content&& other) noexcept = default;
Content::~Content() = default;
bool Content::operator==(const Content& other) const = default;

Audience audienceOf(const Content& content)
{
    return std::visit(
        []<class T>(const T&) {
            constexpr bool internal = isAnyOf<T, Note, Offered, OfferEnded, Transferred, Released, FollowUpSet, TicketLinked,
                TicketOpened, TicketChanged, Prioritized, HelpWanted, Classified>;
            constexpr bool open = isAnyOf<T, UnknownContent, Text, Image, Voice, OrderCard, ProductCard, LeftMessage, Opened,
                Queued, Assigned, Closed, Rated, PersonRequested, Joined, Recalled, Tombstone>;
            static_assert(internal != open, "a new kind stands in one of the two lists: do customers see it?");
            return internal ? Audience::staff : Audience::customer;
        },
        content);
}

QLatin1StringView kindOf(const Content& content)
{
    return std::visit([]<class T>(const T&) { return T::kind; }, content);
}

bool isSaid(const Content& content)
{
    return std::visit(
        []<class T>(const T&) { return isAnyOf<T, Text, Image, Voice, OrderCard, ProductCard, LeftMessage>; }, content);
}

QString plainText(const Content& content)
{
    return std::visit(
        []<class T>(const T& said) -> QString {
            if constexpr (isAnyOf<T, Text, Note, LeftMessage>)
                return said.text;
            else if constexpr (isAnyOf<T, OrderCard, ProductCard>)
                return said.title;
            else
                return {};
        },
        content);
}

} // namespace greenroom
