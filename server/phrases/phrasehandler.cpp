// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/phrases/phrasehandler.h"

#include "server/phrases/phrasetable.h"

namespace greenroom {

PhraseHandler::PhraseHandler(Coordinator& coordinator)
{
    coordinator.on<ListPhrases>([&coordinator](const Call<ListPhrases>& call) {
        coordinator.read<PhraseList>([shop = call.who.shop, ask = call.body](
                                         Database& database) { return PhraseTable::page(database, shop, ask.from, ask.limit); },
            [call](const Result<PhraseList>& found) { call.answer(found); });
    });
}

} // namespace greenroom
