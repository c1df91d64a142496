// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/admincommand.h"

#include <QRegularExpression>

#include "server/admin/auditcommands.h"
#include "server/admin/backupcommands.h"
#include "server/admin/commandarguments.h"
#include "server/admin/skillcommands.h"
#include "server/auth/passwordhasher.h"
#include "server/auth/passwordrules.h"
#include "server/auth/persontable.h"
#include "server/auth/sessiontable.h"
#include "server/auth/token.h"
#include "server/imports/importfile.h"
#include "server/imports/importrun.h"
#include "server/routing/queuetable.h"
#include "server/shops/shoptable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kCodeLife = std::chrono::hours(24);
constexpr qsizetype kSecretBytes = 32;

/// Origins, as a browser writes them; they go into headers as they are.
Result<QStringList> readSites(const QString& text)
{
    QStringList sites;
    for (const QString& each : text.split(u',', Qt::SkipEmptyParts)) {
        const QString site = each.trimmed();
        static const QRegularExpression origin(u"\\Ahttps?://[a-z0-9.-]+(:[0-9]{1,5})?\\z"_s);
        if (!origin.match(site).hasMatch())
            return wrong(u"sites"_s, u"\"%1\" is no origin; write https://shop.example, with a port if it has one"_s.arg(site));
        sites.append(site);
    }
    return sites;
}

Result<void> shop(AdminContext& context, QStringList arguments)
{
    const QString verb = arguments.isEmpty() ? QString() : arguments.takeFirst();
    if (verb == "list"_L1) {
        context.looksOnly = true;
        auto shops = ShopTable::all(context.database);
        if (!shops)
            return shops.error();
        for (const Shop& each : *shops)
            context.out += each.publicKey + u'\t' + each.name + u'\t' + each.sites.join(u' ') + u'\n';
        return finish(arguments);
    }
    if (verb == "add"_L1 && !arguments.isEmpty()) {
        Shop made;
        made.id = context.ids.next<ShopId>(context.now);
        made.publicKey = arguments.takeFirst();
        if (auto key = readName(u"KEY"_s, made.publicKey, 64); !key)
            return key.error();
        auto named = readName(u"--name"_s, takeOption(arguments, "name"_L1).value_or(made.publicKey));
        if (!named)
            return named.error();
        made.name = *named;
        made.createdAt = context.now;
        auto sites = readSites(takeOption(arguments, "sites"_L1).value_or(QString()));
        if (!sites)
            return sites.error();
        made.sites = *sites;
        if (auto done = finish(arguments); !done)
            return done;
        if (auto shops = ShopTable::all(context.database); !shops)
            return shops.error();
        else if (std::ranges::any_of(*shops, [&](const Shop& each) { return each.publicKey == made.publicKey; }))
            return wrong(made.publicKey, u"there is a shop of this key"_s);
        return ShopTable::insert(made)(context.database);
    }
    if (verb == "sites"_L1 && !arguments.isEmpty()) {
        auto found = shopOf(context, arguments.takeFirst());
        if (!found)
            return found.error();
        auto sites = readSites(arguments.isEmpty() ? QString() : arguments.takeFirst());
        if (!sites)
            return sites.error();
        if (auto done = finish(arguments); !done)
            return done;
        return ShopTable::setSites(context.database, found->id, *sites);
    }
    if (verb == "secret"_L1 && !arguments.isEmpty()) {
        auto found = shopOf(context, arguments.takeFirst());
        if (!found)
            return found.error();
        const QByteArray secret = randomBytes(kSecretBytes);
        auto done = context.database.run(u"UPDATE shop SET identity_secret=? WHERE shop=?"_s, secret, found->id);
        if (!done)
            return done.error();
        context.out = QString::fromLatin1(secret.toHex()) + u'\n';
        return finish(arguments);
    }
    return wrong(u"shop"_s, u"say add, list, sites or secret; --help explains"_s);
}

