// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/token.h"
#include "tests/support/deskworld.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// A desk with one agent, and files that are brought without the HTTP side.
struct MediaWorld : DeskWorld {
    MediaWorld()
    {
        shop = addShop(u"lumen"_s);
        queue = addQueue(shop, u"sales"_s);
        lin = addPerson(shop, u"Lin"_s, 3, {queue});
        start();
    }
    Result<MediaHandler::Admitted> post(const QString& path, qint64 size, const QString& bearer = {})
    {
        Result<MediaHandler::Admitted> admitted = Error {};
        arrive(Task {[&](Coordinator&) { admitted = desk->media().admit(path.toLatin1(), size, bearer); }});
        return admitted;
    }
    std::optional<Uploaded> keep(const MediaHandler::Admitted& upload, const QByteArray& hash = QByteArray(32, 'h'))
    {
        std::optional<Uploaded> answer;
        arrive(Task {[&](Coordinator&) {
            const bool image = upload.row.media == MediaKind::image;
            const KeptFile file {
                hash, image ? u"image/png"_s : u"audio/ogg"_s, 900, image ? 64 : 0, image ? 48 : 0, image ? 0 : 2000};
            desk->media().keep(upload, file, [&](const Uploaded& told) { answer = told; });
        }});
        run();
        return answer;
    }
    Uploaded bring(SessionId session, std::optional<ConversationId> conversation = {}, MediaKind media = MediaKind::image)
    {
        const auto path = ask(session, BeginUpload {conversation, media, 1000});
        if (!path)
            qFatal("%s", qPrintable(sentence(path.error())));
        return *keep(*post(path->path, 1000));
    }
    Send picture(BlobId blob, std::optional<ConversationId> conversation = {}, std::optional<qint64> version = {})
    {
        return {ids.next<ClientId>(now), conversation, version, Image {blob, 64, 48}};
    }
    Send text(const QString& said) { return {ids.next<ClientId>(now), {}, {}, Text {said}}; }
    Result<MediaTable::Row> fetch(const QString& path, const QString& bearer = {})
    {
        Result<MediaTable::Row> found = Error {};
        arrive(Task {[&](Coordinator&) {
            desk->media().open(path.toLatin1(), bearer, [&](Result<MediaTable::Row> row) { found = std::move(row); });
        }});
        run();
        return found;
    }

    ShopId shop;
    QueueId queue;
    PersonId lin;
};

} // namespace

