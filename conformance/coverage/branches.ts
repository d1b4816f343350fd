/** Which branches of a TypeScript file ran: V8's counts of the compiled file, told by places of the source. */

import { readFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { pathToFileURL } from 'node:url';
import { parse } from 'acorn';
import { convert } from 'ast-v8-to-istanbul';

/**
 * One way that control can go: an arm of `if`, of `?:` or of `switch`, an operand of `&&`, `||` or `??`, a default value, or the body
 * of a function. Optional chaining and loops that run zero times are no branches here.
 */
export interface Branch {
  /** 1-based, in the source. */
  readonly line: number;
  readonly column: number;
  /** For example `then`, `else`, `case`, `operand 2`, `function`. */
  readonly arm: string;
  /** The source line on which it stands, trimmed; for `else` that of its `if`. */
  readonly text: string;
  readonly isCovered: boolean;
}

export interface BuiltFile {
  /** The compiled file, with its source map beside it. */
  readonly built: string;
  /** The source. */
  readonly source: string;
}

/** Every branch of a file, in order. Without `coverage` the file was never loaded, and nothing in it ran. */
export async function branchesOf(
  { built, source }: BuiltFile,
  coverage: Profiler.ScriptCoverage | undefined,
): Promise<readonly Branch[]> {
  const code = readFileSync(built, 'utf8');
  const lines = readFileSync(source, 'utf8').split('\n');
  const sourceMap = JSON.parse(readFileSync(`${built}.map`, 'utf8'));
  const ast = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  const files = await convert({
    code,
    // biome-ignore lint/suspicious/noExplicitAny: acorn's nodes and those of the other package are the same trees by other names.
    ast: ast as any,
    sourceMap: { ...sourceMap, sources: [pathToFileURL(source).href] },
    coverage: coverage ?? neverLoaded(pathToFileURL(built).href, code.length),
  });
  const [map] = Object.values(files);
  if (map === undefined) return [];
  const at = (line: number, column: number, arm: string, count: number | undefined): Branch => ({
    line,
    column,
    arm,
    text: (lines[line - 1] ?? '').trim(),
    isCovered: (count ?? 0) > 0,
  });
  const branches = Object.entries(map.branchMap).flatMap(([key, { type, loc, locations }]) =>
    locations.map((location, index) => {
      // Where there is no else the arm has no place of its own.
      const { line = loc.start.line, column = loc.start.column } = location.start;
      return at(line, column, armName(type, index), map.b[key]?.[index]);
    }),
  );
  const functions = Object.entries(map.fnMap).map(([key, { decl }]) =>
    at(decl.start.line, decl.start.column, 'function', map.f[key]),
  );
  return [...branches, ...functions].sort((a, b) => a.line - b.line || a.column - b.column);
}

function armName(type: string, index: number): string {
  switch (type) {
    case 'if':
    case 'cond-expr':
      return index === 0 ? 'then' : 'else';
    case 'switch':
      return 'case';
    case 'default-arg':
      return 'default';
    default:
      return `operand ${index + 1}`;
  }
}

function neverLoaded(url: string, length: number): Profiler.ScriptCoverage {
  const ranges = [{ startOffset: 0, endOffset: length, count: 0 }];
  return { scriptId: '0', url, functions: [{ functionName: '', ranges, isBlockCoverage: true }] };
}
