/** Modules, configurations and models that are refused, each with its place and a word that helps. */

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { parse } from 'yaml';
import { InputError } from '../../../input-error.js';
import type { EngineOutcome } from '../../engines/engine.js';
import { configuredProperties } from './configured-properties.js';
import { fixtures, runFixture } from './run-fixture.js';

interface Case {
  readonly title: string;
  readonly module: string;
  readonly config: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly mentions?: string;
  /** Of the EvaluationError; refused only when it is run. */
  readonly error?: string;
  /** Refused by a verdict with a reason: only one property of the model cannot be checked. */
  readonly verdict?: 'unknown';
}

const folder = new URL('reject/', fixtures);
const { cases } = parse(readFileSync(new URL('reject.yaml', folder), 'utf8')) as { readonly cases: readonly Case[] };

for (const one of cases) {
  const run = (coverage: boolean): Promise<EngineOutcome> => {
    const configFile = fileURLToPath(new URL(one.config, folder));
    const moduleFile = fileURLToPath(new URL(one.module, folder));
    const isRun = one.error !== undefined || one.verdict !== undefined;
    const properties = isRun ? configuredProperties(configFile) : [];
    return runFixture({ moduleFile, configFile, properties, options: { coverage } });
  };
  if (one.verdict === 'unknown') {
    test(one.title, async (t) => {
      const { properties } = await run(false);
      const reasons = properties.filter(({ verdict }) => verdict === 'unknown').map(({ reason }) => reason);
      t.true(
        reasons.some((reason) => reason?.includes(one.mentions ?? '')),
        reasons.join('; '),
      );
    });
  } else if (one.error === undefined) {
    test(one.title, async (t) => {
      const error = await t.throwsAsync(() => run(false), { instanceOf: InputError });
      const { file = '', line, column } = error?.fault ?? {};
      const { mentions = '' } = one;
      t.deepEqual({ file: basename(file), line, column }, { file: one.file, line: one.line, column: one.column });
      t.true(error?.message.includes(mentions), `${error?.message} does not mention ${mentions}`);
    });
  } else {
    for (const coverage of [false, true]) {
      test(`${one.title}${coverage ? ' (counting places)' : ''}`, async (t) => {
        const { error, properties } = await run(coverage);
        const { file = '', line, column = 0 } = error?.place ?? {};
        t.is(error?.code, one.error, error?.message);
        t.deepEqual({ file: basename(file), line }, { file: one.file, line: one.line }, error?.message);
        t.true(column <= one.column, `column ${column}`);
        t.true(properties.every(({ property, verdict }) => property.kind === 'assumption' || verdict === 'unknown'));
      });
    }
  }
}
