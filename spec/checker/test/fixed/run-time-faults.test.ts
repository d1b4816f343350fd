/** What cannot be evaluated is told by its place and the definitions around it; the process lives on and runs the next model. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { EngineLimits, EngineOutcome, RunOptions } from '../../engines/engine.js';
import { own } from '../../engines/own/adapter.js';

interface Case {
  /** Units of a module with the variable x, from line 4 on; Init is `x = 0` and Next is `Step` unless they say otherwise. */
  readonly units: readonly string[];
  readonly code: string;
  /** The beginning of the innermost expression, in one of the units; undefined where it may be one of several. */
  readonly at?: string;
  readonly says: RegExp;
  /** Definitions that must be in the chain. */
  readonly through?: readonly string[];
  readonly evaluating?: RegExp;
}

const cases: Readonly<Record<string, Case>> = {
  'an operator that calls itself without end': {
    units: ['RECURSIVE Down(_)', 'Down(n) == Down(n - 1)', "Step == x' = Down(x)"],
    code: 'recursion',
    says: /recursion is too deep/,
    through: ['Down', 'Step'],
  },
  'two operators that call each other without end': {
    units: ['RECURSIVE Ping(_), Pong(_)', 'Ping(n) == 1 + Pong(n)', 'Pong(n) == 1 + Ping(n)', "Step == x' = Ping(x)"],
    code: 'recursion',
    says: /recursion is too deep/,
    through: ['Ping', 'Pong', 'Step'],
  },
  'a function that applies itself without end': {
    units: ['f[n \\in Nat] == f[n + 1] + 1', "Step == x' = f[x]"],
    code: 'recursion',
    says: /recursion is too deep/,
    through: ['Step'],
  },
  'an action that calls itself without end': {
    units: ['RECURSIVE Again(_)', 'Again(n) == x = n /\\ Again(n)', 'Step == Again(x)'],
    code: 'recursion',
    says: /recursion is too deep/,
  },
  'all subsets of forty elements': {
    units: ["Step == x' = Cardinality({s \\in SUBSET (1..40) : 3 \\in s})"],
    code: 'too-large',
    at: 'SUBSET',
    says: /1099511627776 elements, more than the limit/,
    through: ['Step'],
  },
  'all functions from twenty elements to twenty': {
    units: ["Step == \\E f \\in [1..20 -> 1..20] : x' = f[1]"],
    code: 'too-large',
    at: '[1..20',
    says: /elements, more than the limit/,
  },
  'a choice of the next state without end': {
    units: ["Step == \\E n \\in Nat : x' = n"],
    code: 'infinite',
    at: 'Nat :',
    says: /infinite set Nat/,
    through: ['Step'],
  },
  'a next value out of an infinite set': {
    units: ["Step == x' \\in Int"],
    code: 'infinite',
    at: 'Int',
    says: /infinite set Int/,
  },
  'a sum beyond 2^53': overflow('9007199254740991 + (x + 1)'),
  'a difference beyond 2^53': overflow('(x - 9007199254740991) - 2'),
  'a product beyond 2^53': overflow('(x + 4503599627370496) * 2'),
  'a power beyond 2^53': overflow('(x + 2) ^ 53'),
  'a division by zero': {
    units: ["Step == x' = 1 \\div x"],
    code: 'division',
    at: '1 \\div x',
    says: /1 is divided by 0/,
    through: ['Step'],
  },
  'CHOOSE without a candidate': {
    units: ['Largest == CHOOSE n \\in 0..3 : n > 3 + x', "Step == x' = Largest"],
    code: 'choose',
    at: 'CHOOSE',
    says: /no element of the set satisfies/,
    through: ['Largest', 'Step'],
  },
  'CASE without an arm that is true': {
    units: ["Step == CASE x = 1 -> x' = 2 [] x = 2 -> x' = 3"],
    code: 'case',
    at: 'CASE',
    says: /no arm of CASE is true/,
  },
  'a function applied outside its domain': {
    units: ['f == [n \\in 1..3 |-> n]', "Step == x' = f[x + 7]"],
    code: 'domain',
    at: 'f[x + 7]',
    says: /7 is not in the domain of <<1, 2, 3>>/,
  },
  'a field that a record lacks': {
    units: ['r == [a |-> x, b |-> 2]', "Step == x' = r.c"],
    code: 'domain',
    at: 'r.c',
    says: /c/,
  },
  'the head of the empty sequence': {
    units: ['Init == x = <<>>', "Step == x' = Head(x)"],
    code: 'domain',
    at: 'Head(x)',
    says: /Head/,
  },
  'a comparison of unlike values': {
    units: ['Step == x = "zero" /\\ x\' = 1'],
    code: 'incomparable',
    at: 'x = "zero"',
    says: /0.*"zero"|"zero".*0/,
  },
  'an addition to a string': {
    units: ['Step == x\' = x + "one"'],
    code: 'type',
    at: 'x + "one"',
    says: /"one"/,
  },
  'a guard that is no truth value': {
    units: ["Step == x /\\ x' = 1"],
    code: 'type',
    at: 'x /\\',
    says: /expected TRUE or FALSE, found 0/,
  },
  'a variable that Init gives no value': {
    units: ['Init == TRUE', "Step == x' = 1"],
    code: 'unassigned',
    at: 'TRUE',
    says: /gives no value to the variable x/,
    evaluating: /the initial predicate/,
  },
  'a variable that an action gives no value': {
    units: ['Step == x = 0'],
    code: 'unassigned',
    at: 'x = 0',
    says: /action Step gives no value to the variable x/,
  },
  'a primed variable read before it has a value': {
    units: ["Step == x' > 0 /\\ x' = 1"],
    code: 'unassigned',
    at: "x' > 0",
    says: /x.* is read before it has a value/,
  },
  'a variable of Init read before it has a value': {
    units: ['Init == x > 0 /\\ x = 1', "Step == x' = 1"],
    code: 'unassigned',
    at: 'x > 0',
    says: /x is read before it has a value/,
    evaluating: /the initial predicate/,
  },
  'an Assert that is false': {
    units: ['Step == Assert(x > 0, <<"too small", x>>) /\\ x\' = 1'],
    code: 'assert',
    at: 'Assert(',
    says: /<<"too small", 0>>/,
    through: ['Step'],
  },
  'an invariant that cannot be evaluated': {
    units: ["Step == x' = 1 - x", 'Fine == 1 \\div (1 - x) > 0'],
    code: 'division',
    at: '1 \\div (1 - x)',
    says: /1 is divided by 0/,
    evaluating: /the invariant Fine/,
  },
};

