/** Single expressions with answers that TLC gave, or that follow in a line. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { parse } from 'yaml';
import { compileModel } from '../../compile/compile-model.js';
import { resolveModel } from '../../meaning/resolve-model.js';
import { loadGrammar } from '../../syntax/grammar.js';
import { canonicalValue } from '../../values/canonical-value.js';
import { EvaluationError, evaluationError } from '../../values/evaluation-error.js';
import { parseValue } from '../../values/parse-value.js';
import { ValueStore } from '../../values/store.js';
import type { Value } from '../../values/value.js';
import { fixtures } from './run-fixture.js';

interface Theme {
  readonly extends?: readonly string[];
  readonly constants?: string | readonly string[];
  readonly definitions?: string;
  readonly cases: readonly Case[];
}

interface Case {
  readonly title: string;
  readonly expression: string;
  readonly value?: string;
  readonly error?: string | readonly string[];
}

const folder = new URL('semantics/', fixtures);

test.before(loadGrammar);

for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
  const theme = parse(readFileSync(new URL(file, folder), 'utf8')) as Theme;
  for (const one of theme.cases) {
    for (const instrumented of [false, true]) {
      test(`${one.title} (${file}, ${instrumented ? 'instrumented' : 'fast'})`, (t) => {
        if (one.error !== undefined) {
          const error = t.throws(() => evaluated(theme, one, instrumented), { instanceOf: EvaluationError });
          t.true([one.error].flat().includes(error?.code ?? ''), `${error?.code}: ${error?.message}`);
          return;
        }
        t.deepEqual(evaluated(theme, one, instrumented), canonicalValue(parseValue(one.value ?? '')));
      });
    }
  }
}

function evaluated(theme: Theme, one: Case, instrumented: boolean): Value {
  const folderOfModule = mkdtempSync(join(tmpdir(), 'case-'));
  try {
    const text = [
      '---- MODULE Case ----',
      `EXTENDS ${(theme.extends ?? ['Naturals']).join(', ')}`,
      ...(theme.constants === undefined ? [] : [constantsOf(theme.constants)]),
      theme.definitions ?? '',
      `Answer ==\n  ${one.expression.trimEnd().replaceAll('\n', '\n  ')}`,
      'ASSUME Answer = Answer',
      '====',
    ].join('\n');
    const moduleFile = join(folderOfModule, 'Case.tla');
    const configFile = join(folderOfModule, 'Case.cfg');
    writeFileSync(moduleFile, text);
    writeFileSync(
      configFile,
      [theme.constants ?? []]
        .flat()
        .map((line) => `CONSTANT ${line}`)
        .join('\n'),
    );
    const model = resolveModel({ moduleFile, configFile });
    const store = new ValueStore();
    const program = compileModel(model, { store, instrumented, print: () => undefined });
    const formula = model.assumptions[0]?.formula;
    if (formula?.kind !== 'builtin') throw new Error('the assumption is not an equation');
    const [left] = formula.arguments;
    if (left === undefined || !('place' in left)) throw new Error('the assumption has no left side');
    const id = orEvaluationError(program.value(left));
    return canonicalValue(store.toValue(store.isSet(id) ? store.enumerate(id) : id));
  } finally {
    rmSync(folderOfModule, { recursive: true });
  }
}

function orEvaluationError(evaluate: () => number): number {
  try {
    return evaluate();
  } catch (thrown) {
    throw evaluationError(thrown);
  }
}

/** The names that the configuration's lines bind, declared. */
function constantsOf(lines: string | readonly string[]): string {
  const names = [lines].flat().flatMap((text) => [...text.matchAll(/^\s*(\w+)\s*(?:=|<-)/gm)].map((match) => match[1]));
  return `CONSTANTS ${names.join(', ')}`;
}
