import test from 'ava';
import { InputError } from '../../../input-error.js';
import { readConfiguration } from '../../meaning/configuration.js';
import { printValue } from '../../values/print-value.js';

const whole = `\\* Two tasks, (* not nested here
CONSTANTS
  Task = {a, b}  N = -3  (* a (* nested *) comment: INIT Wrong *)
  Word = "INIT" Deep = {{1}, {}} Flag = TRUE None = None
  Op <- MCOp  Map <- [Inner]Other
SPECIFICATION Spec
INVARIANTS TypeOK Safe
INVARIANT Third
PROPERTY Live
CONSTRAINT Bound
ACTION_CONSTRAINT Step
SYMMETRY Perms
VIEW Seen ALIAS Shown POSTCONDITION After
CHECK_DEADLOCK FALSE
`;

test('every kind of entry is read, with the place of each name', (t) => {
  const configuration = readConfiguration(whole, 'M.cfg');
  t.deepEqual(
    configuration.constants.map((binding) =>
      binding.kind === 'value'
        ? `${binding.name} = ${printValue(binding.value)}`
        : `${binding.name} <- ${binding.module ?? ''}!${binding.definition}`,
    ),
    [
      'Task = {a, b}',
      'N = -3',
      'Word = "INIT"',
      'Deep = {{}, {1}}',
      'Flag = TRUE',
      'None = None',
      'Op <- !MCOp',
      'Map <- Inner!Other',
    ],
  );
  t.deepEqual(configuration.specification, { name: 'Spec', line: 6, column: 15 });
  t.deepEqual(configuration.invariants, [
    { name: 'TypeOK', line: 7, column: 12 },
    { name: 'Safe', line: 7, column: 19 },
    { name: 'Third', line: 8, column: 11 },
  ]);
  t.deepEqual(
    [configuration.properties, configuration.constraints, configuration.actionConstraints, configuration.symmetry].map(
      (names) => names.map(({ name }) => name),
    ),
    [['Live'], ['Bound'], ['Step'], ['Perms']],
  );
  t.deepEqual(
    [configuration.view?.name, configuration.alias?.name, configuration.postcondition?.name],
    ['Seen', 'Shown', 'After'],
  );
  t.false(configuration.checkDeadlock);
});

interface Fault {
  readonly code?: string;
  readonly line: number;
  readonly column: number;
  readonly found?: string;
  readonly nearest?: string;
}

const refused = test.macro({
  exec: (t, text: string, fault: Fault) => {
    const error = t.throws(() => readConfiguration(text, 'M.cfg'), { instanceOf: InputError });
    t.like(error?.fault, { file: 'M.cfg', ...fault });
  },
  title: (_, text: string) => `refused: ${text.replaceAll('\n', ' / ')}`,
});
test(refused, 'INIT Init\nNEXT Next\nINVARIENT Safe', {
  code: 'unknown-name',
  line: 3,
  column: 1,
  nearest: 'INVARIANT',
});
test(refused, 'CONSTANTS\n N = 1\nINVARIENTS Safe', { line: 3, column: 1, nearest: 'INVARIANTS' });
test(refused, 'CONSTANT N = 1\nCONSTANT N = 2', { code: 'duplicate', line: 2, column: 10 });
test(refused, 'INIT A\nNEXT B\nINIT C', { code: 'duplicate', line: 3, column: 1 });
test(refused, 'INIT A\nNEXT B\nSPECIFICATION C', { line: 1, column: 6, found: 'both' });
test(refused, 'INIT A', { line: 1, column: 6 });
test(refused, 'CONSTANT S = {1, 2', { line: 1, column: 19, found: 'the end of the file' });
test(refused, 'CONSTANT S = {1; 2}', { line: 1, column: 16, found: '`;`' });
test(refused, 'CONSTANT S =\nINIT A', { line: 2, column: 1, found: '`INIT`' });
test(refused, 'CHECK_DEADLOCK NO', { line: 1, column: 16, found: '`NO`' });
test(refused, 'INVARIANTS A, B', { line: 1, column: 13, found: '`,`' });
test(refused, '(* open', { line: 1, column: 1 });
test(refused, 'CONSTANT S = "open', { line: 1, column: 14 });
test(refused, 'CONSTANT N = 9007199254740992', { line: 1, column: 14, found: '`9007199254740992`' });
test(refused, 'CONSTANT N = -9007199254740992', { line: 1, column: 15, found: '`9007199254740992`' });
