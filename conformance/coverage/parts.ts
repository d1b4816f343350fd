/** Which file of `impl/tsem` has to be covered by what. Each is in one part, or left out with the reason. */

export interface Part {
  readonly name: string;
  /** What has to take every branch. */
  readonly by: 'traces of the models' | 'tables';
  /** Names in `impl/tsem`. */
  readonly files: readonly string[];
}

export const parts: readonly Part[] = [
  {
    name: 'trust release and task keys',
    by: 'traces of the models',
    files: [
      'addresses.ts',
      'code.ts',
      'context.ts',
      'control-coe.ts',
      'creation.ts',
      'digests.ts',
      'exec.ts',
      'export-queue.ts',
      'hook-call.ts',
      'kernel-state.ts',
      'life.ts',
      'namespace-creation.ts',
      'namespace-removal.ts',
      'orchestrator.ts',
      'pid-table.ts',
      'release-call.ts',
      'release-check.ts',
      'signals.ts',
      'take.ts',
      'task-key.ts',
      'task.ts',
      'trust-release.ts',
    ],
  },
  { name: 'the control file and its grammar', by: 'tables', files: ['control-file.ts', 'control-line.ts'] },
];

/** Files without branches, or of which no module and no table speaks yet. */
export const leftOut: Readonly<Record<string, string>> = {
  'errno.ts': 'constants',
  'kernel-events.ts': 'types',
  'refusal.ts': 'one field',
  'trust-status.ts': 'constants',
  'tsem-event.ts': 'types',
  'kernel.ts': 'puts the parts together for those who use the kernel; its tests are in impl/test',
  'export-read.ts': 'how records look; no module has bytes',
  'internal-model.ts': 'no module describes the model of an internal namespace',
};
