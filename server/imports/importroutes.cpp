// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/imports/importroutes.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>

#include "server/coordinator/coordinator.h"
#include "server/log/audittable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kPrefix {"/api/v1/import/"};
constexpr int kMostProblems = 200; // told of; the count is whole

const Error kUnavailable {Code::unavailable, {}, {}, 0};

HttpResponse answer(const Result<ImportReport>& report)
{
    if (!report)
        return HttpResponse::refusal(report.error().code == Code::storage ? kUnavailable : report.error());
    QJsonArray problems;
    for (const ImportProblem& problem : report->problems)
        if (problems.size() < kMostProblems)
            problems.append(QJsonObject {{u"line"_s, problem.line}, {u"detail"_s, sentence(problem.error)}});
    const QJsonObject body {{u"code"_s, u"ok"_s}, {u"stored"_s, report->stored},
        {u"leftOut"_s, qint64(report->problems.size())}, {u"problems"_s, problems}};
    return HttpResponse::json(QJsonDocument(body).toJson(QJsonDocument::Compact));
}

/// What the audit keeps of it.
std::function<Result<void>(Database&, const Result<ImportReport>&)> noteOf(
    const Principal& who, const QString& peer, ImportKind kind, Instant now)
{
    AuditEvent event;
    event.shop = who.shop;
    event.actor = AuditActor::person;
    event.actorId = who.person ? std::optional(who.person->value) : std::nullopt;
    event.actorName = who.name;
    event.source = peer;
    event.action = u"import"_s;
    event.object = enumName(kind);
    return [event, now](Database& database, const Result<ImportReport>& report) {
        AuditEvent kept = event;
        kept.outcome = report ? Code::ok : report.error().code;
        if (report)
            kept.object += u": %1 stored, %2 left out"_s.arg(report->stored).arg(report->problems.size());
        return AuditTable::append(database, kept, now);
    };
}

/// Whoever may import what the head asks for; everybody else is refused.
void admit(Coordinator& coordinator, const HttpRequest& request, const HttpResponder& responder,
    std::function<void(const Principal&, const ImportAsk&)> then)
{
    if (!coordinator.isReady() || !coordinator.onBearer) {
        responder.send(HttpResponse::refusal(kUnavailable));
        return;
    }
    coordinator.onBearer({}, request.bearer(), [&coordinator, request, responder, then](const Result<Principal>& who) {
        if (!who) {
            responder.send(HttpResponse::refusal(who.error()));
            return;
        }
        if (!who->roles.overlaps(kImportRoles)) {
            if (coordinator.onDenied)
                coordinator.onDenied(*who, request.peer, "import"_L1);
            responder.send(HttpResponse::refusal({Code::forbidden, {}, {}, 0}));
            return;
        }
        if (const auto ask = importAsk(request))
            then(*who, *ask);
        else
            responder.send(HttpResponse::refusal(ask.error()));
    });
}

/// Before the body comes: nobody else makes the server hold megabytes.
void askToBring(Coordinator& coordinator, const HttpRequest& head, const HttpResponder& responder)
{
    admit(coordinator, head, responder,
        [responder](const Principal&, const ImportAsk&) { responder.send(HttpResponse::goOn()); });
}

/// Once more when it has come: a session may have ended meanwhile.
void bring(Coordinator& coordinator, const HttpRequest& request, const HttpResponder& responder)
{
    admit(coordinator, request, responder, [&coordinator, request, responder](const Principal& who, const ImportAsk& ask) {
        ImportRun run = importRun(who.shop, ask, coordinator.now());
        run.note = noteOf(who, request.peer, ask.kind, coordinator.now());
        run.then = [responder](const Result<ImportReport>& report) { responder.send(answer(report)); };
        runImport(coordinator, std::move(run));
    });
}

} // namespace

Result<ImportAsk> importAsk(const HttpRequest& request)
{
    ImportAsk ask;
    ask.body = request.body;
    const QString kind = QString::fromUtf8(request.path.sliced(std::min(kPrefix.size(), request.path.size())));
    const auto isKind = [&](const auto& each) { return each.second == kind; };
    const auto& names = EnumNames<ImportKind>::names;
    const auto found = std::find_if(names.begin(), names.end(), isKind);
    if (found == names.end())
        return Error {Code::notFound, u"path"_s, {}, 0};
    ask.kind = found->first;
    const QString format = request.parameter(u"format"_s);
    if (format == "csv"_L1)
        ask.format = ImportFormat::csv;
    else if (!format.isEmpty() && format != "jsonl"_L1)
        return Error {Code::invalidField, u"format"_s, format.left(40), 0};
    const QString onError = request.parameter(u"onError"_s);
    if (onError == "stop"_L1)
        ask.onError = OnError::stop;
    else if (!onError.isEmpty() && onError != "skip"_L1)
        return Error {Code::invalidField, u"onError"_s, onError.left(40), 0};
    return ask;
}

ImportRun importRun(ShopId shop, const ImportAsk& ask, Instant now)
{
    ImportRun run;
    run.shop = shop;
    run.kind = ask.kind;
    run.onError = ask.onError;
    run.read = [shop, ask, now](Database&) -> Result<ImportPlan> {
        QByteArray bytes = ask.body;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        Importer importer(shop, ask.kind, ask.onError, now);
        importer.read(buffer, ask.format);
        return importer.take();
    };
    return run;
}

void addImportRoutes(HttpRoutes& routes, std::function<void(Task)> toCoordinator)
{
    const auto on = [toCoordinator = std::move(toCoordinator)](auto step) {
        return [toCoordinator, step](const HttpRequest& request, const HttpResponder& responder) {
            toCoordinator(
                Task {[step, request, responder](Coordinator& coordinator) { step(coordinator, request, responder); }});
        };
    };
    routes.addPrefix("POST", kPrefix.toByteArray(), kMostImportBytes, on(&bring), on(&askToBring));
}

} // namespace greenroom
