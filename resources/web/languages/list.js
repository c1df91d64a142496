// SPDX-License-Identifier: GPL-3.0-or-later

/** The packs in this folder, each a file of that name; the first one is taken where none fits. A new pack is added here. */
export default ['en', 'zh-CN'];
