/** Lines written to the control file, and what the kernel answers: the common part, namespaces, verdicts, models. */

import { lineWrite } from '../../impl/tsem/control-file.js';
import { EFAULT, EINVAL, EPERM, ESRCH } from '../../impl/tsem/errno.js';
import { type Answer, ControlScene, half } from './control-scene.js';
import { everywhere, type Row, type TableVariant, whereKeyed } from './table.js';

type Expected = Row<Answer>['expected'];
type Play = (scene: ControlScene) => Answer;

/** One line of a child of the orchestrator, in the root namespace. */
function line(title: string, text: string, expected: Expected): UnsourcedRow {
  return row(title, (scene) => scene.line(scene.child, text), expected);
}

function row(title: string, play: Play, expected: Expected, claim?: string): UnsourcedRow {
  const run = (variant: TableVariant): Answer => play(new ControlScene(variant));
  return { title, expected, run, ...(claim === undefined ? {} : { claim }) };
}

type UnsourcedRow = Omit<Row<Answer>, 'source'>;

/** Rows that follow one function of fs.c. */
function following(source: string, rows: readonly UnsourcedRow[]): readonly Row<Answer>[] {
  return rows.map((each) => ({ ...each, source }));
}

const written = everywhere<Answer>('written');
const invalid = everywhere<Answer>(EINVAL);

/** A line of `size` bytes, its newline included, that says no more than `internal`: names that are not known are passed over. */
function padded(size: number): string {
  const start = 'internal x=';
  return start + 'a'.repeat(size - start.length - 1);
}

export const commonRows: readonly Row<Answer>[] = following('fs.c, write_control and config_context', [
  row(
    'a write that does not start at 0 is refused',
    (scene) => scene.write(scene.child, { ...lineWrite('enforce\n'), position: 1 }),
    invalid,
  ),
  line('a line of 127 bytes is read', padded(127), written),
  line('a line of 128 bytes is refused', padded(128), invalid),
  row(
    'a buffer that cannot be copied is a fault',
    (scene) => scene.write(scene.child, { text: undefined, length: 8, position: 0 }),
    everywhere<Answer>(EFAULT),
  ),
  row(
    'the length is looked at before the buffer is copied',
    (scene) => scene.write(scene.child, { text: undefined, length: 128, position: 0 }),
    invalid,
  ),
  row('a line without newline is refused', (scene) => scene.write(scene.child, lineWrite('enforce')), invalid),
  row(
    'text after the first newline is ignored',
    (scene) => scene.write(scene.child, lineWrite('enforce\nnonsense')),
    written,
  ),
  row(
    'a newline behind a byte that is 0 is not seen',
    (scene) => scene.write(scene.child, lineWrite('enforce\0\n')),
    invalid,
  ),
  row(
    'a byte that is 0 behind the newline does no harm',
    (scene) => scene.write(scene.child, lineWrite('enforce\n\0')),
    written,
  ),
  line('an empty line is refused', '', invalid),
  line('enforce passes over what follows it', 'enforce key=1', written),
  line('a tab does not end the command', 'internal\tcache=1', invalid),
  line('a command that is not known is refused', 'setaction', invalid),
  line('a command is spelt in small letters', 'Enforce', invalid),
  line('a line does not begin with a space', ' enforce', invalid),
  line('lock is a command of the tree of 2025 only', 'lock', whereKeyed<Answer>(EINVAL)),
  line('enforce is carried out', 'enforce', written),
  row('seal after enforce is carried out', after('seal', 'enforce'), written),
  row('enforce after seal is refused', after('enforce', 'seal'), everywhere<Answer>(EPERM)),
  row('a second seal is refused', after('seal', 'seal'), everywhere<Answer>(EPERM)),
]);

