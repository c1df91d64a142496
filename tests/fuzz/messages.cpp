// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/envelope.h"
#include "tests/fuzz/promise.h"
#include "tests/fuzz/readers.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

template <class T>
void promiseReadOrRefused(const Result<T>& read)
{
    if (!read)
        promiseWhole(read.error());
}

template <class... E>
void readAsEvents(std::type_identity<std::variant<E...>>, const Frame& frame)
{
    const auto readAs = [&]<class Each>(std::type_identity<Each>) {
        Each event {};
        if (frame.type == Each::type)
            promiseReadOrRefused(codec::readMembers(frame.body, event, {}));
    };
    (readAs(std::type_identity<E> {}), ...);
}

} // namespace

void fuzzMessages(const QByteArray& bytes)
{
    const auto read = readRequest(bytes);
    if (const auto* refused = std::get_if<FrameError>(&read)) {
        promiseWhole(refused->error);
        promise(refused->id.size() <= kMaxRequestId && refused->type.size() <= kMaxRequestId, "what is echoed is short");
    } else {
        const AnyRequest& request = std::get<RequestFrame>(read).request;
        const auto again = readRequest(
            std::visit([](const auto& each) { return writeRequest(u"r1"_s, each); }, request).toUtf8());
        const auto* back = std::get_if<RequestFrame>(&again);
        promise(back && back->request == request, "what is accepted reads the same once it is written");
    }
    const auto frame = readFrame(bytes);
    if (const auto* refused = std::get_if<FrameError>(&frame)) {
        promiseWhole(refused->error);
        return;
    }
    const Frame& whole = std::get<Frame>(frame);
    Requests::forEach([&]<class R>(std::type_identity<R>) {
        if (whole.type == R::type)
            promiseReadOrRefused(readReplyBody<typename R::Reply>(whole.body));
    });
    readAsEvents(std::type_identity<AnyEvent> {}, whole);
}

} // namespace greenroom
