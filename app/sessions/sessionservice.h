// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cache/cache.h"
#include "app/link/httpclient.h"
#include "app/link/link.h"
#include "app/settings/secretstore.h"
#include "app/settings/settings.h"
#include "app/workspace/deskclock.h"

namespace greenroom {

/// The connection as the screen shows it.
enum class Connection {
    signedOut,
    connecting,
    connected,
    offline, ///< signed in, works from the cache, tries again by itself
};

/// Who sits at this desk: sign-in with name and password, the kept token at the next start, sign-out, which leaves
/// nothing of the person on this machine. Main thread.
class SessionService final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionService)
public:
    struct Parts { ///< all outlive it
        Link& link;
        HttpClient& http;
        Cache& cache;
        Settings& settings;
        SecretStore& secrets;
        DeskClock& clock;
    };

    SessionService(const Parts& parts, QObject* parent);

    /// Takes up the last session if its token was kept: me() is known from the cache's owner at once, the connection
    /// follows. notFound when somebody has to sign in.
    void restore(QObject* context, std::function<void(Result<void>)> callback);
    /// Whoever was signed in here last and has not signed out; the token may be gone all the same.
    std::optional<Me> lastPerson() const;
    /// An address without scheme means https, or http on this machine. http to another machine is refused `unsupported`:
    /// a password never travels in the clear.
    void signIn(const QString& address, const QString& name, const QString& password, QObject* context,
        std::function<void(Result<void>)> callback);
    /// True for what `greenroomd user add` prints: it opens nothing, but sets the password to sign in with.
    static bool isOneTimeCode(const QString& text);
    /// Sets a password of one's own with a one-time code, which is worth nothing afterwards. Refused by the server:
    /// signInFailed (the code), invalidField "newPassword" (too easy; with a limit: too short), tooLong.
    void setPassword(const QString& address, const QString& name, const QString& code, const QString& newPassword,
        QObject* context, std::function<void(Result<void>)> callback);
    /// Ends the session at the server if it can be reached, and wipes token and cache here in any case.
    void signOut();
    void retryNow();

    /// Who is signed in, also while offline.
    const std::optional<Me>& me() const { return m_me; }
    Roles roles() const;
    Connection connection() const;
    /// Why it is offline or signed out; code ok otherwise.
    const Error& connectionReason() const { return m_parts.link.reason(); }
    /// The server is there, connected or refusing to be, but has no store to put anything in just now.
    bool isServerUnable() const;
    std::optional<Instant> nextTryAt() const { return m_parts.link.nextTryAt(); }
    /// The token will be gone with this program: there is no vault to keep it in.
    bool isSessionOnly() const { return m_parts.secrets.isSessionOnly(); }
    /// The last frames' types and ids, for a report of what went wrong.
    QString trafficReport() const { return m_parts.link.traffic().toText(); }

    static Result<QUrl> serverUrl(const QString& address);

Q_SIGNALS:
    /// Another person is at this desk, or none: everything shown before is void. What is asked of the cache from now on is
    /// the new one's.
    void meChanged();
    void connectionChanged(); ///< isServerUnable() too
    void sessionOnlyChanged();
    /// The server ended the session (revoked, or expired while there was no connection); what others said is wiped.
    void revoked();
    /// After revoked(): drafts or unsent messages of theirs are still here, and go on when the same person signs in.
    void ownWordsKept();

private:
    /// The server; or none, and `reply` gets why from the event loop.
    std::optional<QUrl> serverOrRefusal(const QString& address, const std::function<void(Result<void>)>& reply);
    void enter(const Me& me, const QUrl& server, const QString& token);
    void leave();
    void forgetPerson();
    void setMe(const std::optional<Me>& me);
    void rememberMe(const Me& me);

    Parts m_parts;
    std::optional<Me> m_me;
};

} // namespace greenroom
