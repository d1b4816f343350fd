/** The grammar's names of operators, whatever way they were written, and our canonical ASCII names. */

import type { OperatorName } from './tree.js';

const prefix: Readonly<Record<string, OperatorName>> = {
  lnot: '~',
  union: 'UNION',
  powerset: 'SUBSET',
  domain: 'DOMAIN',
  negative: '-.',
  enabled: 'ENABLED',
  unchanged: 'UNCHANGED',
  always: '[]',
  eventually: '<>',
};

const infix: Readonly<Record<string, OperatorName>> = {
  implies: '=>',
  plus_arrow: '-+->',
  equiv: '<=>',
  iff: '<=>',
  leads_to: '~>',
  land: '/\\',
  lor: '\\/',
  assign: ':=',
  bnf_rule: '::=',
  eq: '=',
  neq: '#',
  lt: '<',
  gt: '>',
  leq: '<=',
  geq: '>=',
  rs_ttile: '|-',
  rd_ttile: '|=',
  ls_ttile: '-|',
  ld_ttile: '=|',
  compose: '@@',
  map_to: ':>',
  map_from: '<:',
  setminus: '\\',
  dots_2: '..',
  dots_3: '...',
  plus: '+',
  plusplus: '++',
  mod: '%',
  modmod: '%%',
  vert: '|',
  vertvert: '||',
  minus: '-',
  minusminus: '--',
  amp: '&',
  ampamp: '&&',
  mul: '*',
  mulmul: '**',
  slash: '/',
  slashslash: '//',
  circ: '\\o',
  excl: '!!',
  hashhash: '##',
  dol: '$',
  doldol: '$$',
  qq: '??',
  times: '\\X',
  pow: '^',
  powpow: '^^',
  ...backslashed('in notin prec succ preceq succeq propto sim simeq approx asymp cong doteq gg ll'),
  ...backslashed('sqsubset sqsupset sqsubseteq sqsupseteq subset supset subseteq supseteq cap cup'),
  ...backslashed('oplus ominus odot oslash otimes bigcirc bullet div star sqcap sqcup uplus wr cdot'),
};

const postfix: Readonly<Record<string, OperatorName>> = {
  sup_plus: '^+',
  asterisk: '^*',
  sup_hash: '^#',
  prime: "'",
};

const all: Readonly<Record<string, OperatorName>> = { ...prefix, ...infix, ...postfix };

/** The canonical name of a sign node; undefined if the node is not an operator's sign. */
export function signName(type: string): OperatorName | undefined {
  return Object.hasOwn(all, type) ? all[type] : undefined;
}

function backslashed(names: string): Record<string, OperatorName> {
  return Object.fromEntries(names.split(' ').map((name) => [name, `\\${name}`]));
}
