/** Finds where a property, an action or a step is written down: module and line, implementation and line. */

import { existsSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { type StepSource, stepSources } from '../../conformance/replay/step-sources.js';
import { type DescribedModule, describeModule } from '../../spec/actions.js';
import { readText } from '../../spec/read-text.js';
import { textUnder } from '../verify/explain.js';
import type { Place } from './telling.js';

export interface Places {
  /** The module in words; undefined where it is not there any more. */
  readonly module: (file: string) => DescribedModule | undefined;
  /** Where the definition stands, as seen from the module in `file`, which may extend the one that has it. */
  readonly definition: (file: string, name: string) => Place | undefined;
  /** The step of the implementation that says it is this action; the first of several. */
  readonly step: (file: string, action: string) => Place | undefined;
  /** `FILE:LINE` as a place below the root; undefined where it is none. */
  readonly place: (text: string) => Place | undefined;
}

/** Places in the project at `root`. Files are read when first asked for, each once. */
export function placesUnder(root: string): Places {
  const modules = new Map<string, DescribedModule | undefined>();
  const module = (file: string) => {
    if (!modules.has(file)) modules.set(file, described(root, file));
    return modules.get(file);
  };
  let sources: readonly StepSource[] | undefined;
  const definition = (file: string, name: string): Place | undefined => {
    const found = module(file)?.definitions.get(name);
    return found === undefined ? undefined : { file: found.file, line: found.line };
  };
  return {
    module,
    definition,
    step(file, action) {
      const where = definition(file, action);
      if (where === undefined) return undefined;
      sources ??= stepSources(root);
      const linked = where.file.replace(/^spec\//, '').replace(/\.tla$/, '');
      const found = sources.find((source) => source.module === linked && source.action === action);
      return found === undefined ? undefined : { file: found.file, line: found.line };
    },
    place(text) {
      const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(text) ?? [];
      if (file === undefined || line === undefined || Number(line) < 1) return undefined;
      const below = isAbsolute(file) ? relative(root, file).split(sep).join('/') : file;
      return below.startsWith('..') || isAbsolute(below) ? undefined : { file: below, line: Number(line) };
    },
  };
}

function described(root: string, file: string): DescribedModule | undefined {
  if (!existsSync(join(root, file))) return undefined;
  return describeModule(readText(join(root, file)), file, textUnder(root));
}
