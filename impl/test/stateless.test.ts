/** What lives in the files themselves, beside every kernel that is made. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';

// From where this is built.
const impl = fileURLToPath(new URL('../../../impl', import.meta.url));
const files = readdirSync(impl, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/(?:^|\/)test\//.test(file))
  .sort();

/** Statements outside functions and classes that could hold something which one kernel leaves for the next. */
function holders(text: string): readonly string[] {
  const statements = text.match(/^(?:export )?(?:let|var|const) [\s\S]*?;$/gm) ?? [];
  return statements.filter((statement) => {
    if (!/^(?:export )?const /.test(statement)) return true;
    const isCollection = /^(?:export )?const \w+(?:: [^=]+?)? = (?:new |\[|\{)/.test(statement);
    const isReadOnly =
      /^(?:export )?const \w+: (?:readonly |Readonly)/.test(statement) || /as const[^;]*;$/.test(statement);
    return isCollection && !isReadOnly;
  });
}

test('there are files to look at, and a holder is seen', (t) => {
  t.true(files.length > 30);
  t.deepEqual(holders('let made = 0;\nconst known = new Map<string, number>();\nconst none: readonly string[] = [];'), [
    'let made = 0;',
    'const known = new Map<string, number>();',
  ]);
});

// What the gate keeps of a model names the functions that ran for it: none may have run for another model in its place.
for (const file of files) {
  test(`${file} holds nothing that outlives a kernel`, (t) => {
    t.deepEqual(holders(readFileSync(join(impl, file), 'utf8')), []);
  });
}
