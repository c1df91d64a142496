// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTest>

#include "core/protocol/requests.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

// A request that says nothing of roles is no request, and so no member of Requests: it does not compile.
struct WithoutRoles {
    static constexpr QLatin1StringView type {"withoutRoles"};
    using Reply = Done;
    static constexpr auto fields = std::tuple {};
};
struct WithRoles : WithoutRoles {
    static constexpr Roles roles {Role::agent};
};
static_assert(!Request<WithoutRoles>);
static_assert(Request<WithRoles>);

QString tableFromCode()
{
    QString out = u"request"_s;
    for (const auto& [role, name] : EnumNames<Role>::names)
        out += u'\t' + name;
    out += u'\n';
    Requests::forEach([&]<class R>(std::type_identity<R>) {
        out += R::type;
        for (const auto& [role, name] : EnumNames<Role>::names)
            out += R::roles.has(role) ? u"\tyes"_s : u"\tno"_s;
        out += u'\n';
    });
    return out;
}

QString pageFrom(const QString& table)
{
    QString out
        = u"# Who may ask what\n\n"
          "One row a request, one column a role. Written from each request's `roles` in core/protocol; reviewed as\n"
          "tests/data/roles.tsv. tst_roles fails when code and table differ; run it with GREENROOM_WRITE_TABLES=1 to write\n"
          "both anew, and review the difference. `hello`, `signIn` and `setPassword` come before anybody is known, so every "
          "role is written\n"
          "there. What of its own shop a role may then touch is each handler's to check.\n\n"_s;
    bool head = true;
    for (const QString& line : table.split(u'\n', Qt::SkipEmptyParts)) {
        QStringList cells = line.split(u'\t');
        for (QString& cell : cells)
            cell = cell == "no"_L1 ? QString() : cell;
        out += u"| "_s + cells.join(u" | "_s) + u" |\n"_s;
        if (head)
            out += u"|---"_s.repeated(cells.size()) + u"|\n"_s;
        head = false;
    }
    return out;
}

QString stored(const QString& path)
{
    QFile file(qEnvironmentVariable("GREENROOM_SOURCE") + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void write(const QString& path, const QString& text)
{
    QFile file(qEnvironmentVariable("GREENROOM_SOURCE") + path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.toUtf8());
}

} // namespace

class TestRoles final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("GREENROOM_WRITE_TABLES"))
            return;
        write(u"/tests/data/roles.tsv"_s, tableFromCode());
        write(u"/docs/roles.md"_s, pageFrom(tableFromCode()));
    }

    void theReviewedTableIsWhatTheCodeDoes()
    {
        const QString code = tableFromCode();
        if (stored(u"/tests/data/roles.tsv"_s) != code)
            QFAIL(qPrintable(u"tests/data/roles.tsv should be:\n"_s + code));
    }

    void thePageIsTheTable()
    {
        const QString page = pageFrom(tableFromCode());
        if (stored(u"/docs/roles.md"_s) != page)
            QFAIL(qPrintable(u"docs/roles.md should be:\n"_s + page));
    }

    void everyRequestIsSomebodys()
    {
        Requests::forEach([]<class R>(std::type_identity<R>) { QVERIFY2(!R::roles.isEmpty(), R::type.data()); });
    }

    void customersHaveNoRightOfStaff()
    {
        for (const auto* staffOnly : {"addNote", "claim", "transfer", "closeConversation", "findConversations", "readCustomer",
                 "setPresence", "setFollowUp", "listTransferTargets"})
            Requests::forEach([&]<class R>(std::type_identity<R>) {
                if (R::type == QLatin1StringView(staffOnly))
                    QVERIFY2(!R::roles.has(Role::customer), staffOnly);
            });
    }
};

QTEST_GUILESS_MAIN(TestRoles)
#include "tst_roles.moc"
