/** What the text of each property is, with every definition that it rests on: a weakened one is seen though its verdict stays. */

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { outlineModule } from '../../spec/checker/index.js';
import type { Model } from '../../spec/manifest.js';
import { moduleName } from '../../spec/module-name.js';
import { readText } from '../../spec/read-text.js';
import type { GatePlace } from './document.js';
import { type Entries, entryKey } from './entries.js';
import { digestOf } from './file-digests.js';

interface Definition {
  readonly digest: string;
  readonly place: GatePlace;
  /** Names in it that may be definitions. */
  readonly words: ReadonlySet<string>;
}

/** The definitions of one module as its models see them. */
interface Scope {
  /** Modules of its models: some have one of their own that extends it. */
  readonly files: Set<string>;
  readonly definitions: Map<string, Definition>;
  readonly properties: Set<string>;
}

export class Definitions {
  private readonly scopes = new Map<string, Scope>();
  private readonly modules = new Map<string, ReadonlyMap<string, Definition>>();

  /** @throws {InputError} for a module that cannot be read. */
  constructor(
    private readonly root: string,
    models: readonly Model[],
  ) {
    for (const model of models) {
      const module = moduleName(model);
      const scope = this.scopes.get(module) ?? { files: new Set(), definitions: new Map(), properties: new Set() };
      this.scopes.set(module, scope);
      for (const { name } of model.properties) scope.properties.add(name);
      if (scope.files.has(model.module)) continue;
      scope.files.add(model.module);
      for (const [name, definition] of this.definitionsOf(model.module)) {
        if (!scope.definitions.has(name)) scope.definitions.set(name, definition);
      }
    }
  }

  /** One entry for each definition that a property of its module rests on. */
  entries(): Entries {
    const entries = new Map<string, string>();
    for (const [module, { definitions, properties }] of this.scopes) {
      for (const name of reachable(definitions, properties)) {
        const definition = definitions.get(name);
        if (definition !== undefined) entries.set(entryKey('definition', module, name), definition.digest.slice(0, 16));
      }
    }
    return entries;
  }

  /** The properties that rest on a definition, itself one or not. */
  restingOn(module: string, name: string): readonly string[] {
    const scope = this.scopes.get(module);
    if (scope === undefined) return [];
    return [...scope.properties].filter((property) => reachable(scope.definitions, [property]).has(name)).sort();
  }

  placeOf(module: string, name: string): GatePlace | undefined {
    return this.scopes.get(module)?.definitions.get(name)?.place;
  }

  private definitionsOf(file: string): ReadonlyMap<string, Definition> {
    const known = this.modules.get(file) ?? this.readDefinitions(file);
    this.modules.set(file, known);
    return known;
  }

  private readDefinitions(file: string): ReadonlyMap<string, Definition> {
    const outline = outlineModule(readText(join(this.root, file)), file);
    const found = new Map<string, Definition>();
    for (const { name } of outline.extends) {
      const beside = join(dirname(file), `${name}.tla`);
      if (existsSync(join(this.root, beside)))
        for (const [key, value] of this.definitionsOf(beside)) found.set(key, value);
    }
    for (const { name, line, head, body } of outline.definitions.values()) {
      const texts = [...head, ...body].map(({ text }) => text);
      const words = new Set(texts.filter((text) => /^\w+$/.test(text) && text !== name));
      found.set(name, { digest: digestOf(texts.join(' ')), place: { file, line }, words });
    }
    return found;
  }
}

function reachable(definitions: ReadonlyMap<string, Definition>, from: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [...from];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const definition = definitions.get(name);
    if (definition === undefined || found.has(name)) continue;
    found.add(name);
    pending.push(...definition.words);
  }
  return found;
}
