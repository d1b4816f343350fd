/** The functions of the implementation as things that results depend on, beside whole files. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CodeFunction, functionsOf } from '../../conformance/coverage/functions.js';
import type { FunctionsRan } from '../../conformance/coverage/marks.js';
import { absent } from './file-digests.js';

/** Separates a source file from the name of a function in it, for example `impl/tsem/task.ts#0.2`. */
const separator = '#';

/** The file in the name of a fact, whether it is one of a function or of a whole file. */
export function fileOfFact(name: string): string {
  return name.split(separator)[0] ?? name;
}

/** The functions of the files of a project as they are compiled now. */
export class CompiledFunctions {
  readonly #files = new Map<string, readonly CodeFunction[]>();

  constructor(private readonly root: string) {}

  /** Digest of the function that `fact` names; `absent` where there is none. Undefined for a fact that names no function. */
  digestOf(fact: string): string | undefined {
    if (!fact.includes(separator)) return undefined;
    const [file = '', name] = fact.split(separator);
    return this.#of(file).find((each) => each.name === name)?.digest ?? absent;
  }

  /**
   * Facts for the functions that ran of each of `files`, and for what stands in no function; the file itself where it is not
   * compiled.
   * @param files sources, from the root. @param ran in one run, in one or more parts.
   */
  factsThatRan(files: readonly string[], ran: readonly FunctionsRan[]): readonly string[] {
    return files.flatMap((file) => {
      const functions = this.#of(file);
      if (functions.length === 0) return [file];
      const url = pathToFileURL(this.#built(file)).href;
      const numbers = new Set([0, ...ran.flatMap((part) => part.get(url) ?? [])]);
      return [...numbers].map((number) => `${file}${separator}${functions[number]?.name}`);
    });
  }

  #of(file: string): readonly CodeFunction[] {
    const known = this.#files.get(file);
    if (known !== undefined) return known;
    const built = this.#built(file);
    const functions = existsSync(built) ? functionsOf(readFileSync(built, 'utf8')) : [];
    this.#files.set(file, functions);
    return functions;
  }

  #built(file: string): string {
    return join(this.root, 'dist', file.replace(/\.ts$/, '.js'));
  }
}
