/** Names of tsem/TrustRelease. Made from spec/tsem/TrustRelease.tla by `npm run types`; not to be edited. */
import type { Value } from '../../../spec/checker/index.js';

/** A state: every variable with its value. */
export interface TrustReleaseState {
  readonly pc: Value;
  readonly status: Value;
  readonly reg: Value;
  readonly cpu: Value;
  readonly sig: Value;
  readonly pidOf: Value;
  readonly current: Value;
  readonly retn: Value;
  readonly queue: Value;
  readonly oPc: Value;
  readonly oEvent: Value;
  readonly oTask: Value;
  readonly oReg: Value;
  readonly oResult: Value;
  readonly spent: Value;
  readonly judged: Value;
  readonly passed: Value;
  readonly abandoned: Value;
  readonly everUntrusted: Value;
  readonly clearedBy: Value;
  readonly atLookup: Value;
  readonly intruders: Value;
  readonly touchedFreed: Value;
}

/** The arguments of each action, in the order of its parameters. */
export interface TrustReleaseArguments {
  readonly RaiseEvent: readonly [t: Value, good: Value];
  readonly BeDisciplined: readonly [t: Value];
  readonly EnqueueEvent: readonly [t: Value];
  readonly LoadStatus: readonly [t: Value];
  readonly StorePending: readonly [t: Value];
  readonly SetPending: readonly [t: Value];
  readonly SetEventFlag: readonly [t: Value];
  readonly WakeReaders: readonly [t: Value];
  readonly TestPending: readonly [t: Value];
  readonly SetInterruptible: readonly [t: Value];
  readonly Schedule: readonly [t: Value];
  readonly TestFatalSignal: readonly [t: Value];
  readonly AbandonOnFatalSignal: readonly [t: Value];
  readonly CheckResult: readonly [t: Value];
  readonly ReturnFromHook: readonly [t: Value];
  readonly HandleSignal: readonly [t: Value];
  readonly Die: readonly [t: Value];
  readonly BeginExec: readonly [t: Value];
  readonly TakeOverPid: readonly [t: Value];
  readonly SendSignal: readonly [t: Value];
  readonly Kill: readonly [t: Value];
  readonly Reap: readonly [t: Value];
  readonly Free: readonly [t: Value];
  readonly Fork: readonly [t: Value, p: Value];
  readonly ReadEvent: readonly [];
  readonly JudgeEvent: readonly [];
  readonly LookUpTask: readonly [];
  readonly TestTrusted: readonly [];
  readonly StoreTrusted: readonly [];
  readonly StoreUntrusted: readonly [];
  readonly LoadForClear: readonly [];
  readonly StoreCleared: readonly [];
  readonly UpdateAtomically: readonly [];
  readonly RefuseUnboundRelease: readonly [];
  readonly WakeTask: readonly [];
  readonly TakeResult: readonly [];
  readonly RepeatRelease: readonly [];
  readonly DieAsOrchestrator: readonly [];
  readonly TryForeignRelease: readonly [caller: Value, p: Value, good: Value];
  readonly Rest: readonly [];
}

/** The number of arguments of each action. */
export type TrustReleaseArities = { readonly [A in keyof TrustReleaseArguments]: TrustReleaseArguments[A]['length'] };

/** In the order of VARIABLES. */
export const trustReleaseVariables = ['pc', 'status', 'reg', 'cpu', 'sig', 'pidOf', 'current', 'retn', 'queue', 'oPc', 'oEvent', 'oTask', 'oReg', 'oResult', 'spent', 'judged', 'passed', 'abandoned', 'everUntrusted', 'clearedBy', 'atLookup', 'intruders', 'touchedFreed'] as const satisfies readonly (keyof TrustReleaseState)[];
