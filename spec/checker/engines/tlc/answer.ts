/** What one run of TLC ended in, read strictly: an end that is not known is an error, never a pass. */

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '../../../input-error.js';
import { shownPath } from '../../meaning/load-module.js';
import { codes, type Message, readMessages, readStatistics } from './messages.js';
import type { TlcResult } from './process.js';

export type TlcAnswer = { readonly messages: readonly Message[] } & (
  | {
      readonly kind: 'complete';
      readonly distinct: number;
      readonly generated: number;
      readonly depth: number | null;
    }
  | { readonly kind: 'invariant'; readonly name: string }
  | { readonly kind: 'deadlock' | 'property' | 'assumption' }
  | {
      readonly kind: 'error';
      readonly message: string;
      /** The invariant TLC could not evaluate, where it says. */
      readonly invariant?: string;
    }
);

/**
 * @param moduleFile of the model, to place errors in.
 * @param configFile the user's, for errors in it.
 * @throws {InputError} `syntax` with file, line and column when SANY refuses the module; `configuration` when TLC refuses
 *   the configuration.
 */
export function readAnswer(result: TlcResult, moduleFile: string, configFile: string): TlcAnswer {
  const messages = readMessages(result.output);
  const find = (code: number): Message | undefined => messages.find((message) => message.code === code);
  if (find(codes.parsingFailed) !== undefined) throw sanyFault(result.output, moduleFile);

  const violation = find(codes.invariant) ?? find(codes.invariantInitial);
  if (violation !== undefined) {
    const name = /^Invariant (\S+) is violated/.exec(violation.text)?.[1];
    if (name !== undefined) return { kind: 'invariant', name, messages };
    // A conjunct []P of a property is an invariant without a name: TLC gives its place.
    if (!/^Invariant line \d+, .* is violated/.test(violation.text)) throw unknownEnd(result);
    return { kind: 'property', messages };
  }
  if (find(codes.deadlock) !== undefined) return { kind: 'deadlock', messages };
  if ([codes.propertyInitial, codes.actionProperty, codes.temporalProperty].some((code) => find(code) !== undefined)) {
    return { kind: 'property', messages };
  }
  if (find(codes.assumptionFalse) !== undefined) return { kind: 'assumption', messages };

  const failure = messages.find(({ severity }) => severity === 1 || severity === 2);
  if (failure !== undefined) {
    // TLC counts it as an error of the configuration that an invariant is FALSE by its text alone.
    const constant = /^The invariant of (\S+) is equal to FALSE/.exec(failure.text.trim())?.[1];
    if (constant !== undefined) {
      return { kind: 'error', message: oneLine(failure.text), messages, invariant: constant };
    }
    if (result.exitCode === 151) {
      throw new InputError({
        code: 'configuration',
        file: configFile,
        expected: 'a configuration that TLC takes',
        found: oneLine(failure.text),
      });
    }
    const invariant = /Evaluating invariant (\S+) failed/.exec(result.output)?.[1];
    const message = oneLine(failure.text);
    return { kind: 'error', message, messages, ...(invariant === undefined ? {} : { invariant }) };
  }
  const statistics = readStatistics(find(codes.statistics)?.text ?? '');
  if (result.exitCode !== 0 || find(codes.success) === undefined || statistics === undefined) throw unknownEnd(result);
  if (statistics.left !== 0) throw unknownEnd(result);
  if (statistics.distinct === 0) return { kind: 'error', message: 'the model has no initial state', messages };
  const depth = /search is (\d+)/.exec(find(codes.depth)?.text ?? '')?.[1];
  const { distinct, generated } = statistics;
  return { kind: 'complete', distinct, generated, depth: depth === undefined ? null : Number(depth), messages };
}

/** SANY tells errors in several shapes; all of them name a module, and most a line and column. */
function sanyFault(output: string, moduleFile: string): InputError {
  const semantic = /line (\d+), col (\d+) to line \d+, col \d+ of module (\w+)\s+(\S[^\n]*)/.exec(output);
  const parse = /\*\*\*Parse Error\*\*\*\s+(\S[^\n]*)/.exec(output);
  const lexical = /Lexical error at line (\d+), column (\d+)\.[^\n]*/.exec(output);
  const missing = /Cannot find source file for module \w+(?: imported in module (\w+))?/.exec(output);
  const place = lexical ?? /line (\d+), col(?:umn)? (\d+)/.exec(parse?.[1] ?? '') ?? semantic;
  const module = missing?.[1] ?? ((parse ?? lexical) ? /In module (\w+)/.exec(output)?.[1] : semantic?.[3]);
  const beside = join(dirname(moduleFile), `${module ?? ''}.tla`);
  return new InputError({
    code: 'syntax',
    file: shownPath(existsSync(beside) ? beside : moduleFile),
    ...(place === null || missing !== null ? {} : { line: Number(place[1]), column: Number(place[2]) }),
    expected: missing === null ? 'TLA+ that TLC can parse' : 'modules that TLC can find',
    found: oneLine(missing?.[0] ?? lexical?.[0] ?? parse?.[1] ?? semantic?.[4] ?? 'an error without a place'),
  });
}

function unknownEnd(result: TlcResult): Error {
  return new Error(`TLC ended in a way that is not known (exit ${result.exitCode}): ${result.output.slice(-600)}`);
}

function oneLine(text: string): string {
  return text
    .replace(/@!@!@[^@]*@!@!@/g, ' ')
    .trim()
    .replace(/\s+/g, ' ')
    .slice(0, 300);
}
