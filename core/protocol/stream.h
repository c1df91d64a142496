// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/content.h"
#include "core/domain/stream.h"
#include "core/protocol/message.h"

namespace greenroom {

/// How far a client has got in a stream. Number 0 with a null epoch: it holds nothing.
struct Cursor {
    std::optional<Uuid> epoch;
    qint64 number = 0;
    static constexpr auto fields = std::tuple {
        field("epoch", &Cursor::epoch), field("number", &Cursor::number, between(0, 1LL << 53))};
    friend bool operator==(const Cursor&, const Cursor&) = default;
};

enum class Resume {
    replayed, ///< what was missed follows as `entries` events, then every new entry
    behind, ///< too much was missed: page with readStream until near, then watch again
    resync, ///< the cursor is of another epoch or above the head: drop the replica, start from 0
};
template <>
struct EnumNames<Resume> {
    static constexpr std::array names {
        named(Resume::replayed, "replayed"), named(Resume::behind, "behind"), named(Resume::resync, "resync")};
};

struct Watching {
    Resume resume = Resume::replayed;
    qint64 head = 0; ///< number of the last entry this client may see
    static constexpr auto fields = std::tuple {field("resume", &Watching::resume), field("head", &Watching::head)};
    friend bool operator==(const Watching&, const Watching&) = default;
};

/// From now on, and from this cursor on, send me this stream.
struct WatchStream {
    static constexpr QLatin1StringView type {"watchStream"};
    static constexpr Roles roles = kEveryRole;
    using Reply = Watching;
    StreamId stream;
    Cursor cursor;
    static constexpr auto fields = std::tuple {field("stream", &WatchStream::stream), field("cursor", &WatchStream::cursor)};
    friend bool operator==(const WatchStream&, const WatchStream&) = default;
};

struct UnwatchStream {
    static constexpr QLatin1StringView type {"unwatchStream"};
    static constexpr Roles roles = kEveryRole;
    using Reply = Done;
    StreamId stream;
    static constexpr auto fields = std::tuple {field("stream", &UnwatchStream::stream)};
    friend bool operator==(const UnwatchStream&, const UnwatchStream&) = default;
};

struct StreamPage {
    QList<Entry> entries; ///< ascending
    qint64 head = 0; ///< of what this client may see, when the page was read
    static constexpr auto fields = std::tuple {field("entries", &StreamPage::entries), field("head", &StreamPage::head)};
    friend bool operator==(const StreamPage&, const StreamPage&) = default;
};

/// A page of a stream: the entries after `after`, or, with `before`, the last ones below it.
struct ReadStream {
    static constexpr QLatin1StringView type {"readStream"};
    static constexpr Roles roles = kEveryRole;
    using Reply = StreamPage;
    StreamId stream;
    qint64 after = 0;
    std::optional<qint64> before;
    qint64 limit = kMaxPage;
    static constexpr auto fields = std::tuple {field("stream", &ReadStream::stream),
        field("after", &ReadStream::after, between(0, 1LL << 53)), field("before", &ReadStream::before, between(1, 1LL << 53)),
        field("limit", &ReadStream::limit, between(1, kMaxPage))};
    friend bool operator==(const ReadStream&, const ReadStream&) = default;
};

/// New entries of a watched stream, ascending. Apply each whose `after` is the number last held; skip what is not above it.
struct Entries {
    static constexpr QLatin1StringView type {"entries"};
    StreamId stream;
    QList<Entry> entries;
    static constexpr auto fields = std::tuple {
        field("stream", &Entries::stream), field("entries", &Entries::entries, maxItems(1000))};
    friend bool operator==(const Entries&, const Entries&) = default;
};

} // namespace greenroom
