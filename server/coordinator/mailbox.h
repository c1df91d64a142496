// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace greenroom {

/// Hands values from any thread to one, a whole batch at a time. What else is locked, ARCHITECTURE.md names.
template <class T>
class Mailbox {
public:
    /// `wake` is called on the posting thread when the box goes from empty to not empty; it must make the owner call
    /// take() soon (a queued call, an eventfd). Set once, before the first post.
    explicit Mailbox(std::function<void()> wake)
        : m_wake(std::move(wake))
    {
    }

    /// Any thread.
    void post(T value)
    {
        bool wasEmpty;
        {
            const std::scoped_lock lock(m_mutex);
            wasEmpty = m_waiting.empty();
            m_waiting.push_back(std::move(value));
        }
        if (wasEmpty)
            m_wake();
    }

    /// Any thread. All of `values`, in order, in one go.
    void post(std::vector<T> values)
    {
        if (values.empty())
            return;
        bool wasEmpty;
        {
            const std::scoped_lock lock(m_mutex);
            wasEmpty = m_waiting.empty();
            if (wasEmpty)
                m_waiting = std::move(values);
            else
                m_waiting.insert(
                    m_waiting.end(), std::make_move_iterator(values.begin()), std::make_move_iterator(values.end()));
        }
        if (wasEmpty)
            m_wake();
    }

    /// Any thread. How much waits.
    std::size_t size() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_waiting.size();
    }

    /// The owner's thread. Everything that waits, oldest first; empty if nothing does.
    std::vector<T> take()
    {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_waiting, {});
    }

private:
    std::function<void()> m_wake;
    mutable std::mutex m_mutex; // guards m_waiting
    std::vector<T> m_waiting;
};

} // namespace greenroom
