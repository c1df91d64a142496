// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/play.h"

#include "core/domain/asseen.h"
#include "tests/sim/pace.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Instant wallClock()
{
    return std::chrono::floor<Millis>(std::chrono::system_clock::now());
}

} // namespace

// ---- the customer of one dialogue ----

class Play::Customer final : public QObject {
    Q_OBJECT
public:
    Customer(Play& play, Progress& progress)
        : m_play(play)
        , m_progress(progress)
    {
        connect(&m_client, &WireClient::opened, this, [this] {
            Hello hello;
            hello.app = u"sim"_s;
            hello.version = QStringLiteral(GREENROOM_VERSION);
            hello.shop = m_play.m_settings.shop;
            hello.token = m_token;
            m_client.ask(hello, [this](const Result<Welcome>& welcome) { greeted(welcome); });
        });
        connect(&m_client, &WireClient::closed, this, [this] {
            if (!m_leaving)
                QTimer::singleShot(200, this, [this] { m_client.open(m_play.m_settings.server); });
        });
        m_client.on<Entries>([this](const Entries& event) {
            for (const Entry& entry : event.entries) {
                if (entry.number <= m_seen)
                    continue;
                if (entry.after != m_seen)
                    qFatal("a hole: entry %lld comes after %lld, and %lld is what was seen", entry.number, entry.after, m_seen);
                m_seen = entry.number;
                if (isSaid(entry.content))
                    ++m_said;
            }
            speakIfDue();
        });
        m_client.open(m_play.m_settings.server);
    }

    /// The other side has stored something; it may be this one's turn once it is seen here.
    void speakIfDue()
    {
        const auto& turns = m_progress.dialogue.turns;
        const qsizetype at = m_progress.spoken;
        if (m_busy || !m_client.isOpen() || !m_greeted)
            return;
        if (at == turns.size()) {
            if (m_said >= at && !m_leaving) {
                m_leaving = true;
                m_client.socket().close();
                m_play.customerDone(m_progress);
            }
            return;
        }
        // Speaks only when all that was said before is on the own screen.
        if (!turns[at].byCustomer || (m_progress.conversation && m_said < at))
            return;
        m_busy = true;
        if (!m_outbox)
            m_outbox = Send {m_play.m_ids.next<ClientId>(wallClock()), m_progress.conversation, {}, Text {turns[at].text}};
        m_client.ask(*m_outbox, [this](const Result<Stored>& stored) { answered(stored); });
    }

private:
    void greeted(const Result<Welcome>& welcome)
    {
        if (!welcome) {
            m_client.cut();
            return;
        }
        if (welcome->visitor->token)
            m_token = welcome->visitor->token;
        m_epoch = welcome->epoch;
        m_greeted = true;
        m_busy = false;
        watch();
        speakIfDue();
    }
    void answered(const Result<Stored>& stored)
    {
        m_busy = false;
        if (!stored) {
            if (stored.error().code == Code::offline)
                m_greeted = false; // the same again after the next hello
            else
                QTimer::singleShot(std::max<qint64>(stored.error().limit, 100), this, [this] { speakIfDue(); });
            return;
        }
        m_outbox.reset();
        const bool first = !m_progress.conversation;
        m_progress.conversation = stored->conversation;
        m_play.spoke(m_progress);
        if (first)
            watch();
        speakIfDue();
    }
    void watch()
    {
        if (!m_progress.conversation || !m_client.isOpen())
            return;
        m_client.ask(
            WatchStream {StreamId::of(*m_progress.conversation), {m_epoch, m_seen}}, [this](const Result<Watching>& watching) {
                if (!watching && watching.error().code != Code::offline)
                    QTimer::singleShot(std::max<qint64>(watching.error().limit, 100), this, [this] { watch(); });
            });
    }

    Play& m_play;
    Progress& m_progress;
    WireClient m_client;
    std::optional<QString> m_token;
    std::optional<Uuid> m_epoch;
    std::optional<Send> m_outbox;
    qint64 m_seen = 0;
    qsizetype m_said = 0; // things said that are on the own screen
    bool m_greeted = false;
    bool m_busy = false;
    bool m_leaving = false;
};

// ---- an agent, with as many conversations as it is given ----

