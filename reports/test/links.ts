/** Links from steps to actions for pages that tests look at: those of the implementation move with every line that is added there. */

import type { NamedStepSource } from '../../conformance/replay/step-sources.js';

export const links: readonly NamedStepSource[] = [
  ['TrustRelease', 'RaiseEvent', 'impl/tsem/trust-release.ts', 12, 'raiseEvent'],
  ['TrustRelease', 'StorePending', 'impl/tsem/trust-release.ts', 40, 'storePending'],
  ['TrustRelease', 'LookUpTask', 'impl/tsem/control-coe.ts', 30, 'lookUpTask'],
  ['TaskKey', 'DrawHalf', 'impl/tsem/task-key.ts', 25, 'drawHalf'],
].map(([module, action, file, line, step]) => ({
  module: `tsem/${module}`,
  action: String(action),
  file: String(file),
  line: Number(line),
  step: String(step),
  stepLine: Number(line) + 2,
}));