export const namespaceRows: readonly Row<Answer>[] = following('fs.c, config_namespace; namespace.c, tsem_ns_create', [
  line('internal needs no argument', 'internal', written),
  line('export needs no argument', 'export', written),
  line('external without argument is refused', 'external', whereKeyed<Answer>(EINVAL)),
  line('external without key is refused', 'external nsref=current', whereKeyed<Answer>(EINVAL)),
  line('external with a key is carried out', `external key=${half}`, whereKeyed<Answer>('written')),
  line('the half of a key may be in capitals', `external key=${half.toUpperCase()}`, whereKeyed<Answer>('written')),
  line('an odd number of digits is refused', `external key=${half.slice(1)}`, whereKeyed<Answer>(EINVAL)),
  line('a key shorter than the digest is refused', `external key=${half.slice(2)}`, whereKeyed<Answer>(EINVAL)),
  line('a key longer than the digest is refused', `external key=${half}00`, whereKeyed<Answer>(EINVAL)),
  line('a digit that is none is refused', `external key=${half.replace('c', 'g')}`, whereKeyed<Answer>(EINVAL)),
  line(
    'a key of SHA-384 fits into a line',
    `external digest=sha384 key=${'ab'.repeat(48)}`,
    whereKeyed<Answer>('written'),
  ),
  line('a key of SHA-512 fits into no line', `external key=${'ab'.repeat(64)}`, invalid),
  line('an argument without = is refused', 'internal digest', invalid),
  line('an empty argument is none', 'internal ', written),
  line('external with an empty argument lacks its key', 'external ', whereKeyed<Answer>(EINVAL)),
  line('any white space separates arguments', 'internal  cache=1 \t\xa0nsref=current ', written),
  line('white space does not stand around =', 'internal cache =1', invalid),
  line('a name may have no value', 'internal colour=', written),
  line('a value ends at white space, not at =', 'internal colour=blue=green', written),
  line('nsref is initial or current', 'internal nsref=initial', written),
  line('any other nsref is refused', 'internal nsref=other', invalid),
  line('a digest that is not known is refused', 'internal digest=md0', invalid),
  line('and is refused where another follows it', 'internal digest=md0 digest=sha256', invalid),
  line('a cache of 0 is refused', 'internal cache=0', invalid),
  line('a cache that is no number is refused', 'internal cache=many', invalid),
  line('a cache below 0 is refused', 'internal cache=-1', invalid),
  line('a cache may be hexadecimal', 'internal cache=0x20', written),
  line('a cache may be octal', 'internal cache=040', written),
  line('a cache may have a plus sign', 'internal cache=+32', written),
  line('0x alone is no number', 'internal cache=0x', invalid),
  line('a cache of 32 bits is taken', 'internal cache=4294967295', written),
  line('a cache of 33 bits is refused', 'internal cache=4294967296', invalid),
  line('8 is no octal digit', 'internal cache=08', invalid),
  line('a name that is not known is passed over', 'internal colour=blue', written),
  row('a member of a namespace may create another', after('internal', 'internal'), unlessRepaired('written', EPERM)),
]);

export const verdictRows: readonly Row<Answer>[] = following('fs.c, config_COE and control_COE', [
  row('the orchestrator is heard', (scene) => scene.withNamespace().verdict(), written),
  row('untrusted is heard alike', (scene) => scene.withNamespace().verdict(undefined, 'untrusted'), written),
  row(
    'a verdict without argument kills the kernel',
    orchestrates('trusted'),
    everywhere<Answer>('kernel dies'),
    'TSEM-I25',
  ),
  row('and so does untrusted', orchestrates('untrusted'), everywhere<Answer>('kernel dies'), 'TSEM-I25'),
  row('an empty argument is refused', orchestrates('trusted '), invalid),
  row('an argument without = is refused', orchestrates('trusted pid'), invalid),
  row('a process identifier that is no number is refused', orchestrates(`trusted pid=x key=${half}`), invalid),
  row('process 0 is refused', orchestrates(`trusted pid=0 key=${half}`), invalid),
  row('process 0 in hexadecimal is refused', orchestrates(`trusted pid=0x0 key=${half}`), invalid),
  row(
    'process 2^32 is looked for as process 0',
    orchestrates(`trusted pid=4294967296 ${bothCredentials(1)}`),
    everywhere<Answer>(ESRCH),
  ),
  row(
    'of a process the lower 32 bits count',
    (scene) => {
      const { orchestrator, child } = scene.withNamespace();
      return scene.line(orchestrator, `trusted pid=${2 ** 32 + (child.pid ?? 0)} ${bothCredentials(child.number)}`);
    },
    written,
  ),
  row(
    'a process of more than 64 bits is refused',
    orchestrates(`trusted pid=9223372036854775808 ${bothCredentials(1)}`),
    invalid,
  ),
  row('a process is no number behind two signs', orchestrates(`trusted pid=-+1 ${bothCredentials(1)}`), invalid),
  row('a verdict about white space is refused', orchestrates('trusted  \t'), invalid),
  row(
    'a key of another length is refused where the right one follows it',
    ofChild(` key=00 key=${half}`),
    whereKeyed<Answer>(EINVAL),
  ),
  row('any white space separates arguments', ofChild(`\t\v key=${half} `), whereKeyed<Answer>('written')),
  row('a name that is not known is passed over', ofChild(` key=${half} tnum=`), { email: 'written', v3: 'written' }),
  row('an event is named in vain, even by no number', ofChild(` key=${half} event=x`), written),
  row('a verdict without process is refused', orchestrates(`trusted key=${half}`), invalid),
  row('a verdict without key is refused', ofChild(''), whereKeyed<Answer>(EINVAL)),
  row('a key of another length is refused', ofChild(` key=${half.slice(2)}`), whereKeyed<Answer>(EINVAL)),
  row('a digit that is none is refused', ofChild(` key=${half.replace('c', 'g')}`), whereKeyed<Answer>(EINVAL)),
  row('a key in capitals is the same key', ofChild(` key=${half.toUpperCase()}`), whereKeyed<Answer>('written')),
  row('another key is refused', ofChild(` key=${half.replace('c', 'd')}`), whereKeyed<Answer>(EINVAL)),
  row('another task number is refused', ofChild(` key=${half} tnum=99`), whereNumbered(EINVAL)),
  row('a task number that is no number is refused', ofChild(` key=${half} tnum=x`), whereNumbered(EINVAL)),
  row('a key is passed over where there are none', ofChild(' key=00'), { tnum: 'written' }),
  row('a verdict without task number is refused', orchestrates(`trusted pid=1 key=${half}`), whereNumbered(EINVAL)),
  row(
    'of a process given twice the last one counts',
    ofChild(` key=${half}`, 'pid=99 '),
    whereKeyed<Answer>('written'),
  ),
  row(
    'a process that is not there is told',
    orchestrates(`trusted pid=99 ${bothCredentials(99)}`),
    everywhere<Answer>(ESRCH),
  ),
  row(
    'a negative process is looked for',
    orchestrates(`trusted pid=-1 ${bothCredentials(1)}`),
    everywhere<Answer>(ESRCH),
  ),
  row(
    'a task of another namespace is refused',
    (scene) => {
      const { orchestrator } = scene.withNamespace();
      return scene.line(orchestrator, `trusted pid=1 ${bothCredentials(1)}`);
    },
    invalid,
  ),
  row(
    'somebody who orchestrates nothing is refused',
    (scene) => {
      const { kernel, child } = scene.withNamespace();
      const stranger = scene.fork(kernel.init);
      return scene.line(stranger, `trusted pid=${child.pid} ${bothCredentials(child.number)}`);
    },
    invalid,
  ),
]);