class Play::Agent final : public QObject {
    Q_OBJECT
public:
    Agent(Play& play, const QString& token)
        : m_play(play)
        , m_token(token)
    {
        connect(&m_client, &WireClient::opened, this, [this] {
            Hello hello;
            hello.app = u"sim"_s;
            hello.version = QStringLiteral(GREENROOM_VERSION);
            hello.token = m_token;
            m_client.ask(hello, [this](const Result<Welcome>& welcome) {
                if (!welcome) {
                    m_client.cut();
                    return;
                }
                m_epoch = welcome->epoch;
                m_pace.setLimits(welcome->limits);
                ask(SetPresence {Presence::online, BreakReason::none}, [](const Result<Done>&) {});
                ask(WatchBoard {BoardName::mine, {}, 0, 200}, [](const Result<Done>&) {});
                for (const auto& each : m_mine)
                    watch(each.first);
            });
        });
        connect(&m_client, &WireClient::closed, this, [this] {
            m_pace.clear();
            m_accepting.clear();
            for (auto& [id, mine] : m_mine) {
                mine.busy = false;
                mine.closing = false;
            }
            QTimer::singleShot(200, this, [this] { m_client.open(m_play.m_settings.server); });
        });
        m_client.on<BoardChanged>([this](const BoardChanged& changed) {
            for (const BoardRow& row : changed.rows)
                if (const auto* conversation = std::get_if<ConversationRow>(&row))
                    given(*conversation);
        });
        m_client.on<Entries>([this](const Entries& event) { received(event); });
        m_client.open(m_play.m_settings.server);
    }

    WireClient& client() { return m_client; }
    bool has(ConversationId id) const { return m_mine.contains(id); }
    void speakIfDue(ConversationId id)
    {
        const auto found = m_mine.find(id);
        if (found == m_mine.end())
            return;
        Mine& mine = found->second;
        Progress* progress = m_play.m_byConversation.value(id);
        if (!progress || mine.busy || mine.closing || !m_client.isOpen() || mine.version == 0)
            return;
        const auto& turns = progress->dialogue.turns;
        const qsizetype at = progress->spoken;
        if (mine.said < at)
            return;
        if (at == turns.size()) {
            close(id, mine);
            return;
        }
        if (turns[at].byCustomer)
            return;
        mine.busy = true;
        if (!mine.outbox)
            mine.outbox = Send {m_play.m_ids.next<ClientId>(wallClock()), id, mine.version, Text {turns[at].text}};
        mine.outbox->assignmentVersion = mine.version;
        ask(*mine.outbox, [this, id](const Result<Stored>& stored) {
            const auto mineNow = m_mine.find(id);
            if (mineNow == m_mine.end())
                return;
            Mine& again = mineNow->second;
            again.busy = false;
            if (!stored) {
                if (stored.error().code == Code::reassigned)
                    m_mine.erase(mineNow); // somebody else's now
                else if (stored.error().code != Code::offline)
                    QTimer::singleShot(std::max<qint64>(stored.error().limit, 100), this, [this, id] { speakIfDue(id); });
                return;
            }
            again.outbox.reset();
            m_play.spoke(*m_play.m_byConversation.value(id));
            speakIfDue(id);
        });
    }

    /// Something that was said to its end is still this agent's.
    bool isClosing() const
    {
        return std::any_of(m_mine.begin(), m_mine.end(), [this](const auto& each) {
            const Progress* progress = m_play.m_byConversation.value(each.first);
            return progress && progress->spoken == progress->dialogue.turns.size();
        });
    }

private:
    struct Mine {
        qint64 seen = 0;
        qsizetype said = 0;
        qint64 version = 0;
        bool busy = false;
        bool closing = false;
        std::optional<Send> outbox;
    };