Result<void> queue(AdminContext& context, QStringList arguments)
{
    const bool offers = takeFlag(arguments, "offer"_L1);
    if (arguments.size() != 3 || arguments[0] != "add"_L1)
        return wrong(u"queue"_s, u"say add SHOP NAME; --help explains"_s);
    auto of = shopOf(context, arguments[1]);
    if (!of)
        return of.error();
    QueueRules made;
    made.id = context.ids.next<QueueId>(context.now);
    made.shop = of->id;
    auto named = readName(u"NAME"_s, arguments[2]);
    if (!named)
        return named.error();
    made.name = *named;
    made.mode = offers ? QueueMode::offer : QueueMode::direct;
    made.offerFor = std::chrono::floor<std::chrono::seconds>(context.offerFor);
    made.stickyFor = std::chrono::floor<std::chrono::hours>(context.stickyFor);
    auto queues = QueueTable::all(context.database);
    if (!queues)
        return queues.error();
    for (const QueueRules& each : *queues)
        if (each.shop == made.shop && each.name == made.name)
            return wrong(made.name, u"there is a queue of this name in this shop"_s);
    // Ordered by age: the first one made is the shop's default.
    return QueueTable::insert(made, toMillis(context.now))(context.database);
}

Result<QList<Role>> readRoles(const QString& text)
{
    QList<Role> roles;
    for (const QString& name : text.split(u',', Qt::SkipEmptyParts)) {
        const qsizetype before = roles.size();
        for (const auto& [role, known] : EnumNames<Role>::names)
            if (known == name.trimmed() && role != Role::customer)
                roles.append(role);
        if (roles.size() == before)
            return wrong(u"--roles"_s,
                u"\"%1\" is no role; allowed: agent lead supervisor editor reviewer stage admin auditor integration"_s.arg(
                    name));
    }
    return roles;
}

Result<void> joinShop(AdminContext& context, PersonId person, QStringList& arguments)
{
    const auto key = takeOption(arguments, "shop"_L1);
    if (!key)
        return {};
    auto of = shopOf(context, key);
    if (!of)
        return of.error();
    auto roles = readRoles(takeOption(arguments, "roles"_L1).value_or(u"agent"_s));
    if (!roles)
        return roles.error();
    const qint64 capacity = takeOption(arguments, "capacity"_L1).value_or(u"10"_s).toLongLong();
    if (capacity < 0 || capacity > 1000)
        return wrong(u"--capacity"_s, u"0 to 1000 are allowed"_s);
    if (auto done = PersonTable::setRoles(context.database, of->id, person, *roles, capacity); !done)
        return done;
    const auto name = takeOption(arguments, "queue"_L1);
    if (!name)
        return {};
    auto queues = QueueTable::all(context.database);
    if (!queues)
        return queues.error();
    for (const QueueRules& each : *queues)
        if (each.shop == of->id && each.name == *name)
            return QueueTable::addMember(of->id, each.id, person)(context.database);
    return wrong(u"--queue"_s, u"there is no queue \"%1\" in this shop"_s.arg(*name));
}

/// A password from standard input, or a code that sets one; ends the sessions there are.
Result<void> setAccess(AdminContext& context, const Person& person, bool fromInput)
{
    QString stored;
    if (fromInput) {
        if (auto done = checkPassword(context.input, person.signIn); !done)
            return done;
        stored = PasswordHasher::hashNow(context.input);
    } else {
        const NewToken code = newToken(TokenKind::setup);
        stored = Person::setupCode(code.hash, context.now + kCodeLife);
        context.out
            = u"One-time code for %1, good for 24 hours; signing in with it on the desktop asks for a password of one's own:\n%2\n"_s
                  .arg(person.signIn, code.text);
    }
    if (auto done = PersonTable::setPassword(context.database, person.id, stored); !done)
        return done;
    context.endedSessionsOf.append(person.id);
    return SessionTable::removeAllOf(context.database, person.id);
}

