/** What a command of the control file does to the trust status of the task it names, nobody in between: control_COE after K4. */

import { Running } from '../../impl/scheduler/path.js';
import { Code, type ReleaseRepair, releaseRepairs } from '../../impl/tsem/code.js';
import { controlCoe } from '../../impl/tsem/control-coe.js';
import { EINVAL, ESRCH } from '../../impl/tsem/errno.js';
import { KernelState } from '../../impl/tsem/kernel-state.js';
import { fork } from '../../impl/tsem/life.js';
import { ExportQueue } from '../../impl/tsem/namespace.js';
import { globalPids } from '../../impl/tsem/pid-table.js';
import { Refusal } from '../../impl/tsem/refusal.js';
import { ReleaseCall, type ReleaseCommand } from '../../impl/tsem/release-call.js';
import type { Task } from '../../impl/tsem/task.js';
import { PENDING, TRUSTED, type TrustStatus, UNTRUSTED } from '../../impl/tsem/trust-status.js';
import type { Writer } from '../../impl/tsem/writer.js';
import { codeOf, everywhere, type Row, type TableVariant } from './table.js';

export interface StatusOutcome {
  readonly errno: number;
  readonly status: TrustStatus;
  /** Whether the task, asleep before, runs. */
  readonly isWoken: boolean;
}

type Verdict = ReleaseCommand['command'];

const words = new Map<TrustStatus, string>([
  [TRUSTED, 'trusted'],
  [UNTRUSTED, 'untrusted'],
  [TRUSTED | PENDING, 'trusted and pending'],
  [UNTRUSTED | PENDING, 'untrusted and pending'],
]);

/** Each command on each status. A repaired release is for a task that waits for its event, and for no other. */
const carriedOut: readonly Row<StatusOutcome>[] = (['trusted', 'untrusted'] as const).flatMap((verdict) =>
  [...words].map(([status, word]) => {
    const after = verdict === 'trusted' && (status & TRUSTED) !== 0 ? TRUSTED : UNTRUSTED;
    const done: StatusOutcome = { errno: 0, status: after, isWoken: true };
    const refused: StatusOutcome = { errno: EINVAL, status, isWoken: false };
    return {
      title: `"${verdict}" on a task that is ${word}`,
      source: 'fs.c, control_COE after K4',
      expected: { ...everywhere(done), fixed: (status & PENDING) === 0 ? refused : done },
      run: (variant: TableVariant) => commanded(variant, verdict, status),
    };
  }),
);

/** A command that fails a check leaves the status alone and wakes nobody. */
const refusedRows: readonly Row<StatusOutcome>[] = [...words].flatMap(([status, word]) => {
  const untouched = (errno: number): StatusOutcome => ({ errno, status, isWoken: false });
  const row = (what: string, errno: number, change: Change, except: Partial<Row<StatusOutcome>['expected']> = {}) => ({
    title: `a task that is ${word}: ${what}`,
    source: 'fs.c, control_COE after K4',
    expected: { ...everywhere(untouched(errno)), ...except },
    run: (variant: TableVariant) => commanded(variant, 'untrusted', status, change),
  });
  return [
    row('a command for another identifier is told so', ESRCH, { command: { pid: 99 } }),
    row('a writer marked with another namespace is refused', EINVAL, {
      writer: { tmaForNs: 7, tmaContext: undefined },
    }),
    row('another credential is refused', EINVAL, { command: { key: Uint8Array.of(9), tnum: 99 } }),
  ];
});

export const statusRows: readonly Row<StatusOutcome>[] = [...carriedOut, ...refusedRows];

interface Change {
  readonly command?: Partial<ReleaseCommand>;
  readonly writer?: Partial<Writer>;
}

function commanded(
  variant: TableVariant,
  verdict: Verdict,
  status: TrustStatus,
  { command = {}, writer = {} }: Change = {},
): StatusOutcome {
  const repairs: readonly ReleaseRepair[] = variant === 'fixed' ? releaseRepairs : [];
  const namespace = { id: 1, isEnforcing: true, exports: new ExportQueue() };
  const hash = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);
  const memberKey = Uint8Array.of(1);
  const key = Uint8Array.of(2);
  const code = new Code(codeOf(variant), new Set(repairs));
  const kernel = new KernelState(code, namespace, hash, memberKey, () => undefined);
  const task = waitingTask(kernel, status);
  const call = new ReleaseCall(
    { pids: globalPids, tmaForNs: 1, tmaContext: namespace, taskKey: hash(memberKey, key), ...writer },
    { command: verdict, pid: task.pid ?? 0, tnum: task.number, event: 1, key, ...command },
  );
  new Running(controlCoe(kernel, call)).runAlone();
  const errno = call.result;
  if (errno === undefined) throw new Error('a command with nobody in between does not end');
  return { errno, status: task.blob.status, isWoken: task.state === 'running' };
}

/** A task asleep whose last event was the first. */
function waitingTask(kernel: KernelState, status: TrustStatus): Task {
  const task = fork(kernel);
  if (task instanceof Refusal) throw new Error(task.reason);
  task.blob.event = { id: 1, pid: task.pid ?? 0, tnum: task.number, operation: 'open' };
  task.blob.status = status;
  task.state = 'interruptible';
  return task;
}
