// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/coordinator/coordinator.h"
#include "server/imports/importer.h"

namespace greenroom {

/// An import into the store of a running server. Everything here is called where it says.
struct ImportRun {
    ShopId shop;
    ImportKind kind = ImportKind::orders;
    /// Reads the records: on a reader's thread, with a look at the store.
    std::function<Result<ImportPlan>(Database&)> read;
    OnError onError = OnError::skip;
    /// In the transaction of the last rows, or after a refusal in one of its own: what is to be noted of the outcome.
    std::function<Result<void>(Database&, const Result<ImportReport>&)> note;
    /// On the coordinator's thread, after the commit. With `stop`, a bad record is the error, and nothing was stored.
    /// Never called if the store refuses the whole batch.
    std::function<void(Result<ImportReport>)> then;
};

/// Coordinator's thread. With `skip` the rows go in a few at a time, so that what others say waits for few of them.
void runImport(Coordinator& coordinator, ImportRun run);

} // namespace greenroom