    void given(const ConversationRow& row)
    {
        if (row.state == ConversationState::offered) {
            accept(row.id);
            return;
        }
        const bool isNew = !m_mine.contains(row.id);
        Mine& mine = m_mine[row.id];
        mine.version = row.assignmentVersion;
        if (isNew)
            watch(row.id);
        else
            speakIfDue(row.id);
    }
    void accept(ConversationId id)
    {
        if (m_accepting.contains(id))
            return; // the row changed while it is being accepted
        m_accepting.insert(id);
        ask(AcceptOffer {m_play.m_ids.next<ClientId>(wallClock()), id}, [this, id](const Result<Stored>& stored) {
            m_accepting.remove(id);
            if (!stored && (stored.error().code == Code::busy || stored.error().code == Code::rateLimited))
                QTimer::singleShot(std::max<qint64>(stored.error().limit, 100), this, [this, id] { accept(id); });
        });
    }
    void watch(ConversationId id)
    {
        const auto mine = m_mine.find(id);
        if (mine == m_mine.end() || !m_client.isOpen())
            return;
        ask(WatchStream {StreamId::of(id), {m_epoch, mine->second.seen}}, [this, id](const Result<Watching>& watching) {
            if (watching)
                speakIfDue(id);
            else if (watching.error().code != Code::offline)
                QTimer::singleShot(std::max<qint64>(watching.error().limit, 100), this, [this, id] { watch(id); });
        });
    }
    /// Within what the server allows an agent. Forgotten with the connection, as is its answer.
    template <Request R>
    void ask(const R& request, std::function<void(Result<typename R::Reply>)> then)
    {
        m_pace.add([this, request, then = std::move(then)] { m_client.ask(request, then); });
    }
    void received(const Entries& event)
    {
        const ConversationId id(event.stream.key);
        const auto found = m_mine.find(id);
        if (found == m_mine.end())
            return;
        Mine& mine = found->second;
        for (const Entry& entry : event.entries) {
            if (entry.number <= mine.seen)
                continue;
            if (entry.after != mine.seen)
                qFatal("a hole: entry %lld comes after %lld, and %lld is what was seen", entry.number, entry.after, mine.seen);
            mine.seen = entry.number;
            if (isSaid(entry.content))
                ++mine.said;
        }
        speakIfDue(id);
    }
    void close(ConversationId id, Mine& mine)
    {
        mine.closing = true;
        ask(CloseConversation {m_play.m_ids.next<ClientId>(wallClock()), id, mine.version, u"solved"_s, {}},
            [this, id](const Result<Stored>& stored) {
                // `closed`: it was, before the connection broke. `reassigned`: it is somebody else's to close.
                if (stored || stored.error().code == Code::closed || stored.error().code == Code::reassigned) {
                    ask(UnwatchStream {StreamId::of(id)}, [](const Result<Done>&) {});
                    m_mine.erase(id);
                    return;
                }
                m_mine.at(id).closing = false;
                if (stored.error().code != Code::offline)
                    QTimer::singleShot(std::max<qint64>(stored.error().limit, 100), this, [this, id] { speakIfDue(id); });
            });
    }

    Play& m_play;
    QString m_token;
    WireClient m_client;
    std::optional<Uuid> m_epoch;
    std::map<ConversationId, Mine> m_mine;
    QSet<ConversationId> m_accepting;
    Pace m_pace;
};

// ---- the play ----

Play::Play(const Settings& settings, QList<Dialogue> dialogues, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
    , m_waiting(dialogues.begin(), dialogues.end())
    , m_ids(settings.seed)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { finish(false); });
    connect(&m_starter, &QTimer::timeout, this, [this] { next(); });
}

Play::~Play()
{
    for (const auto& progress : m_progress)
        delete progress->customer;
}

void Play::start()
{
    for (const QString& token : m_settings.agentTokens)
        m_agents.push_back(std::make_unique<Agent>(*this, token));
    m_since.start();
    m_deadline.start(m_settings.within);
    m_starter.start(m_settings.rate > 0 ? std::max(1, int(1000 / m_settings.rate)) : 1);
}

void Play::next()
{
    if (m_waiting.empty()) {
        m_starter.stop();
        if (m_running == 0)
            verify();
        return;
    }
    if (m_running >= m_settings.customers)
        return;
    ++m_running;
    m_progress.push_back(std::make_unique<Progress>(Progress {std::move(m_waiting.front()), {}, 0, nullptr}));
    m_waiting.pop_front();
    Progress& progress = *m_progress.back();
    progress.customer = new Customer(*this, progress);
}

void Play::spoke(Progress& progress)
{
    ++progress.spoken;
    ++m_report.messages;
    m_byConversation.insert(*progress.conversation, &progress);
    const ConversationId id = *progress.conversation;
    QMetaObject::invokeMethod(
        this,
        [this, id] {
            for (const auto& agent : m_agents)
                agent->speakIfDue(id);
            if (Customer* customer = m_byConversation.value(id)->customer)
                customer->speakIfDue();
        },
        Qt::QueuedConnection);
}

