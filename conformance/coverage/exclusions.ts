/** Branches that need not be taken, each with the reason. One that is taken, or is not there any more, is an error. */

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: lines of source are quoted.

export interface Exclusion {
  /** Name in `impl/tsem`. */
  readonly file: string;
  /** The source line on which it stands, trimmed. */
  readonly text: string;
  /** As `Branch` in branches.ts has it. All arms of this name on lines of this text are meant. */
  readonly arm: string;
  readonly reason: string;
}

const assertion = 'an assertion: reached by a mistake of ours only';
const byDefault = 'a default for users of the kernel; the bindings give their own';
const failedHash =
  'a hash that fails or a half that is no number: the tables of TSEM-I24 and of the grammar, no module';
const failedModel = 'the model of an internal namespace that cannot be allocated: the table of TSEM-I21, no module';
const internalModel = 'events that a namespace judges by its own model: no module has them';
const exportOnly = 'events of a namespace that only exports, which never wait: left out of TrustRelease';
const failedRecord = 'a record that cannot be allocated: left out of TrustRelease';
const stepByStep =
  'TaskKey takes the checks one by one and ends with them; TrustRelease, which goes on, has them as one step';
const secondExec = 'two threads that execute: the first kills the others, and their fatal signal is asked about before';
const manyTasks = 'more tasks than there are identifiers: no model has that many';

