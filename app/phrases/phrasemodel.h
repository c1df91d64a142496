// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/rowsmodel.h"
#include "core/domain/phrase.h"

namespace greenroom {

using PhraseValues = RowsModel<Phrase>;

/// Quick phrases that answer what was typed, best first.
class PhraseModel final : public PhraseValues {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PhraseModel)
public:
    enum class Role {
        Code = Qt::UserRole + 1, ///< QString
        Title, ///< QString; also the display role
        Group, ///< QString: heading it stands under
        Text, ///< QString: with its {variables} as they are
        Language, ///< QString: BCP 47
        Holding, ///< bool: asks the customer for a moment
    };
    Q_ENUM(Role)

    using PhraseValues::PhraseValues;

protected:
    QVariant valueOf(const Phrase& phrase, int role) const override;
};

} // namespace greenroom
