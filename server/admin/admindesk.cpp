// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/admindesk.h"

#include "server/log/audittable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

/// Secrets come on standard input, never as arguments, so that these may be kept.
std::function<Result<void>(Database&, Code)> noteOf(const AdminAsk& ask, const QString& user, Instant now)
{
    AuditEvent event;
    event.actor = AuditActor::console;
    event.actorName = user;
    event.source = u"console"_s;
    event.action = u"command"_s;
    event.object = ask.command + u' ' + ask.arguments.join(u' ');
    return [event, now](Database& database, Code outcome) {
        AuditEvent kept = event;
        kept.outcome = outcome;
        return AuditTable::append(database, kept, now);
    };
}

} // namespace

AdminDesk::AdminDesk(Desk& desk, const Settings& settings)
    : m_desk(desk)
    , m_settings(settings)
{
}

AdminDesk::~AdminDesk()
{
    m_cancelled = true;
    m_elsewhere.waitForDone();
}

void AdminDesk::run(const AdminAsk& ask, const QString& user, Answer answer)
{
    Coordinator& coordinator = m_desk.coordinator();
    if (!coordinator.isReady()) {
        answer(Error {Code::unavailable, {}, {}, 0});
        return;
    }
    for (const AdminCommand& command : adminCommands()) {
        if (command.name != ask.command)
            continue;
        if (command.aside)
            command.aside(
                {coordinator, m_desk.shops(), m_settings.dataDir, m_settings.databasePath, ask.directory,
                    m_settings.toCoordinator, [this](std::function<void()> work) { m_elsewhere.start(std::move(work)); },
                    &m_cancelled, noteOf(ask, user, coordinator.now()), std::move(answer)},
                ask.arguments);
        else
            runInBatch(command, ask, user, std::move(answer));
        return;
    }
    answer(Error {Code::input, ask.command, u"the running server knows no such command; it may be of another version"_s, 0});
}

void AdminDesk::runInBatch(const AdminCommand& command, const AdminAsk& ask, const QString& user, Answer answer)
{
    struct Ran {
        Result<void> result;
        QString out;
        QList<PersonId> endedSessionsOf;
    };
    const auto done = std::make_shared<Ran>();
    Coordinator& coordinator = m_desk.coordinator();
    coordinator.write(
        [&command, ask, user, done, settings = m_settings, now = coordinator.now()](Database& database) -> Result<void> {
            IdSource ids;
            AdminContext context {
                database, now, ids, ask.input, {}, {}, ask.directory, settings.offerFor, settings.stickyFor, settings.dataDir};
            if (auto stored = runApart(context, command, ask, user, done->result); !stored)
                return stored;
            done->out = context.out;
            done->endedSessionsOf = context.endedSessionsOf;
            return {};
        });
    coordinator.afterCommit([this, done, answer = std::move(answer)] {
        if (!done->result) {
            answer(done->result.error());
            return;
        }
        for (const PersonId person : done->endedSessionsOf)
            m_desk.signIn().endSessionsOf(person);
        m_desk.learn([done, answer] { answer(done->out); });
    });
}

Result<void> runApart(
    AdminContext& context, const AdminCommand& command, const AdminAsk& ask, const QString& user, Result<void>& result)
{
    Database& database = context.database;
    if (auto begun = database.run(u"SAVEPOINT admin_command"_s); !begun)
        return begun.error();
    result = command.run(context, ask.arguments);
    if (!result)
        if (auto undone = database.run(u"ROLLBACK TO SAVEPOINT admin_command"_s); !undone)
            return undone.error();
    if (auto released = database.run(u"RELEASE SAVEPOINT admin_command"_s); !released)
        return released.error();
    return context.looksOnly ? Result<void>()
                             : noteOf(ask, user, context.now)(database, result ? Code::ok : result.error().code);
}

} // namespace greenroom
