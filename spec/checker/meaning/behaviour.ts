/** Which definitions are the initial predicate and the next-state relation of a model. */

import type { Token } from '../syntax/tokens.js';
import type { Configuration } from './configuration.js';
import type { Definition } from './module-outline.js';

/** The names of the two definitions, or the reason why they cannot be told. */
export type Behaviour =
  | { readonly kind: 'named'; readonly init: string; readonly next: string }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * INIT and NEXT as the configuration gives them, or taken from a SPECIFICATION of the form
 * `Init /\ [][Next]_vars /\ fairness`, or of another such name with fairness, where fairness is any number of conjuncts that are WF or SF formulas, quantified
 * or behind a name. Fairness does not restrict reachable states, so that for safety it may be left out; every other
 * conjunct might, and is refused.
 */
export function resolveBehaviour(
  definitions: ReadonlyMap<string, Definition>,
  configuration: Pick<Configuration, 'init' | 'next' | 'specification'>,
): Behaviour {
  const { init, next, specification } = configuration;
  if (init !== undefined && next !== undefined) return { kind: 'named', init: init.name, next: next.name };
  if (specification === undefined) {
    return { kind: 'refused', reason: 'the configuration has neither SPECIFICATION nor INIT and NEXT' };
  }
  const name = specification.name;
  const refused: Behaviour = {
    kind: 'refused',
    reason: `SPECIFICATION ${name} is not of the form Init /\\ [][Next]_vars, with fairness or without`,
  };
  const formula = definitions.get(name)?.body;
  if (formula === undefined) return refused;
  const [first, second, ...rest] = specificationConjuncts(formula, definitions, new Set([name]));
  const initToken = first?.length === 1 ? first[0] : undefined;
  const nextName = second === undefined ? undefined : boxedAction(second);
  if (initToken?.kind !== 'word' || nextName === undefined) return refused;
  if (!definitions.has(initToken.text) || !definitions.has(nextName)) return refused;
  if (!rest.every((conjunct) => isFairness(conjunct, definitions, new Set()))) return refused;
  return { kind: 'named', init: initToken.text, next: nextName };
}

/** The conjuncts of a formula that begins with another specification (`FairSpec == Spec /\ ...`): those of that one first. */
function specificationConjuncts(
  body: readonly Token[],
  definitions: ReadonlyMap<string, Definition>,
  visited: ReadonlySet<string>,
): Token[][] {
  const [first, ...rest] = conjuncts(body);
  const name = first?.length === 1 ? first[0]?.text : undefined;
  const inner = name === undefined || visited.has(name) ? undefined : definitions.get(name)?.body;
  if (first === undefined || name === undefined || inner === undefined) return conjuncts(body);
  if (!inner.some(({ text }) => text === '[]')) return [first, ...rest];
  return [...specificationConjuncts(inner, definitions, new Set([...visited, name])), ...rest];
}

/** Splits at the `/\` outside brackets, once a leading one is taken away. */
function conjuncts(body: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of body) {
    if (['(', '[', '{', '<<'].includes(token.text)) depth++;
    if ([')', ']', '}', '>>'].includes(token.text)) depth--;
    if (depth === 0 && token.text === '/\\') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part, index) => index > 0 || part.length > 0);
}

/** `Next` of `[][Next]_vars` or `[][Next]_<<a, b>>`. */
function boxedAction(conjunct: readonly Token[]): string | undefined {
  const [box, open, name, close, subscript, ...rest] = conjunct;
  if (box?.text !== '[]' || open?.text !== '[' || name?.kind !== 'word' || close?.text !== ']') return undefined;
  if (subscript?.kind !== 'word' || !subscript.text.startsWith('_')) return undefined;
  const isTuple = subscript.text === '_' && rest[0]?.text === '<<' && rest.at(-1)?.text === '>>';
  return isTuple || (subscript.text !== '_' && rest.length === 0) ? name.text : undefined;
}

function isFairness(
  conjunct: readonly Token[],
  definitions: ReadonlyMap<string, Definition>,
  visited: ReadonlySet<string>,
): boolean {
  if (conjunct.some(({ text }) => text === '[]' || text === '<>' || text === '~>')) return false;
  const first = conjunct[0];
  if (first === undefined) return false;
  if (isFairnessWord(first)) return true;
  if (first.text === '\\A' || first.text === '(') return conjunct.some(isFairnessWord);
  if (conjunct.length !== 1 || visited.has(first.text)) return false;
  const body = definitions.get(first.text)?.body;
  const seen = new Set([...visited, first.text]);
  return body !== undefined && conjuncts(body).every((part) => isFairness(part, definitions, seen));
}

function isFairnessWord(token: Token): boolean {
  return token.kind === 'word' && /^(WF|SF)_/.test(token.text);
}
