/** What a command of the control file does to the trust status of the task it names, nobody in between: control_COE after K4. */

import { Running } from '../../impl/scheduler/path.js';
import { type ReleaseRepair, releaseRepairs } from '../../impl/tsem/code.js';
import { controlCoe } from '../../impl/tsem/control-coe.js';
import { EINVAL, ESRCH } from '../../impl/tsem/errno.js';
import { Kernel } from '../../impl/tsem/kernel.js';
import { Refusal } from '../../impl/tsem/refusal.js';
import { ReleaseCall, type ReleaseCommand } from '../../impl/tsem/release-call.js';
import type { Task, TaskBlob } from '../../impl/tsem/task.js';
import { PENDING, TRUSTED, type TrustStatus, UNTRUSTED } from '../../impl/tsem/trust-status.js';
import { codeOf, everywhere, type Row, type TableVariant } from './table.js';

export interface StatusOutcome {
  readonly errno: number;
  readonly status: TrustStatus;
  /** Whether the task, asleep before, runs. */
  readonly isWoken: boolean;
}

type Verdict = ReleaseCommand['verdict'];

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
    row('another credential is refused', EINVAL, { isWrong: true }),
  ];
});

export const statusRows: readonly Row<StatusOutcome>[] = [...carriedOut, ...refusedRows];

interface Change {
  readonly command?: Partial<ReleaseCommand>;
  /** What the writer's blob has. */
  readonly writer?: Partial<Pick<TaskBlob, 'tmaForNs' | 'tmaContext'>>;
  /** Whether the credential given is another than the right one. */
  readonly isWrong?: boolean;
}

const half = 'c0ffee00'.repeat(8);

function commanded(
  variant: TableVariant,
  verdict: Verdict,
  status: TrustStatus,
  { command = {}, writer = {}, isWrong = false }: Change = {},
): StatusOutcome {
  const repairs: readonly ReleaseRepair[] = variant === 'fixed' ? releaseRepairs : [];
  const random = (size: number) => new Uint8Array(size).fill(1);
  const kernel = new Kernel({ variant: codeOf(variant), repairs: new Set(repairs), random });
  const orchestrator = forked(kernel, kernel.init);
  const member = forked(kernel, orchestrator);
  const { isKeyed } = kernel.state.code;
  kernel.writeControlAlone(member, isKeyed ? `external key=${half}\n` : 'external cache=32\n');
  const task = waitingTask(kernel, member, status);
  Object.assign(orchestrator.blob, writer);
  const key = isWrong ? half.replace('c', 'd') : half;
  const taskNumber = BigInt(isWrong ? 99 : task.number);
  const credential = isKeyed ? { key, taskNumber: undefined } : { key: undefined, taskNumber };
  const release = { verdict, pid: task.pid ?? 0, ...credential, event: task.blob.event?.id, ...command };
  const call = new ReleaseCall(kernel.state, orchestrator, release);
  new Running(controlCoe(call)).runAlone();
  const errno = call.result;
  if (errno === undefined) throw new Error('a command with nobody in between does not end');
  return { errno, status: task.blob.status, isWoken: task.state === 'running' };
}

/** A task asleep that has raised one event. */
function waitingTask(kernel: Kernel, member: Task, status: TrustStatus): Task {
  const task = forked(kernel, member);
  kernel.raise(task, 'open');
  task.path?.runAlone();
  task.blob.status = status;
  return task;
}

function forked(kernel: Kernel, parent: Task): Task {
  const task = kernel.fork(parent);
  if (task instanceof Refusal) throw new Error(task.reason);
  return task;
}
