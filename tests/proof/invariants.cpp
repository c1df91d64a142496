// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/invariants.h"

#include "core/protocol/codec.h"
#include "tests/proof/checks.h"
#include "tests/proof/reading.h"
#include "tests/proof/rules.h"

namespace greenroom::proof {

namespace {

const Dump kNothing;

Digest fingerprint(const QString& text)
{
    Digest hash = 14695981039346656037ULL; // FNV-1a
    for (QChar each : text) {
        hash ^= each.unicode();
        hash *= 1099511628211ULL;
    }
    return hash;
}

constexpr std::array kInvariants {Invariant {"D1", checks::d1}, Invariant {"D2", checks::d2}, Invariant {"D3", checks::d3},
    Invariant {"D4", checks::d4}, Invariant {"D5", checks::d5}, Invariant {"D6", checks::d6}, Invariant {"D7", checks::d7},
    Invariant {"D8", checks::d8}, Invariant {"D9", checks::d9}, Invariant {"D10", checks::d10}, Invariant {"D11", checks::d11},
    Invariant {"D12", checks::d12}, Invariant {"D13", checks::d13}, Invariant {"A1", checks::a1}, Invariant {"A2", checks::a2},
    Invariant {"A3", checks::a3}, Invariant {"A4", checks::a4}, Invariant {"A5", checks::a5}, Invariant {"A6", checks::a6},
    Invariant {"S1", checks::s1}, Invariant {"S2", checks::s2}, Invariant {"R1", checks::r1}, Invariant {"R2", checks::r2},
    Invariant {"R3", checks::r3}, Invariant {"R4", checks::r4}};

} // namespace

Digest digestOf(const Content& content)
{
    QString text;
    codec::write(text, content, Audience::staff);
    return fingerprint(text);
}

Digest digestOf(const Entry& entry)
{
    Entry out = entry;
    out.after = 0;
    QString text;
    codec::write(text, out, Audience::staff); // all there is of it
    return fingerprint(text);
}

Digest digestOf(const Entry& entry, Audience reader)
{
    return digestOf(reader == Audience::staff ? entry : asCustomersSee(entry));
}

std::span<const Invariant> invariants()
{
    return kInvariants;
}

Violations check(const char* id, const History& history)
{
    for (const Invariant& each : kInvariants)
        if (qstrcmp(each.id, id) == 0)
            return each.check(history);
    qFatal("no invariant %s", id);
}

Violations checkAll(const History& history)
{
    Violations found;
    for (const Invariant& each : kInvariants)
        for (Violation& violation : each.check(history))
            found.push_back(std::move(violation));
    return found;
}

std::set<std::pair<StreamId, qint64>> takenBack(const Dump& dump)
{
    std::set<std::pair<StreamId, qint64>> found;
    for (const StoredEntry& each : dump.entries)
        if (const auto* recalled = std::get_if<Recalled>(&each.entry.content))
            found.emplace(each.stream, recalled->number);
    return found;
}

Reading::Reading(const History& read)
    : history(read)
    , last(read.dumps.empty() ? kNothing : read.dumps.back())
    , recalled(takenBack(last))
{
    for (std::size_t i = 0; i < history.events.size(); ++i) {
        const auto& what = history.events[i].what;
        if (const auto* asked = std::get_if<Invoked>(&what))
            lives[asked->id].attempts.push_back(i);
        else if (const auto* told = std::get_if<Answered>(&what))
            lives[invoked(told->attempt).id].answers.push_back(i);
        else if (const auto* restored = std::get_if<Restored>(&what))
            m_restores.push_back({i, restored->kept, restored->epoch});
    }
    for (const StoredEntry& each : last.entries) {
        stored.emplace(each.entry.clientId, &each);
        streams[each.stream].push_back(&each);
    }
    for (auto& [stream, entries] : streams)
        std::stable_sort(entries.begin(), entries.end(),
            [](const StoredEntry* a, const StoredEntry* b) { return a->entry.number < b->entry.number; });
}

bool Reading::survives(std::size_t position, const std::optional<Uuid>& epoch) const
{
    const auto began = std::find_if(m_restores.begin(), m_restores.end(), [&](const Restore& r) { return r.epoch == epoch; });
    if (epoch)
        return std::all_of(began == m_restores.end() ? m_restores.begin() : began + 1, m_restores.end(),
            [position](const Restore& restore) { return position < restore.kept; });
    return std::all_of(m_restores.begin(), m_restores.end(),
        [position](const Restore& restore) { return restore.position < position || position < restore.kept; });
}

} // namespace greenroom::proof
