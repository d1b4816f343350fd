/** Laws of sets, functions, sequences and quantifiers, for random expressions: each instance is an assumption of one module. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { runFixture } from '../fixed/run-fixture.js';
import { expression, type Sort, type Surroundings, within } from './random-expression.js';

interface Law {
  /** Sorts of the random expressions. */
  readonly of: readonly Sort[];
  /** Also a predicate of integers, with `e` free in it. */
  readonly isPredicate?: true;
  readonly says: (...parts: string[]) => string;
}

const laws: Readonly<Record<string, Law>> = {
  'union commutes': { of: ['set', 'set'], says: (s, t) => `${s} \\cup ${t} = ${t} \\cup ${s}` },
  'intersection distributes over union': {
    of: ['set', 'set', 'set'],
    says: (s, t, u) => `${s} \\cap (${t} \\cup ${u}) = (${s} \\cap ${t}) \\cup (${s} \\cap ${u})`,
  },
  'a difference is what is in one and not in the other': {
    of: ['set', 'set'],
    says: (s, t) => `${s} \\ ${t} = {z \\in ${s} : z \\notin ${t}}`,
  },
  'a set is within another when their union is the other': {
    of: ['set', 'set'],
    says: (s, t) => `(${s} \\subseteq ${t}) <=> (${s} \\cup ${t} = ${t})`,
  },
  'a set of n elements has 2^n subsets': {
    of: ['set'],
    says: (s) => `Cardinality(SUBSET ${s}) = 2 ^ Cardinality(${s})`,
  },
  'the subsets of a set are those that are members of its power set': {
    of: ['set', 'set'],
    says: (s, t) => `(${s} \\in SUBSET ${t}) <=> (${s} \\subseteq ${t})`,
  },
  'the union of all subsets is the set': { of: ['set'], says: (s) => `UNION (SUBSET ${s}) = ${s}` },
  'what EXCEPT changes is read back': {
    of: ['function', 'integer', 'integer'],
    says: (f, i, v) => `[${f} EXCEPT ![${i} % 2] = ${v}][${i} % 2] = ${v}`,
  },
  'EXCEPT leaves the rest and the domain': {
    of: ['function', 'integer', 'integer'],
    says: (f, i, v) =>
      `DOMAIN [${f} EXCEPT ![${i} % 2] = ${v}] = DOMAIN ${f} /\\ [${f} EXCEPT ![${i} % 2] = ${v}][1 - (${i} % 2)] = ${f}[1 - (${i} % 2)]`,
  },
  'outside its domain EXCEPT changes nothing': {
    of: ['function', 'integer'],
    says: (f, v) => `[${f} EXCEPT ![7] = ${v}] = ${f}`,
  },
  'a function is its domain and its values': {
    of: ['function'],
    says: (f) => `${f} = [z \\in DOMAIN ${f} |-> ${f}[z]]`,
  },
  'a function maps its domain into its range': {
    of: ['function'],
    says: (f) => `${f} \\in [DOMAIN ${f} -> {${f}[z] : z \\in DOMAIN ${f}}]`,
  },
  'there are m^n functions': {
    of: ['set', 'set'],
    says: (s, t) =>
      `LET S == ${s} \\cap 0..2 T == ${t} \\cap 0..3 IN S # {} => Cardinality([S -> T]) = Cardinality(T) ^ Cardinality(S)`,
  },
  'the length of a concatenation is the sum of the lengths': {
    of: ['sequence', 'sequence'],
    says: (s, t) => `Len(${s} \\o ${t}) = Len(${s}) + Len(${t})`,
  },
  'concatenation is associative': {
    of: ['sequence', 'sequence', 'sequence'],
    says: (s, t, u) => `(${s} \\o ${t}) \\o ${u} = ${s} \\o (${t} \\o ${u})`,
  },
  'what is appended comes last, and the head first': {
    of: ['sequence', 'integer'],
    says: (s, a) =>
      `LET l == Append(${s}, ${a}) IN l[Len(l)] = ${a} /\\ <<Head(l)>> \\o Tail(l) = l /\\ SubSeq(l, 1, Len(l) - 1) = ${s}`,
  },
  'a sequence is a function on 1..Len': {
    of: ['sequence'],
    says: (s) => `DOMAIN ${s} = 1..Len(${s}) /\\ ${s} = [z \\in 1..Len(${s}) |-> ${s}[z]]`,
  },
  'members of a filter are the members that pass': {
    of: ['set', 'integer'],
    isPredicate: true,
    says: (s, a, p) => `(${a} \\in {e \\in ${s} : ${p}}) <=> (${a} \\in ${s} /\\ \\E e \\in {${a}} : ${p})`,
  },
  'members of a map are the images': {
    of: ['set', 'integer', 'integer'],
    says: (s, a, b) => `(${a} \\in {z + ${b} : z \\in ${s}}) <=> (\\E z \\in ${s} : z + ${b} = ${a})`,
  },
  'not all is some not': {
    of: ['set'],
    isPredicate: true,
    says: (s, p) => `(~ \\A e \\in ${s} : ${p}) <=> (\\E e \\in ${s} : ~ ${p})`,
  },
  'CHOOSE chooses one that passes, if there is one': {
    of: ['set'],
    isPredicate: true,
    says: (s, p) => `(\\E e \\in ${s} : ${p}) => (CHOOSE e \\in ${s} : ${p}) \\in {e \\in ${s} : ${p}}`,
  },
  'a quotient and a remainder make the dividend again': {
    of: ['integer', 'integer'],
    says: (a, b) => `LET d == (${b} % 7) + 1 IN (${a} \\div d) * d + (${a} % d) = ${a}`,
  },
  'implication is disjunction': {
    of: ['boolean', 'boolean'],
    says: (p, q) => `(${p} => ${q}) = (~${p} \\/ ${q})`,
  },
  'a definition stands for its value': {
    of: ['set', 'set'],
    says: (s, t) => `(LET S == ${s} T == ${t} IN <<S, T, S \\cup T>>) = <<${s}, ${t}, ${s} \\cup ${t}>>`,
  },
  'what is merged is the left function first': {
    of: ['function', 'integer'],
    says: (f, v) => `((0 :> ${v}) @@ ${f}) = [${f} EXCEPT ![0] = ${v}]`,
  },
};