export const exclusions: readonly Exclusion[] = [
  { file: 'control-coe.ts', text: 'if (kernel.checksInOneStep) {', arm: 'else', reason: stepByStep },
  {
    file: 'control-coe.ts',
    text: 'if (!kernel.checksInOneStep) yield* lookUp(call);',
    arm: 'then',
    reason: stepByStep,
  },
  { file: 'addresses.ts', text: 'giveBack(): void {}', arm: 'function', reason: byDefault },
  {
    file: 'digests.ts',
    text: 'if (size === undefined) return undefined;',
    arm: 'then',
    reason: 'a hash function that is not there: the grammar has asked before',
  },
  {
    file: 'kernel-state.ts',
    text: 'this.observe = options.observe ?? (() => undefined);',
    arm: 'operand 2',
    reason: byDefault,
  },
  {
    file: 'kernel-state.ts',
    text: 'this.observe = options.observe ?? (() => undefined);',
    arm: 'function',
    reason: byDefault,
  },
  {
    file: 'kernel-state.ts',
    text: 'if (digest === undefined) throw new Error(`no digest ${defaultDigestName} for the root namespace`);',
    arm: 'then',
    reason: assertion,
  },
  {
    file: 'kernel-state.ts',
    text: 'this.pids.attach(this.pids.next(1) ?? 1, this.reaper);',
    arm: 'operand 2',
    reason: assertion,
  },
  {
    file: 'life.ts',
    text: "if (given === undefined) return new Refusal('no identifier is free');",
    arm: 'then',
    reason: manyTasks,
  },
  {
    file: 'exec.ts',
    text: "if (executing !== undefined) return new Refusal('another thread is executing a program');",
    arm: 'then',
    reason: secondExec,
  },
  { file: 'exec.ts', text: 'if (pid !== undefined) kernel.pids.attach(pid, task);', arm: 'else', reason: assertion },
  {
    file: 'pid-table.ts',
    text: 'if (task.pid !== undefined) this.#tasks.delete(task.pid);',
    arm: 'else',
    reason: assertion,
  },
  {
    file: 'pid-table.ts',
    text: 'export const globalPids: PidSpace = (pid) => pid;',
    arm: 'function',
    reason: 'the global space is told by its identity, and not asked',
  },
  { file: 'pid-table.ts', text: 'if (this.isFree(this.#last)) return this.#last;', arm: 'else', reason: manyTasks },
  {
    file: 'namespace-creation.ts',
    text: 'if (creation.error === 1) return die(creation);',
    arm: 'then',
    reason: failedHash,
  },
  {
    file: 'namespace-creation.ts',
    text: 'function die({ kernel }: Creation): undefined {',
    arm: 'function',
    reason: failedHash,
  },
  {
    file: 'namespace-creation.ts',
    text: "if (step === failModel) step = yield* take(creation, 'magazine', () => [publishId]);",
    arm: 'then',
    reason: failedModel,
  },
  {
    file: 'namespace-creation.ts',
    text: "if (step === failModel) step = yield* take(creation, 'magazine', () => [publishId]);",
    arm: 'function',
    reason: failedModel,
  },
  {
    file: 'namespace-creation.ts',
    text: "return kernel.mayFail('model') ? [failModel] : [];",
    arm: 'then',
    reason: failedModel,
  },
  { file: 'namespace-creation.ts', text: 'if (lacksModel) return;', arm: 'then', reason: failedModel },
  {
    file: 'namespace-creation.ts',
    text: 'function failModel(creation: Creation): void {',
    arm: 'function',
    reason: failedModel,
  },
  {
    file: 'namespace-creation.ts',
    text: 'parent.blob.tmaForNs = creation.saved?.tmaForNs ?? 0;',
    arm: 'operand 2',
    reason: assertion,
  },
  {
    file: 'namespace-creation.ts',
    text: "if (context === undefined) throw new Error('a creation reaches for its context before it has one');",
    arm: 'then',
    reason: assertion,
  },
  {
    file: 'orchestrator.ts',
    text: "if (exports === undefined) throw new Error('an orchestrator needs a reader that has a queue to read');",
    arm: 'then',
    reason: assertion,
  },
  {
    file: 'orchestrator.ts',
    text: 'const mayRepeat = options.mayRepeat ?? (() => false);',
    arm: 'operand 2',
    reason: byDefault,
  },
  {
    file: 'orchestrator.ts',
    text: 'const mayRepeat = options.mayRepeat ?? (() => false);',
    arm: 'function',
    reason: byDefault,
  },
  { file: 'release-check.ts', text: 'if (call.error !== 0) return call.error;', arm: 'then', reason: failedHash },
  {
    file: 'release-check.ts',
    text: "if (task === undefined) throw new Error('a task is found that is not there');",
    arm: 'then',
    reason: assertion,
  },
  {
    file: 'release-check.ts',
    text: "if (coe === undefined) throw new Error('a half is hashed of a task that was not found');",
    arm: 'then',
    reason: assertion,
  },
  {
    file: 'release-check.ts',
    text: "const { key, error } = namespaceKey(writer.blob.context.digest, call.read, command.key ?? '');",
    arm: 'operand 2',
    reason: assertion,
  },
  {
    file: 'take.ts',
    text: 'if (chosen === undefined) throw new Error(`${name} cannot be taken at ${label}`);',
    arm: 'then',
    reason: assertion,
  },
  { file: 'task-key.ts', text: 'if (creation.error !== 0) return false;', arm: 'then', reason: failedHash },
  {
    file: 'task-key.ts',
    text: 'if (digits.length < 2 * digest.size || !/^[0-9a-fA-F]*$/.test(digits)) return { key: undefined, error: EINVAL };',
    arm: 'then',
    reason: failedHash,
  },
  {
    file: 'task-key.ts',
    text: 'return key === undefined ? { key: undefined, error: 1 } : { key, error: 0 };',
    arm: 'then',
    reason: failedHash,
  },
  {
    file: 'task-key.ts',
    text: "if (parent === undefined) throw new Error('a creation writes into a parent that it has not looked up');",
    arm: 'then',
    reason: assertion,
  },
  {
    file: 'task-key.ts',
    text: "if (own === undefined || key === undefined) throw new Error('a creation reads a candidate before it is made');",
    arm: 'then',
    reason: assertion,
  },
  {
    file: 'task-key.ts',
    text: "if (key !== undefined) writableParent(creation, 'a candidate').blob.taskKey.set(key);",
    arm: 'else',
    reason: failedHash,
  },
  {
    file: 'task-key.ts',
    text: "if (draft.own === undefined) throw new Error('a half is hashed before it is drawn');",
    arm: 'then',
    reason: assertion,
  },
  { file: 'trust-release.ts', text: 'pid: task.pid ?? 0,', arm: 'operand 2', reason: assertion },
  {
    file: 'trust-release.ts',
    text: 'else if (blob.context.exports === undefined) beModelled(kernel, call, blob.context);',
    arm: 'then',
    reason: internalModel,
  },
  { file: 'trust-release.ts', text: 'if (exports !== undefined) {', arm: 'else', reason: internalModel },
  {
    file: 'trust-release.ts',
    text: 'function beModelled(kernel: KernelState, call: HookCall, context: Context): void {',
    arm: 'function',
    reason: internalModel,
  },
  { file: 'trust-release.ts', text: 'if (context.model === undefined) {', arm: 'then', reason: internalModel },
  { file: 'trust-release.ts', text: 'if (context.model === undefined) {', arm: 'else', reason: internalModel },
  {
    file: 'trust-release.ts',
    text: 'if (fitsModel(context, call.event.operation)) return;',
    arm: 'then',
    reason: internalModel,
  },
  {
    file: 'trust-release.ts',
    text: 'if (fitsModel(context, call.event.operation)) return;',
    arm: 'else',
    reason: internalModel,
  },
  {
    file: 'trust-release.ts',
    text: "if (kernel.code.has('CheckAfterWait')) checkResult(call);",
    arm: 'then',
    reason: internalModel,
  },
  {
    file: 'trust-release.ts',
    text: "if (kernel.code.has('CheckAfterWait')) checkResult(call);",
    arm: 'else',
    reason: internalModel,
  },
  {
    file: 'trust-release.ts',
    text: "if (kernel.mayFail('exportRecord')) call.error = failRecord(kernel);",
    arm: 'then',
    reason: failedRecord,
  },
  {
    file: 'trust-release.ts',
    text: 'function failRecord(kernel: KernelState): number {',
    arm: 'function',
    reason: failedRecord,
  },
  { file: 'trust-release.ts', text: "if (kernel.mayFail('exportRecord')) {", arm: 'then', reason: failedRecord },
  {
    file: 'trust-release.ts',
    text: 'if (isAnswered) yield* waitForRelease(kernel, call);',
    arm: 'else',
    reason: exportOnly,
  },
  {
    file: 'trust-release.ts',
    text: "if (exports === undefined) throw new Error('an event is exported from a namespace that has no queue');",
    arm: 'then',
    reason: assertion,
  },
  {
    file: 'trust-release.ts',
    text: 'if (blob.context === kernel.root) call.isOver = true;',
    arm: 'then',
    reason: 'events of the root namespace, which nobody models',
  },
  { file: 'control-file.ts', text: 'if (digest === undefined) return EINVAL;', arm: 'then', reason: assertion },
  {
    file: 'control-line.ts',
    text: "if (reader.variant === 'tnum') throw new Error('the control command \"lock\" is not modelled');",
    arm: 'then',
    reason: 'what lock does is not in the source that this follows',
  },
];