Result<void> user(AdminContext& context, QStringList arguments)
{
    const QString verb = arguments.isEmpty() ? QString() : arguments.takeFirst();
    if (verb == "list"_L1) {
        context.looksOnly = true;
        auto people = PersonTable::all(context.database);
        if (!people)
            return people.error();
        for (const Person& each : *people) {
            auto shops = PersonTable::shopsOf(context.database, each.id);
            if (!shops)
                return shops.error();
            QStringList of;
            for (const auto& shop : *shops) {
                QStringList roles;
                for (Role role : shop.roles)
                    roles.append(enumName(role));
                of.append(shop.shopName + u": "_s + roles.join(u' '));
            }
            context.out += each.signIn + u'\t' + each.name + u'\t' + of.join(u"; "_s)
                + (each.disabledAt ? u"\tdisabled\n"_s : u"\n"_s);
        }
        return finish(arguments);
    }
    if (arguments.isEmpty())
        return wrong(u"user"_s, u"say add, list, password, roles, skills, disable, enable or sign-out; --help explains"_s);
    const QString name = PersonTable::folded(arguments.takeFirst());
    const bool fromInput = takeFlag(arguments, "password-stdin"_L1);
    auto found = PersonTable::find(context.database, name);
    if (!found)
        return found.error();
    if (verb == "add"_L1) {
        if (*found)
            return wrong(name, u"there is somebody of this name"_s);
        if (auto signIn = readName(u"NAME"_s, name); !signIn)
            return signIn.error();
        auto named = readName(u"--name"_s, takeOption(arguments, "name"_L1).value_or(name));
        if (!named)
            return named.error();
        Person made {context.ids.next<PersonId>(context.now), name, *named, {}, {}, context.now};
        if (auto done = PersonTable::insert(context.database, made); !done)
            return done;
        if (auto done = joinShop(context, made.id, arguments); !done)
            return done;
        if (auto done = finish(arguments); !done)
            return done;
        return setAccess(context, made, fromInput);
    }
    if (!*found)
        return wrong(name, u"there is nobody of this name; \"greenroomd user list\" lists them"_s);
    const Person& person = **found;
    if (verb == "password"_L1)
        return setAccess(context, person, fromInput);
    if (verb == "skills"_L1)
        return setPersonSkills(context, person.id, arguments);
    if (verb == "roles"_L1) {
        if (auto done = joinShop(context, person.id, arguments); !done)
            return done;
    } else if (verb == "disable"_L1 || verb == "enable"_L1) {
        const auto at = verb == "disable"_L1 ? std::optional(context.now) : std::nullopt;
        if (auto done = PersonTable::setDisabled(context.database, person.id, at); !done)
            return done;
    } else if (verb != "sign-out"_L1) {
        return wrong(verb, u"not understood; --help explains"_s);
    }
    if (auto done = finish(arguments); !done)
        return done;
    context.endedSessionsOf.append(person.id);
    return SessionTable::removeAllOf(context.database, person.id);
}

Result<void> bring(AdminContext& context, QStringList arguments)
{
    return importCommand(context.database, arguments, context.directory, context.now, context.out);
}

void bringAside(const AdminAside& aside, QStringList arguments)
{
    const auto options = importOptions(arguments, aside.directory);
    if (!options) {
        aside.then(options.error());
        return;
    }
    const Shop* shop = aside.shops.findByKey(options->shop);
    if (!shop) {
        aside.then(wrong(u"--shop"_s, u"there is no shop \"%1\""_s.arg(options->shop)));
        return;
    }
    ImportRun run;
    run.shop = shop->id;
    run.kind = options->kind;
    run.onError = options->onError;
    run.read = [shop = shop->id, options = *options, now = aside.coordinator.now()](
                   Database&) { return importPlan(shop, options, now); };
    run.note = [note = aside.note](Database& database, const Result<ImportReport>& report) {
        return note(database, report ? Code::ok : report.error().code);
    };
    run.then = [options = *options, then = aside.then](const Result<ImportReport>& report) {
        then(report ? Result<QString>(reportText(*report, options)) : report.error());
    };
    runImport(aside.coordinator, std::move(run));
}

