// Builds `dist` where there is none. Install scripts are switched off (see .npmrc), our own `prepare` with them.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (!existsSync(new URL('../dist/scripts/lsm-verify.js', import.meta.url))) {
  const { status } = spawnSync('npm run build', { shell: true, stdio: 'inherit' });
  process.exitCode = status ?? 2;
}