function overflow(expression: string): Case {
  return {
    units: [`Big == ${expression}`, "Step == x' = Big"],
    code: 'overflow',
    at: expression,
    says: /2\^53/,
    through: ['Big', 'Step'],
  };
}

for (const [
  title,
  { units, code, at, says, through = [], evaluating = /the (?:next|initial|invariant)/ },
] of Object.entries(cases)) {
  for (const coverage of [false, true]) {
    test.serial(`${title} is told at its place${coverage ? ' (counting places)' : ''}`, async (t) => {
      const { error, properties, complete } = await settled(t, units, { coverage });
      t.is(error?.code, code, error?.message);
      t.regex(error?.message ?? '', says);
      t.regex(error?.evaluating ?? '', evaluating);
      const place = { line: error?.place?.line, column: error?.place?.column };
      // Where the stack ends in a recursion is not known beforehand, but that it is in the module.
      if (at === undefined) t.true((place.line ?? 0) >= 4);
      else t.deepEqual(place, placeOf(units, at));
      const chain = error?.frames.map(({ definition }) => definition) ?? [];
      t.deepEqual(
        through.filter((name) => !chain.includes(name)),
        [],
        chain.join(),
      );
      t.false(complete);
      t.true(properties.every(({ verdict }) => verdict === 'unknown'));
    });
  }
}

test.serial('after all these the next model is settled as ever', async (t) => {
  const { distinctStates, complete, error } = await settled(t, ["Step == x' = (x + 1) % 5"]);
  t.deepEqual({ distinctStates, complete, error }, { distinctStates: 5, complete: true, error: undefined });
});

test.serial('a behaviour without end stops at the limit of states, with what was covered', async (t) => {
  const { properties, error, complete } = await settled(t, ["Step == x' = x + 1"], {}, { statesMax: 500 });
  t.is(error, undefined);
  t.false(complete);
  t.true(properties.every(({ verdict }) => verdict === 'unknown'));
  t.regex(properties[0]?.reason ?? '', /limit of 500 states.*500 states were found/);
});

test.serial('a behaviour without end stops at the limit of time, with what was covered', async (t) => {
  const { properties, error } = await settled(
    t,
    ["Step == x' = x + 1"],
    {},
    { timeoutMs: 400, statesMax: 1e8, depthMax: 1e8 },
  );
  t.is(error, undefined);
  t.regex(properties[0]?.reason ?? '', /time limit of 0\.4 s.*states were found/);
});

test.serial('one evaluation that takes too long is ended, and the next model is settled', async (t) => {
  const { properties } = await settled(
    t,
    ["Step == x' = Cardinality({n \\in 1..1000000 : \\A m \\in 2..(n - 1) : m * m # n + x})"],
    {},
    { timeoutMs: 300 },
  );
  t.regex(properties[0]?.reason ?? '', /time limit of 0\.3 s/);
  t.true((await settled(t, ["Step == x' = (x + 1) % 5"])).complete);
});

function placeOf(units: readonly string[], at: string): { readonly line: number; readonly column: number } {
  const index = units.findLastIndex((unit) => unit.includes(at));
  const unit = units[index] ?? '';
  return { line: index + 4, column: unit.indexOf(at, unit.indexOf('==') + 2) + 1 };
}

/** The outcome of a module with these units, in a worker of the pool. */
async function settled(
  t: ExecutionContext,
  units: readonly string[],
  options: RunOptions = {},
  limits: Partial<EngineLimits> = {},
): Promise<EngineOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'fault-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const [moduleFile, configFile] = [join(folder, 'Fault.tla'), join(folder, 'Fault.cfg')];
  const has = (name: string) => units.some((unit) => unit.startsWith(`${name} ==`));
  const head = ['---- MODULE Fault ----', 'EXTENDS Integers, Sequences, FiniteSets, TLC', 'VARIABLE x'];
  const init = has('Init') ? [] : ['Init == x = 0'];
  writeFileSync(moduleFile, [...head, ...units, ...init, '====', ''].join('\n'));
  const invariants = has('Fine') ? ['INVARIANT Fine'] : [];
  writeFileSync(configFile, ['INIT Init', 'NEXT Step', ...invariants, ''].join('\n'));
  return own.settle(
    {
      id: 'Fault',
      moduleFile,
      configFile,
      properties: [
        { name: 'deadlock', kind: 'deadlock' },
        ...(has('Fine') ? [{ name: 'Fine', kind: 'invariant' } as const] : []),
      ],
    },
    {
      limits: { statesMax: 100_000, depthMax: 100_000, timeoutMs: 30_000, ...limits },
      signal: new AbortController().signal,
      options,
    },
  );
}