void Play::customerDone(Progress& progress)
{
    progress.customer->deleteLater();
    progress.customer = nullptr;
    --m_running;
    ++m_report.played;
    if (m_waiting.empty() && m_running == 0)
        verify();
}

void Play::verify()
{
    m_starter.stop();
    m_report.seconds = double(m_since.elapsed()) / 1000;
    if (m_agents.empty()) {
        finish(true);
        return;
    }
    verifyNext();
}

void Play::verifyNext()
{
    if (m_verified == m_progress.size()) {
        // What is done is being closed, at the pace the server allows; what somebody else took stays theirs.
        const bool closing = std::any_of(m_agents.begin(), m_agents.end(), [](const auto& each) { return each->isClosing(); });
        if (closing)
            QTimer::singleShot(100, this, [this] { verifyNext(); });
        else
            finish(true);
        return;
    }
    Progress& progress = *m_progress[m_verified];
    if (progress.conversation)
        read(progress, 0, {});
    else
        compare(progress, {});
}

void Play::read(Progress& progress, qint64 after, QList<Dialogue::Turn> stored)
{
    WireClient& reader = m_agents[m_verified % m_agents.size()]->client();
    const auto again = [this](qint64 millis) { QTimer::singleShot(millis, this, [this] { verifyNext(); }); };
    if (!reader.isOpen()) {
        again(100);
        return;
    }
    reader.ask(ReadStream {StreamId::of(*progress.conversation), after, {}, kMaxPage},
        [this, again, &progress, stored = std::move(stored)](const Result<StreamPage>& page) mutable {
            if (!page && page.error().code != Code::notFound && page.error().code != Code::forbidden) {
                again(std::max<qint64>(page.error().limit, 100));
                return;
            }
            if (page)
                for (const Entry& entry : page->entries) {
                    const auto* assigned = std::get_if<Assigned>(&entry.content);
                    m_report.accepted += assigned && assigned->reason == AssignReason::accepted ? 1 : 0;
                    if (isSaid(entry.content))
                        stored.append({entry.author.kind == AuthorKind::customer, plainText(entry.content)});
                }
            if (page && !page->entries.isEmpty() && page->entries.last().number < page->head)
                read(progress, page->entries.last().number, std::move(stored));
            else
                compare(progress, stored);
        });
}

void Play::compare(const Progress& progress, const QList<Dialogue::Turn>& stored)
{
    // As staff see it: people's own numbers and addresses are starred in what customers said.
    QList<Dialogue::Turn> turns = progress.dialogue.turns;
    for (Dialogue::Turn& turn : turns) {
        const Content kept = asKept(Text {turn.text});
        turn.text = plainText(turn.byCustomer ? asStaffSee(kept) : kept);
    }
    if (stored == turns) {
        ++m_report.equal;
    } else {
        const auto [here, there] = std::mismatch(stored.begin(), stored.end(), turns.begin(), turns.end());
        m_report.wrong.append(u"dialogue %1 differs at turn %2: %3 stored, %4 in the source; stored \"%5\", source \"%6\""_s
                                  .arg(progress.dialogue.id)
                                  .arg(here - stored.begin())
                                  .arg(stored.size())
                                  .arg(turns.size())
                                  .arg(here == stored.end() ? QString() : here->text.simplified(),
                                      there == turns.end() ? QString() : there->text.simplified()));
    }
    ++m_verified;
    verifyNext();
}

void Play::finish(bool inTime)
{
    if (std::exchange(m_finished, true))
        return;
    m_starter.stop();
    m_deadline.stop();
    m_report.inTime = inTime;
    if (!inTime)
        for (const auto& progress : m_progress)
            if (progress->spoken < progress->dialogue.turns.size())
                m_report.wrong.append(u"dialogue %1 stands at turn %2 of %3"_s.arg(progress->dialogue.id)
                                          .arg(progress->spoken)
                                          .arg(progress->dialogue.turns.size()));
    Q_EMIT finished(m_report);
}

} // namespace greenroom

#include "play.moc"