constexpr std::array kCommands {
    AdminCommand {"shop"_L1, "shops: add, list, their sites, the secret that signs customers"_L1,
        "greenroomd shop add KEY [--name NAME] [--sites ORIGIN,ORIGIN]\n"
        "greenroomd shop sites KEY [ORIGIN,ORIGIN]     pages that may hold the widget; none: any\n"
        "greenroomd shop list\n"
        "greenroomd shop secret KEY     a new secret, in hexadecimal; the one before is worth nothing from now on\n\n"
        "KEY names the shop in the widget's address. Examples:\n"
        "  greenroomd shop add lamps --name \"Lamp House\" --sites https://lamps.example\n"
        "  greenroomd shop sites lamps https://lamps.example,https://live.lamps.example\n"
        "  greenroomd shop secret lamps\n"_L1,
        shop},
    AdminCommand {"queue"_L1, "queues: where conversations wait"_L1,
        "greenroomd queue add SHOP NAME [--offer]\n\n"
        "Conversations are assigned at once, or with --offer offered to be accepted. Example:\n"
        "  greenroomd queue add lamps Sales\n"_L1,
        queue},
    AdminCommand {"user"_L1, "people: add, roles, passwords, disable, sign out"_L1,
        "greenroomd user add NAME [--name SHOWN] [--shop KEY --roles ROLE,ROLE [--capacity N] [--queue QUEUE]] "
        "[--password-stdin]\n"
        "greenroomd user roles NAME --shop KEY --roles ROLE,ROLE [--capacity N] [--queue QUEUE]\n"
        "greenroomd user password NAME [--password-stdin]\n"
        "greenroomd user skills NAME --shop KEY [--skills NAME=LEVEL,...] [--languages TAG=LEVEL,...] [--tier l1|l2|l3]\n"
        "                         what they can do, for the router, in place of before; says how it stands\n"
        "greenroomd user disable|enable|sign-out NAME\n"
        "greenroomd user list     names, shops, roles, and who is disabled\n\n"
        "Without --password-stdin a one-time code is printed with which the person sets a password. Any other change\n"
        "ends the person's sessions. Roles: agent lead supervisor editor reviewer stage admin auditor;\n"
        "integration is for a program that brings orders and products. Examples:\n"
        "  greenroomd user add ann --name Ann --shop lamps --roles admin,agent --queue Sales\n"
        "  echo \"$PASSWORD\" | greenroomd user password ann --password-stdin\n"_L1,
        user},
    AdminCommand {"issue"_L1, "issues: what conversations about them ask of whoever answers"_L1,
        "greenroomd issue skills SHOP ISSUE [--needs NAME=LEVEL,...] [--wishes NAME=LEVEL:PRIORITY,...] [--none]\n"
        "                         in place of before; what is not said stays; says how it stands\n"
        "greenroomd issue list SHOP\n\n"
        "ISSUE is what somebody says at the desk that a conversation is about. Whoever is given one must have what it needs.\n"
        "What it wishes for holds for as long as the rings of its queue say (routing rules, at the desk): at the end of\n"
        "each the wishes of the highest priority are dropped, 0 last; in a queue without rings nothing is wished for. A\n"
        "level is 1 to 5, the least that will do, and 1 if it is not said; a priority is 0 to 9, and 0 if it is not said.\n"
        "An empty list takes needs or wishes away, --none both. Examples:\n"
        "  greenroomd issue skills lamps refund --needs returns=2 --wishes french:5,lamps=3:1\n"
        "  greenroomd issue skills lamps refund --none\n"_L1,
        issueCommand},
    AdminCommand {"import"_L1, "orders, products, articles, phrases, rules and automatic messages from files"_L1,
        "greenroomd import orders|products|articles|phrases|rules|automatic FILE --shop KEY\n"
        "                  [--format jsonl|csv|markdown|abcd] [--on-error skip|stop]\n\n"
        "A bad record is reported with its line and left out, or stops all; never half a record. What is there already\n"
        "is brought up to date. Articles also come from a folder of Markdown. Examples:\n"
        "  greenroomd import orders orders.csv --shop lamps\n"
        "  greenroomd import articles help/ --shop lamps --on-error stop\n"_L1,
        bring, bringAside},
    AdminCommand {"backup"_L1, "one file with everything, while the server goes on"_L1,
        "greenroomd backup FILE\n\n"
        "Copies the store as it is at one moment, with every picture and voice note, into one new file (a tar archive that\n"
        "only its owner may read). Customers and agents notice nothing. Keep it as you keep passwords: it is everything.\n"
        "\"greenroomd restore\" makes a store of it. Example, once a night:\n"
        "  greenroomd backup /backup/greenroom-$(date +%F).tar\n"_L1,
        backupCommand, backupAside},
    AdminCommand {"verify"_L1, "is the store as it was written"_L1,
        "greenroomd verify [--head NUMBER:DIGEST]\n\n"
        "Walks the audit's chain and every conversation: nothing missing, nothing changed. Says the first that is wrong and\n"
        "ends with 1. The audit's head is printed, and written to the log every hour; with --head one that was noted must\n"
        "still be in the chain, which shows that nothing was cut off or written anew. Takes as long as reading all. Example:\n"
        "  greenroomd verify --head 1204:5f0c...\n"_L1,
        verifyCommand, verifyAside},
    AdminCommand {"audit"_L1, "who did what: the last entries of the audit"_L1,
        "greenroomd audit [--last COUNT]\n\n"
        "One line an entry: number, time, who, from where, what, to what, how it ended. Signing in, imports, commands and\n"
        "refusals by role are kept; what anybody wrote is not. Example:\n"
        "  greenroomd audit --last 200\n"_L1,
        auditCommand},
};

} // namespace

std::span<const AdminCommand> adminCommands()
{
    return kCommands;
}

} // namespace greenroom
