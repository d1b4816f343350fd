/** Who may open the files of the control plane. */

import { openControl, openExport, openId } from '../../impl/tsem/control-file.js';
import { EACCES } from '../../impl/tsem/errno.js';
import { ControlScene } from './control-scene.js';
import { everywhere, type Row, type TableVariant } from './table.js';

const may = everywhere(0);
const mayNot = everywhere(EACCES);
const source = 'fs.c, open_control, open_export and open_id';

function row(title: string, expected: Row<number>['expected'], run: (variant: TableVariant) => number): Row<number> {
  return { title, source, expected, run };
}

export const openingRows: readonly Row<number>[] = [
  row('a task with the capability opens the control file for writing', may, () =>
    openControl({ hasMacAdmin: true, isForWriting: true }),
  ),
  row('nobody opens it for reading', mayNot, () => openControl({ hasMacAdmin: true, isForWriting: false })),
  row('nobody opens it without the capability', mayNot, () => openControl({ hasMacAdmin: false, isForWriting: true })),
  row('a task with the capability opens an export file', may, () => openExport({ hasMacAdmin: true })),
  row('nobody opens one without the capability', mayNot, () => openExport({ hasMacAdmin: false })),
  row('the id is open to all', may, (variant) => openId(new ControlScene(variant).child)),
  row('the id is closed in a sealed namespace', mayNot, (variant) => {
    const scene = new ControlScene(variant);
    for (const text of ['internal', 'seal']) scene.line(scene.child, text);
    return openId(scene.child);
  }),
];
