/** Where TLC is: the jar that TLA2TOOLS_JAR names, and the Java to run it. */

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { InputError } from '../../../input-error.js';

const variable = 'TLA2TOOLS_JAR';

/**
 * The path in TLA2TOOLS_JAR; undefined when it is unset or empty.
 *
 * @throws {InputError} `missing-file` when there is no such file, `no-jar` when it is no jar.
 */
export function tlcJar(environment: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  const path = environment[variable];
  if (path === undefined || path === '') return undefined;
  let start: Buffer;
  try {
    start = readFileSync(path).subarray(0, 4);
  } catch {
    throw new InputError({
      code: 'missing-file',
      field: variable,
      expected: 'the path of tla2tools.jar, or nothing at all',
      found: `\`${path}\`, which is no file that can be read`,
    });
  }
  if (!start.equals(Buffer.from('PK\x03\x04', 'latin1'))) {
    throw new InputError({
      code: 'no-jar',
      field: variable,
      expected: 'the path of tla2tools.jar',
      found: `\`${path}\`, which is no jar`,
    });
  }
  return path;
}

/**
 * TLC's version as it prints it. A build without a revision prints the time of day instead; its jar is then named by the
 * first half of its digest, so that the same jar has the same name.
 *
 * @throws {InputError} `no-java` when Java cannot be started, `no-jar` when the jar has no TLC in it.
 */
export async function tlcVersion(jar: string): Promise<string> {
  const output = await new Promise<string>((resolve, reject) => {
    const child = spawn('java', ['-cp', jar, 'tlc2.TLC', '-help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.stderr.resume();
    child.on('error', (error) => reject(javaError(error)));
    child.on('close', () => resolve(text));
  });
  const version = /TLC2? [Vv]ersion ([^\n]*)/.exec(output)?.[1]?.trim();
  if (version !== undefined && !/^\d{4}\.\d\d\.\d\d\.\d{6}$/.test(version)) return version;
  if (version === undefined && !output.includes('TLC')) {
    throw new InputError({
      code: 'no-jar',
      field: variable,
      expected: 'a jar with tlc2.TLC in it',
      found: `\`${jar}\``,
    });
  }
  const digest = createHash('sha256').update(readFileSync(jar)).digest('hex');
  return `without a revision, sha256 ${digest.slice(0, 32)}`;
}

/** The error for a child process that did not start. */
export function javaError(error: Error): InputError {
  return new InputError({
    code: 'no-java',
    expected: `a \`java\` command of version 11 or newer, since ${variable} is set`,
    found: 'code' in error && error.code === 'ENOENT' ? 'none' : error.message,
  });
}
