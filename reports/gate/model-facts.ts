/** What the results of a model depend on: its texts, the checker, the implementation it is compared with. */

import { basename, dirname, join } from 'node:path';
import type { Model } from '../../spec/manifest.js';
import { modelDigest, moduleTexts } from '../../spec/model-digest.js';
import { engineModel } from '../../spec/project.js';
import { moduleName } from '../conformance/run.js';
import type { GateContext } from './context.js';
import { always } from './facts.js';
import { digestOf } from './file-digests.js';

export interface ModelFacts {
  /** Names of files and other facts. */
  readonly files: readonly string[];
  /** Facts that are no files, by name. */
  readonly extra: Readonly<Record<string, string>>;
}

/** For a verdict: module, configuration, checker, limits. */
export function verifyFacts(context: GateContext, model: Model, asked: unknown): ModelFacts {
  const checker = context.imports.closure('spec/checker/index.ts');
  return { files: [...always, ...textsOf(context, model), ...checker], extra: textFacts(context, model, asked) };
}

/** For a replay: besides, the implementation and what binds it to the module; other modules' bindings do not count. */
export function conformanceFacts(context: GateContext, model: Model, asked: unknown): ModelFacts {
  const own = bindingFile(model);
  const others = 'conformance/bindings/bindings.ts';
  const isKnown = context.facts.of(own) !== 'absent';
  const code = context.imports.closureThrough(
    isKnown ? new Map([[others, [own]]]) : new Map(),
    ...['reports/conformance/run.ts', 'reports/conformance/worker.ts', 'spec/checker/index.ts'],
  );
  return { files: [...always, ...textsOf(context, model), ...code], extra: textFacts(context, model, asked) };
}

/** One name for one thing: `tsem/TaskKey` is bound in `tsem/task-key.ts`. */
function bindingFile(model: Model): string {
  const module = moduleName(model);
  const [system, name = ''] = [dirname(module), basename(module)];
  return `conformance/bindings/${system}/${name.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase()}.ts`;
}

function textsOf({ root }: GateContext, { module, config }: Model): readonly string[] {
  const folder = dirname(module);
  return [config, ...[...moduleTexts(join(root, module)).keys()].map((name) => `${folder}/${name}`)];
}

function textFacts({ root }: GateContext, model: Model, asked: unknown): Readonly<Record<string, string>> {
  const { moduleFile, configFile, properties } = engineModel(root, model);
  return {
    '(texts of the model)': modelDigest(moduleFile, configFile),
    '(what is asked)': digestOf(JSON.stringify([properties, asked])),
  };
}

/** What `name` is now, for a cache. */
export function nowOf({ facts }: GateContext, { extra }: ModelFacts): (name: string) => string {
  return (name) => extra[name] ?? facts.of(name);
}
