/** What the results of a model depend on: its texts, the checker, the implementation it is compared with. */

import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { engineModel } from '../../spec/engine-model.js';
import type { Model } from '../../spec/manifest.js';
import { moduleTexts } from '../../spec/model-digest.js';
import { moduleName } from '../../spec/module-name.js';
import { projectRoot } from '../../spec/project-root.js';
import { brokenProperties } from '../conformance/run.js';
import type { GateContext } from './context.js';
import { always, Facts } from './facts.js';
import { digestOf } from './file-digests.js';
import { Imports } from './imports.js';

export interface ModelFacts {
  /** Names of files and other facts. */
  readonly files: readonly string[];
  /** Facts that are no files, by name. */
  readonly extra: Readonly<Record<string, string>>;
}

/** What of a gate the facts are read with. */
export type FactSources = Pick<GateContext, 'root' | 'imports'> & { readonly facts: Pick<Facts, 'of'> };

/** For a verdict: module, configuration, checker, limits. */
export function verifyFacts(context: FactSources, model: Model, asked: unknown): ModelFacts {
  const checker = context.imports.closure('spec/checker/index.ts');
  return { files: [...always, ...textsOf(context, model), ...checker], extra: textFacts(context, model, asked) };
}

/** For a replay: besides, the implementation and what binds it to the module; other modules' bindings do not count. */
export function conformanceFacts(context: FactSources, model: Model, asked: unknown): ModelFacts {
  const own = bindingFile(model);
  const others = 'conformance/bindings/bindings.ts';
  const instead = new Map<string, readonly string[]>(written.map((file) => [file, []]));
  if (context.facts.of(own) !== 'absent') instead.set(others, [own]);
  const roots = ['reports/conformance/run.ts', 'reports/conformance/worker.ts', 'spec/checker/index.ts'];
  const code = context.imports.closureThrough(instead, ...roots).filter((file) => !written.includes(file));
  return { files: [...always, ...textsOf(context, model), ...code], extra: textFacts(context, model, asked) };
}

/** For the model's side of a replay, see conformance/replay/kept-plan.ts: the checker and how traces are chosen, no implementation. */
export function planFacts(context: FactSources, model: Model, asked: unknown): ModelFacts {
  const code = context.imports.closure(
    'conformance/replay/kept-plan.ts',
    'conformance/replay/plan.ts',
    'conformance/validation/judge.ts',
    'spec/checker/index.ts',
  );
  const files = [...always, ...textsOf(context, model), ...code, ...keepers];
  return { files, extra: textFacts(context, model, [asked, brokenProperties(model)]) };
}

/** Which say what is asked of a model, and see to it that all of a plan is confirmed: themselves, not what they load. */
const keepers = ['reports/conformance/run.ts', 'conformance/replay/conform.ts', 'conformance/replay/replay.ts'];

/** What only writes or words what was found: no agreement depends on it. */
const written = ['reports/verify/store.ts', 'conformance/replay/card.ts'];

/** One name for one thing: `tsem/TaskKey` is bound in `tsem/task-key.ts`. */
function bindingFile(model: Model): string {
  const module = moduleName(model);
  const [system, name = ''] = [dirname(module), basename(module)];
  return `conformance/bindings/${system}/${name.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase()}.ts`;
}

function textsOf(context: FactSources, { module, config }: Model): readonly string[] {
  return [config, ...modulesOf(context, module)];
}

/** Read once a module, not once for each of its models. */
const modules = new WeakMap<FactSources['facts'], Map<string, readonly string[]>>();

function modulesOf({ facts, root }: FactSources, module: string): readonly string[] {
  const known = modules.get(facts) ?? new Map<string, readonly string[]>();
  modules.set(facts, known);
  const folder = dirname(module);
  const files = known.get(module) ?? [...moduleTexts(join(root, module)).keys()].map((name) => `${folder}/${name}`);
  known.set(module, files);
  return files;
}

/** Which modules there are counts too: one that is added may be named by the text of another. */
function textFacts(context: FactSources, model: Model, asked: unknown): Readonly<Record<string, string>> {
  const { properties } = engineModel(context.root, model);
  return {
    '(modules)': modulesOf(context, model.module).join(', '),
    '(what is asked)': digestOf(JSON.stringify([properties, asked])),
    '(lsm-verify)': foreignCode(context),
  };
}

/** Of a project elsewhere the code is not among its files. */
function foreignCode({ root }: FactSources): string {
  const own = projectRoot();
  if (resolve(root) === own) return 'in the project';
  foreign ??= codeDigest(own);
  return foreign;
}

/** The mark that the build leaves says it at once; without it the sources are read. */
function codeDigest(own: string): string {
  const mark = join(own, 'dist/.sources');
  if (existsSync(mark)) return digestOf(readFileSync(mark));
  return digestOf(JSON.stringify(new Facts(own, 0, {}).record(new Imports(own).closure('reports/gate/run.ts'))));
}

let foreign: string | undefined;

/** What `name` is now, for a cache. */
export function nowOf({ facts }: Pick<FactSources, 'facts'>, { extra }: ModelFacts): (name: string) => string {
  return (name) => extra[name] ?? facts.of(name);
}