class TestMedia final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCustomersPictureReachesTheAgent()
    {
        MediaWorld world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const Uploaded uploaded = world.bring(customer); // before there is any conversation
        QCOMPARE(uploaded.width, 64);
        QCOMPARE(uploaded.height, 48);
        const auto sent = world.ask(customer, world.picture(uploaded.blob));
        QVERIFY(sent);
        const auto link = world.ask(agent, LinkBlob {uploaded.blob});
        QVERIFY(link);
        QCOMPARE(world.fetch(link->path)->file.mime, u"image/png"_s);
        const auto back = world.ask(customer, LinkBlob {uploaded.blob});
        QVERIFY(world.fetch(back->path));
    }

    void theAgentsPictureGoesOnlyWhereItWasBroughtFor()
    {
        MediaWorld world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto one = world.ask(world.enterCustomer(world.shop), world.text(u"one"_s));
        const auto two = world.ask(world.enterCustomer(world.shop), world.text(u"two"_s));
        const Uploaded uploaded = world.bring(agent, one->conversation);
        QCOMPARE(world.ask(agent, world.picture(uploaded.blob, two->conversation, 1)).error().code, Code::notFound);
        const Send here = world.picture(uploaded.blob, one->conversation, 1);
        const auto sent = world.ask(agent, here);
        QVERIFY(sent);
        QCOMPARE(*world.ask(agent, here), *sent); // a repeat is answered the same
        QCOMPARE(
            world.ask(agent, world.picture(uploaded.blob, one->conversation, 1)).error().code, Code::notFound); // said once
        QCOMPARE(world.ask(agent, BeginUpload {{}, MediaKind::image, 10}).error().code, Code::missingField);
    }

    void nobodySaysOrFetchesWhatAnotherBrought()
    {
        MediaWorld world;
        const auto other = world.addShop(u"other"_s);
        world.start();
        const auto customer = world.enterCustomer(world.shop);
        const auto agent = world.enterStaff(world.shop, world.lin);
        const Uploaded uploaded = world.bring(customer);
        const BlobId none = world.ids.next<BlobId>(world.now);
        for (const auto stranger : {world.enterCustomer(world.shop), world.enterCustomer(other)}) {
            // not yours and not there are told the same
            QCOMPARE(
                world.ask(stranger, world.picture(uploaded.blob)).error(), world.ask(stranger, world.picture(none)).error());
            QCOMPARE(world.ask(stranger, LinkBlob {uploaded.blob}).error(), world.ask(stranger, LinkBlob {none}).error());
        }
        QCOMPARE(world.ask(agent, LinkBlob {uploaded.blob}).error().code, Code::notFound); // brought, not said
        QVERIFY(world.ask(customer, LinkBlob {uploaded.blob}));
    }

    void afterARestartTheStoreKnowsWhatWasBrought()
    {
        MediaWorld world;
        const auto customer = world.enterCustomer(world.shop);
        const CustomerId who = world.customers[customer];
        const Uploaded uploaded = world.bring(customer);
        const auto stale = world.ask(customer, LinkBlob {uploaded.blob});
        world.start();
        const auto back = world.enterCustomer(world.shop, who);
        QCOMPARE(world.fetch(stale->path).error().code, Code::notFound); // sessions end with the process, and so do paths
        QVERIFY(world.ask(back, world.picture(uploaded.blob)));
        QCOMPARE(world.ask(back, world.picture(uploaded.blob)).error().code, Code::notFound);
    }

    void whatIsSaidMustBeWhatWasMeasured()
    {
        MediaWorld world;
        const auto customer = world.enterCustomer(world.shop);
        const Uploaded picture = world.bring(customer);
        const Uploaded voice = world.bring(customer, {}, MediaKind::voice);
        const auto code = [&](const Said& said) {
            const auto answer = world.ask(customer, Send {world.ids.next<ClientId>(world.now), {}, {}, said});
            return answer ? Code::ok : answer.error().code;
        };
        QCOMPARE(code(Image {picture.blob, 20'000, 20'000}), Code::mediaRejected);
        QCOMPARE(code(Image {voice.blob, 64, 48}), Code::mediaRejected);
        QCOMPARE(code(Voice {voice.blob, 1}), Code::mediaRejected);
        QCOMPARE(code(Voice {voice.blob, 2000}), Code::ok);
        QCOMPARE(code(Image {picture.blob, 64, 48}), Code::ok);
    }

    void anUploadPathIsGoodForOneFileOfItsSize()
    {
        MediaWorld world;
        const auto customer = world.enterCustomer(world.shop);
        const auto path = world.ask(customer, BeginUpload {{}, MediaKind::image, 1000});
        QCOMPARE(path->expiresAt, world.now + 5min);
        QCOMPARE(world.post(path->path, 999).error().code, Code::invalidField);
        const auto admitted = world.post(path->path, 1000);
        QVERIFY(admitted);
        QCOMPARE(world.post(path->path, 1000).error().code, Code::conflict);
        QVERIFY(world.keep(*admitted));
        QCOMPARE(world.post(path->path, 1000).error().code, Code::conflict);
        QCOMPARE(world.fetch(path->path).error().code, Code::notFound); // a path in is no path out
        const auto link = world.ask(customer, LinkBlob {admitted->row.blob});
        QCOMPARE(world.post(link->path, 1000).error().code, Code::notFound);
    }

    void aPathIsRefusedWhenExpiredForgedOrItsSessionGone()
    {
        MediaWorld world;
        const auto customer = world.enterCustomer(world.shop);
        const Uploaded uploaded = world.bring(customer);
        const auto link = world.ask(customer, LinkBlob {uploaded.blob});
        const auto path = world.ask(customer, BeginUpload {{}, MediaKind::image, 1000});
        for (const QString& good : {link->path, path->path})
            for (qsizetype at = 0; at < good.size(); ++at) {
                QString forged = good;
                forged[at] = good[at] == u'A' ? u'B' : u'A';
                QCOMPARE(world.fetch(forged).error().code, Code::notFound);
                QCOMPARE(world.post(forged, 1000).error().code, Code::notFound);
            }
        const QStringList wrongs {
            u""_s, u"/media/"_s, u"/media/../../etc/passwd"_s, link->path + u'A', link->path + u'=', link->path.chopped(1)};
        for (const QString& wrong : wrongs)
            QCOMPARE(world.fetch(wrong).error().code, Code::notFound);
        QVERIFY(world.fetch(link->path));
        world.leave(customer);
        QCOMPARE(world.fetch(link->path).error().code, Code::notFound);
        QCOMPARE(world.post(path->path, 1000).error().code, Code::notFound);
        // the same customer in another session: that one's own link only
        const auto again = world.enterCustomer(world.shop, world.customers[customer]);
        QCOMPARE(world.fetch(link->path).error().code, Code::notFound);
        const auto fresh = world.ask(again, LinkBlob {uploaded.blob});
        world.pass(5min - 1ms);
        QVERIFY(world.fetch(fresh->path));
        world.pass(1ms);
        QCOMPARE(world.fetch(fresh->path).error().code, Code::notFound);
    }

    void staffProveThemselvesWithTheirToken()
    {
        MediaWorld world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto sent = world.ask(world.enterCustomer(world.shop), world.text(u"hello"_s));
        const NewToken token = newToken(TokenKind::session);
        world.desk->coordinator().session(agent)->tokenHash = token.hash;
        const auto path = world.ask(agent, BeginUpload {sent->conversation, MediaKind::image, 10});
        for (const QString& wrong : {QString(), newToken(TokenKind::session).text, newToken(TokenKind::visitor).text})
            QCOMPARE(world.post(path->path, 10, wrong).error().code, Code::notFound);
        const auto admitted = world.post(path->path, 10, token.text);
        QVERIFY(admitted);
        QVERIFY(world.keep(*admitted));
        const auto link = world.ask(agent, LinkBlob {admitted->row.blob});
        QCOMPARE(world.fetch(link->path).error().code, Code::notFound);
        QVERIFY(world.fetch(link->path, token.text));
    }

    void aLinkOpensNothingOnceTheRightIsGone()
    {
        MediaWorld world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const Uploaded uploaded = world.bring(customer);
        const auto sent = world.ask(customer, world.picture(uploaded.blob));
        const auto link = world.ask(agent, LinkBlob {uploaded.blob});
        QVERIFY(world.fetch(link->path));
        // whoever may no longer read the conversation, after a transfer for one, may not fetch what is in it
        const auto before = world.desk->coordinator().mayWatch(StreamKind::conversation);
        world.desk->coordinator().onWatch(StreamKind::conversation,
            [](const Principal&, const StreamId&, const std::function<void(bool)>& then) { then(false); });
        QCOMPARE(world.fetch(link->path).error().code, Code::notFound);
        QCOMPARE(world.ask(agent, LinkBlob {uploaded.blob}).error().code, Code::notFound);
        world.desk->coordinator().onWatch(StreamKind::conversation, before);
        QVERIFY(world.fetch(link->path));
        QVERIFY(world.ask(customer, Recall {world.ids.next<ClientId>(world.now), sent->conversation, sent->number}));
        QCOMPARE(world.fetch(link->path).error().code, Code::notFound);
        QCOMPARE(world.ask(customer, LinkBlob {uploaded.blob}).error().code, Code::notFound);
    }

    void theDaysQuotaCountsWhatCameKeptOrNot()
    {
        MediaWorld world;
        const auto customer = world.enterCustomer(world.shop);
        for (int i = 0; i < 5; ++i) {
            const auto path = world.ask(customer, BeginUpload {{}, MediaKind::image, 10 * 1024 * 1024});
            const auto admitted = world.post(path->path, 10 * 1024 * 1024);
            QVERIFY(admitted);
            if (i % 2)
                QVERIFY(world.keep(*admitted));
            else
                world.desk->media().drop(*admitted);
        }
        const auto over = world.ask(customer, BeginUpload {{}, MediaKind::image, 1});
        QCOMPARE(over.error().code, Code::rateLimited);
        QVERIFY(world.ask(world.enterCustomer(world.shop), BeginUpload {{}, MediaKind::image, 1}));
        world.pass(25h);
        QVERIFY(world.ask(customer, BeginUpload {{}, MediaKind::image, 1}));
        QCOMPARE(world.ask(customer, BeginUpload {{}, MediaKind::image, kMaxImageBytes + 1}).error().code, Code::tooLarge);
        QCOMPARE(world.ask(customer, BeginUpload {{}, MediaKind::voice, kMaxVoiceBytes + 1}).error().code, Code::tooLarge);
    }

    void aCrowdFromOneSourceIsBoundedToo()
    {
        MediaWorld world;
        const auto enterFrom = [&](const QString& peer) {
            const auto session = world.enterCustomer(world.shop);
            world.desk->coordinator().session(session)->peer = peer;
            return session;
        };
        const auto bring = [&](SessionId session) -> Error {
            const auto path = world.ask(session, BeginUpload {{}, MediaKind::image, kMaxImageBytes});
            const auto admitted = path ? world.post(path->path, kMaxImageBytes) : path.error();
            return admitted ? Error {Code::ok, {}, {}, 0} : admitted.error();
        };
        // Nobody brings more than a fifth of what a visitor may; each is somebody new.
        const auto late = enterFrom(u"2001:db8::1"_s);
        const auto begun = world.ask(late, BeginUpload {{}, MediaKind::image, kMaxImageBytes});
        for (qint64 sum = 0; sum < MediaHandler::Settings {}.sourceBytesADay; sum += kMaxImageBytes)
            QCOMPARE(bring(enterFrom(u"2001:db8::%1"_s.arg(2 + sum / kMaxImageBytes))).code, Code::ok);
        const Error over = bring(enterFrom(u"2001:db8::ffff"_s));
        QCOMPARE(over.code, Code::rateLimited);
        QVERIFY(over.limit > 0);
        QCOMPARE(world.post(begun->path, kMaxImageBytes).error().code, Code::rateLimited);
        // Another place, and the proxy on this machine that stands for everybody, are not theirs.
        QCOMPARE(bring(enterFrom(u"2001:db8:0:1::1"_s)).code, Code::ok);
        QCOMPARE(bring(enterFrom(u"127.0.0.1"_s)).code, Code::ok);
        world.pass(25h);
        QCOMPARE(bring(enterFrom(u"2001:db8::1"_s)).code, Code::ok);
    }

    void whoIsCountedIsForgottenWithTheDayAndNeverTooMany()
    {
        DayCounts<Uuid> counts;
        Instant now = fromMillis(1'760'000'000'000);
        for (quint64 i = 0; i < DayCounts<Uuid>::kMost + 500; ++i)
            counts.add(Uuid {1, i}, 10, now);
        QCOMPARE(counts.size(), DayCounts<Uuid>::kMost);
        now += 25h;
        counts.add(Uuid {2, 1}, 10, now);
        QCOMPARE(counts.size(), 1);
        QVERIFY(!counts.wait(Uuid {2, 1}, 10, {20, 2}, now));
        QCOMPARE(counts.wait(Uuid {2, 1}, 11, {20, 2}, now), std::optional<Millis>(24h));
        counts.add(Uuid {2, 1}, 1, now);
        QVERIFY(counts.wait(Uuid {2, 1}, 1, {20, 2}, now));
        QVERIFY(!counts.wait(Uuid {2, 1}, 1, {20, 2}, now + 24h));
    }

    void onlyWhatWouldBeAdmittedMayBeBrought()
    {
        MediaWorld world;
        const auto customer = world.enterCustomer(world.shop);
        const QByteArray path = world.ask(customer, BeginUpload {{}, MediaKind::image, 1000})->path.toLatin1();
        const auto may = [&](std::optional<qint64> size) {
            const auto done = world.desk->media().mayBring(path, size, {});
            return done ? Code::ok : done.error().code;
        };
        QCOMPARE(may(1000), Code::ok);
        QCOMPARE(may({}), Code::ok); // nobody has said how much comes
        QCOMPARE(may(1001), Code::invalidField);
        QVERIFY(world.post(QString::fromLatin1(path), 1000));
        QCOMPARE(may(1000), Code::conflict);
        world.pass(6min);
        QVERIFY(world.desk->media().isSigned(path));
        QCOMPARE(may(1000), Code::notFound);
    }

    void pathsTakenBeforeTheQuotaWasFullDoNotGetAroundIt()
    {
        MediaWorld world;
        const auto customer = world.enterCustomer(world.shop);
        QStringList paths;
        for (int i = 0; i < 6; ++i)
            paths.append(world.ask(customer, BeginUpload {{}, MediaKind::image, 10 * 1024 * 1024})->path);
        for (int i = 0; i < 5; ++i)
            QVERIFY(world.post(paths[i], 10 * 1024 * 1024));
        QCOMPARE(world.post(paths[5], 10 * 1024 * 1024).error().code, Code::rateLimited);
    }

    void aRefusedBatchLeavesNoFileBehind()
    {
        MediaWorld world;
        const auto customer = world.enterCustomer(world.shop);
        const CustomerId who = world.customers[customer];
        const auto path = world.ask(customer, BeginUpload {{}, MediaKind::image, 1000});
        const auto admitted = world.post(path->path, 1000);
        world.log->failNext(Outcome::refused);
        QVERIFY(!world.keep(*admitted));
        world.pass(2s);
        const auto back = world.enterCustomer(world.shop, who);
        QCOMPARE(world.ask(back, world.picture(admitted->row.blob)).error().code, Code::notFound);
    }
};

QTEST_GUILESS_MAIN(TestMedia)
#include "tst_media.moc"
