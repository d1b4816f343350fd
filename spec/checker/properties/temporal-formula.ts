/** Temporal formulas over atoms: what a property or a fairness condition says of a behaviour, and how it is written. */

/** True or false of one state. Two atoms are the same when they are the same object. */
export interface StateAtom {
  readonly kind: 'state';
  /** For people: the name of a definition, or a place. */
  readonly label: string;
  holdsAt(state: number): boolean;
}

/** True or false of one step. `[A]_v` and `<<A>>_v` are atoms as a whole, so stuttering is settled without asking. */
export interface StepAtom {
  readonly kind: 'step';
  readonly label: string;
  /** Of a step from a state to itself: true for `[A]_v`, false for `<<A>>_v`. */
  readonly onStutter: boolean;
  /** Never asked with `from` equal to `to`. Calls with one `from` tend to come together. */
  holdsOn(from: number, to: number): boolean;
}

export type Atom = StateAtom | StepAtom;

export type Formula =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'atom'; readonly atom: Atom }
  | { readonly kind: 'not' | 'always' | 'eventually'; readonly body: Formula }
  | { readonly kind: 'and' | 'or'; readonly items: readonly Formula[] }
  | { readonly kind: 'implies' | 'equivalent' | 'leadsTo'; readonly left: Formula; readonly right: Formula }
  /** WF_v(A) or SF_v(A): `enabled` is ENABLED <<A>>_v, `step` is <<A>>_v. */
  | {
      readonly kind: 'fairness';
      readonly strength: 'WF' | 'SF';
      readonly enabled: StateAtom;
      readonly step: StepAtom;
    };

/** The formula in TLA+'s signs, atoms by their labels. */
export function printFormula(formula: Formula): string {
  switch (formula.kind) {
    case 'constant':
      return formula.value ? 'TRUE' : 'FALSE';
    case 'atom':
      return formula.atom.label;
    case 'not':
      return `~${printOperand(formula.body)}`;
    case 'always':
      return `[]${printOperand(formula.body)}`;
    case 'eventually':
      return `<>${printOperand(formula.body)}`;
    case 'and':
      return printItems(formula.items, ' /\\ ', 'TRUE');
    case 'or':
      return printItems(formula.items, ' \\/ ', 'FALSE');
    case 'implies':
      return `${printOperand(formula.left)} => ${printOperand(formula.right)}`;
    case 'equivalent':
      return `${printOperand(formula.left)} <=> ${printOperand(formula.right)}`;
    case 'leadsTo':
      return `${printOperand(formula.left)} ~> ${printOperand(formula.right)}`;
    case 'fairness':
      return `${formula.strength}(${formula.step.label})`;
  }
}

function printItems(items: readonly Formula[], separator: string, none: string): string {
  const [only, ...others] = items;
  if (only === undefined) return none;
  return others.length === 0 ? printFormula(only) : items.map(printOperand).join(separator);
}

function printOperand(formula: Formula): string {
  const text = printFormula(formula);
  switch (formula.kind) {
    case 'and':
    case 'or':
      if (formula.items.length === 1 && formula.items[0] !== undefined) return printOperand(formula.items[0]);
      return formula.items.length === 0 ? text : `(${text})`;
    case 'implies':
    case 'equivalent':
    case 'leadsTo':
      return `(${text})`;
    default:
      return text;
  }
}