const closed: Surroundings = { readable: [], callable: [], isCareless: false };
const instances = 25;

for (const [title, { of, isPredicate, says }] of Object.entries(laws)) {
  test(title, async (t) => {
    const parts = of.map((sort) => expression(sort, closed, 2));
    const predicate = expression('boolean', within(closed, 'e', 'integer'), 2);
    const all = fc.tuple(...parts, ...(isPredicate === undefined ? [] : [predicate]));
    const lines = fc.sample(all, { seed: 7, numRuns: instances }).map((texts) => `ASSUME ${says(...texts)}`);
    const folder = mkdtempSync(join(tmpdir(), 'law-'));
    t.teardown(() => rmSync(folder, { recursive: true }));
    const [moduleFile, configFile] = [join(folder, 'Law.tla'), join(folder, 'Law.cfg')];
    const head = ['---- MODULE Law ----', 'EXTENDS Integers, FiniteSets, Sequences, TLC'];
    writeFileSync(moduleFile, [...head, ...lines, '====', ''].join('\n'));
    writeFileSync(configFile, '');
    for (const coverage of [false, true]) {
      const { properties, error } = await runFixture({
        moduleFile,
        configFile,
        properties: [{ name: 'assumption', kind: 'assumption' }],
        options: { coverage },
      });
      const [found] = properties;
      const line = Number(/:(\d+):\d+/.exec(found?.reason ?? '')?.[1] ?? error?.place?.line ?? 0);
      const instance = readFileSync(moduleFile, 'utf8').split('\n')[line - 1] ?? '';
      t.is(found?.verdict, 'holds', `${found?.reason}: ${instance}`);
    }
  });
}