/** Of the code repaired with BindToEvent, in which a release names the event that it answers. */
export const eventRows: readonly Row<Answer>[] = following('fs.c, config_COE, repaired', [
  row(
    'a verdict on the event that the task waits for is heard',
    bound(({ event }) => ` event=${event}`),
    written,
  ),
  row(
    'a name that is not known is passed over beside the event',
    bound(({ event }) => ` event=${event} colour=blue`),
    written,
  ),
  row(
    'a verdict on another event is refused',
    bound(({ event }) => ` event=${event + 1}`),
    invalid,
  ),
  row(
    'a verdict without event is refused',
    bound(() => ''),
    invalid,
  ),
  row(
    'an event that is no number is refused',
    bound(() => ' event=x'),
    invalid,
  ),
  row(
    'event 0 is refused',
    bound(() => ' event=0'),
    invalid,
  ),
]);

const point = `value=${'5a'.repeat(32)}`;

export const modelRows: readonly Row<Answer>[] = following('fs.c, config_point', [
  ...(['state', 'pseudonym', 'base'] as const).flatMap((word) => [
    row(`${word} is accepted in an internal namespace`, after(`${word} ${point}`, 'internal'), written),
    row(`${word} of another length is refused`, after(`${word} ${point}00`, 'internal'), invalid),
    row(`${word} is no list of names`, after(`${word} pid=1`, 'internal'), invalid),
    row(`${word} is accepted when sealed`, after(`${word} ${point}`, 'internal', 'seal'), written, 'TSEM-I27'),
    row(
      `${word} kills the kernel in an external namespace`,
      (scene) => scene.withNamespace().line(scene.child, `${word} ${point}`),
      everywhere<Answer>('kernel dies'),
      'TSEM-I27',
    ),
  ]),
]);

/** The child's last line, when it wrote `before` it others that were carried out. */
function after(last: string, ...before: readonly string[]): Play {
  return (scene) => {
    for (const text of before) {
      const answer = scene.line(scene.child, text);
      if (answer !== 'written') throw new Error(`"${text}" before "${last}": ${answer}`);
    }
    return scene.line(scene.child, last);
  };
}

/** The orchestrator of the child's namespace writes `text`. */
function orchestrates(text: string): Play {
  return (scene) => scene.withNamespace().line(scene.orchestrator, text);
}

/** The orchestrator writes about its child, with its number where releases name it and `rest` does not. */
function ofChild(rest: string, before = ''): Play {
  return (scene) => {
    const { orchestrator, child } = scene.withNamespace();
    const text = `trusted ${before}pid=${child.pid}${rest}`;
    return scene.line(orchestrator, rest.includes('tnum=') ? text : scene.withNumber(text));
  };
}

/** The orchestrator writes about its child, which waits for the verdict on an event. */
function bound(rest: (waiting: { readonly event: number }) => string): (scene: ControlScene) => Answer {
  return ({ variant }) => {
    const scene = new ControlScene(variant, 'sha256', ['BindToEvent']).withNamespace();
    const { kernel, child } = scene;
    kernel.raise(child, 'file_open');
    child.path?.runAlone();
    const key = scene.isKeyed ? ` key=${half}` : '';
    const text = scene.withNumber(`trusted pid=${child.pid}${key}`);
    return scene.line(scene.orchestrator, `${text}${rest({ event: child.blob.event?.id ?? 0 })}`);
  };
}

/** A key and a task number: each variant passes over the one that it does not know. */
function bothCredentials(pid: number): string {
  return `key=${half} tnum=${pid}`;
}

function whereNumbered(answer: Answer): Expected {
  return { tnum: answer, fixed: answer };
}

function unlessRepaired(answer: Answer, repaired: Answer): Expected {
  return { ...everywhere(answer), fixed: repaired };
}
