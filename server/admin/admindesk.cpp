// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/admindesk.h"

namespace greenroom {

using namespace Qt::StringLiterals;

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
            command.aside({coordinator, m_desk.shops(), m_settings.dataDir, ask.directory, m_settings.toCoordinator,
                              [this](std::function<void()> work) { m_elsewhere.start(std::move(work)); }, &m_cancelled,
                              std::move(answer)},
                ask.arguments);
        else
            runInBatch(command, ask, user, std::move(answer));
        return;
    }
    answer(Error {Code::input, ask.command, u"the running server knows no such command; it may be of another version"_s, 0});
}

void AdminDesk::runInBatch(const AdminCommand& command, const AdminAsk& ask, const QString&, Answer answer)
{
    struct Ran {
        Result<void> result;
        QString out;
        QList<PersonId> endedSessionsOf;
    };
    const auto done = std::make_shared<Ran>();
    Coordinator& coordinator = m_desk.coordinator();
    coordinator.write(
        [&command, ask, done, settings = m_settings, now = coordinator.now()](Database& database) -> Result<void> {
            IdSource ids;
            AdminContext context {
                database, now, ids, ask.input, {}, {}, ask.directory, settings.offerFor, settings.stickyFor, settings.dataDir};
            if (auto stored = runApart(context, command, ask.arguments, done->result); !stored)
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

Result<void> runApart(AdminContext& context, const AdminCommand& command, const QStringList& arguments, Result<void>& result)
{
    Database& database = context.database;
    if (auto begun = database.run(u"SAVEPOINT admin_command"_s); !begun)
        return begun.error();
    result = command.run(context, arguments);
    if (!result)
        if (auto undone = database.run(u"ROLLBACK TO SAVEPOINT admin_command"_s); !undone)
            return undone.error();
    auto released = database.run(u"RELEASE SAVEPOINT admin_command"_s);
    return released ? Result<void>() : released.error();
}

} // namespace greenroom
