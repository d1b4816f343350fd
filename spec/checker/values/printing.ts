/** A value of a store as TLA+ text. */

import { isRecord } from './functions.js';
import {
  DIFFERENCE,
  FUNCTION_SET,
  type Id,
  INTEGER,
  INTEGERS,
  INTERSECTION,
  INTERVAL,
  MODEL,
  NATURALS,
  POWERSET,
  PRODUCT,
  REALS,
  RECORD_SET,
  SEQUENCES,
  SET,
  STRING,
  STRINGS,
  TRUE,
  TUPLE,
  UNION,
} from './kinds.js';
import { isFieldName, printString } from './print-value.js';
import type { ValueStore } from './store.js';

/** Where text goes; it stops taking any when `limit` characters are there. */
interface Page {
  text: string;
  readonly limit: number;
}

/**
 * Text of a value as TLC prints it, on one line. Sets that are not written out are printed by their parts: `SUBSET {1, 2}`.
 *
 * @param limit characters after which the text ends in `...`
 */
export function printId(store: ValueStore, id: Id, limit: number): string {
  const page: Page = { text: '', limit };
  write(store, page, id);
  return page.text.length > limit ? `${page.text.slice(0, limit)}...` : page.text;
}

function write(store: ValueStore, page: Page, id: Id): void {
  if (page.text.length > page.limit) return;
  const part = (index: number): Id => store.arena[(store.offset[id] as number) + index] as number;
  const count = id < 0 ? 0 : (store.length[id] as number);
  const infix = (operator: string): void => {
    writeOperand(store, page, part(0));
    for (let index = 1; index < count; index++) {
      page.text += operator;
      writeOperand(store, page, part(index));
    }
  };
  const prefix = (operator: string): void => {
    page.text += operator;
    writeOperand(store, page, part(0));
  };
  switch (id < 0 ? INTEGER : store.kind[id]) {
    case INTEGER:
      page.text += String(store.numberOf(id));
      break;
    case STRING:
      page.text += printString(store.atomText(id));
      break;
    case MODEL:
      page.text += store.atomText(id);
      break;
    case SET:
      writeList(page, '{', '}', count, (index) => write(store, page, part(index)));
      break;
    case TUPLE:
      writeList(page, '<<', '>>', count, (index) => write(store, page, part(index)));
      break;
    case INTERVAL:
      infix('..');
      break;
    case POWERSET:
      prefix('SUBSET ');
      break;
    case FUNCTION_SET:
      page.text += '[';
      infix(' -> ');
      page.text += ']';
      break;
    case RECORD_SET:
      writeList(page, '[', ']', count - 1, (index) => {
        page.text += `${store.atomText(store.arena[(store.offset[part(0)] as number) + index] as number)}: `;
        write(store, page, part(index + 1));
      });
      break;
    case PRODUCT:
      infix(' \\X ');
      break;
    case SEQUENCES:
      page.text += 'Seq(';
      write(store, page, part(0));
      page.text += ')';
      break;
    case UNION:
      infix(' \\cup ');
      break;
    case INTERSECTION:
      infix(' \\cap ');
      break;
    case DIFFERENCE:
      infix(' \\ ');
      break;
    case NATURALS:
      page.text += 'Nat';
      break;
    case INTEGERS:
      page.text += 'Int';
      break;
    case REALS:
      page.text += 'Real';
      break;
    case STRINGS:
      page.text += 'STRING';
      break;
    default:
      if (store.isFunction(id)) writeFunction(store, page, id);
      else page.text += id === TRUE ? 'TRUE' : 'FALSE';
  }
}

function writeFunction(store: ValueStore, page: Page, id: Id): void {
  const domain = store.domain(id);
  const count = store.length[domain] as number;
  const argument = (index: number): Id => store.arena[(store.offset[domain] as number) + index] as number;
  const result = (index: number): Id => store.arena[(store.offset[id] as number) + 1 + index] as number;
  const names = Array.from({ length: count }, (_, index) => argument(index));
  if (isRecord(store, id) && names.every((name) => isFieldName(store.atomText(name)))) {
    writeList(page, '[', ']', count, (index) => {
      page.text += `${store.atomText(argument(index))} |-> `;
      write(store, page, result(index));
    });
    return;
  }
  const writePair = (index: number): void => {
    write(store, page, argument(index));
    page.text += ' :> ';
    write(store, page, result(index));
  };
  writeList(page, '(', ')', count, writePair, ' @@ ');
}

/** Operands that have operators of their own go in parentheses. */
function writeOperand(store: ValueStore, page: Page, id: Id): void {
  const kind = id < 0 ? INTEGER : store.kind[id];
  const isCompound =
    kind === INTERVAL ||
    kind === POWERSET ||
    kind === PRODUCT ||
    kind === UNION ||
    kind === INTERSECTION ||
    kind === DIFFERENCE;
  if (isCompound) page.text += '(';
  write(store, page, id);
  if (isCompound) page.text += ')';
}

function writeList(
  page: Page,
  open: string,
  close: string,
  count: number,
  writeOne: (index: number) => void,
  separator = ', ',
): void {
  page.text += open;
  for (let index = 0; index < count && page.text.length <= page.limit; index++) {
    if (index > 0) page.text += separator;
    writeOne(index);
  }
  page.text += close;
}
