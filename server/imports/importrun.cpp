// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/imports/importrun.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kRowsAtOnce = 200;

struct Running {
    ImportRun run;
    ImportPlan plan;
    std::size_t next = 0; ///< row not yet handed to the writer
    Result<ImportReport> report = ImportReport {};
};

/// The next rows. A refusal of the import is no failure of the batch it shares with everybody else's words.
Result<void> storePart(Database& database, Running& running, std::size_t end)
{
    if (auto begun = database.run(u"SAVEPOINT import_all"_s); !begun)
        return begun.error();
    ImportPlan part;
    part.rows.assign(running.plan.rows.begin() + std::ptrdiff_t(running.next), running.plan.rows.begin() + std::ptrdiff_t(end));
    if (running.next == 0)
        part.problems = running.plan.problems;
    auto stored = store(database, part, running.run.onError);
    if (!stored && stored.error().code != Code::input)
        return stored.error();
    if (!stored)
        if (auto undone = database.run(u"ROLLBACK TO SAVEPOINT import_all"_s); !undone)
            return undone.error();
    if (auto released = database.run(u"RELEASE SAVEPOINT import_all"_s); !released)
        return released.error();
    if (stored) {
        running.report->stored += stored->stored;
        for (ImportProblem& problem : stored->problems)
            running.report->problems.push_back(std::move(problem));
    } else {
        running.report = stored.error();
    }
    running.next = end;
    const bool isLast = !stored || end == running.plan.rows.size();
    return isLast && running.run.note ? running.run.note(database, running.report) : Result<void>();
}

void tellEnd(const Coordinator& coordinator, const Running& running)
{
    if (running.report && running.report->stored > 0 && coordinator.onImported)
        coordinator.onImported(running.run.shop, running.run.kind);
    running.run.then(running.report);
}

void storeNext(Coordinator& coordinator, const std::shared_ptr<Running>& running)
{
    const std::size_t all = running->plan.rows.size();
    const std::size_t end = running->run.onError == OnError::stop ? all : std::min(all, running->next + kRowsAtOnce);
    // Written by the writer before the commit is told, read here after it.
    coordinator.write([running, end](Database& database) { return storePart(database, *running, end); });
    coordinator.afterCommit([&coordinator, running] {
        if (running->report && running->next < running->plan.rows.size())
            storeNext(coordinator, running);
        else
            tellEnd(coordinator, *running);
    });
}

} // namespace

void runImport(Coordinator& coordinator, ImportRun run)
{
    const auto running = std::make_shared<Running>();
    running->run = std::move(run);
    coordinator.read<ImportPlan>([running](Database& database) { return running->run.read(database); },
        [&coordinator, running](Result<ImportPlan> plan) {
            if (plan) {
                running->plan = *std::move(plan);
                storeNext(coordinator, running);
                return;
            }
            running->report = plan.error();
            if (running->run.note)
                coordinator.write([running](Database& database) { return running->run.note(database, running->report); });
            coordinator.afterCommit([running] { running->run.then(running->report); });
        });
}

} // namespace greenroom
