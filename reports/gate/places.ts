/** Where the things stand that entries are about: file and line, for messages. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { moduleName } from '../../spec/module-name.js';
import type { Project } from '../../spec/project.js';
import type { Definitions } from './definitions.js';
import type { GatePlace } from './document.js';
import { type EntryName, entryKey } from './entries.js';
import type { Flows } from './flow.js';
import type { Places } from './told.js';

const manifestFile = 'spec/manifest.json';

export interface PlaceSources {
  readonly project: Project | undefined;
  readonly definitions: Definitions | undefined;
  readonly flows: Flows;
  /** Where an entry stands in the baseline: for what stands nowhere else any more. */
  readonly baselinePlace: (key: string) => GatePlace;
  readonly root: string;
}

export function placesFrom(sources: PlaceSources): Places {
  const { project, definitions, flows, baselinePlace, root } = sources;
  const modelOf = (id: string) => project?.manifest.models.find((model) => model.id === id);
  return {
    of(name: EntryName) {
      const { kind, subject, part } = name;
      const model = modelOf(subject);
      const here = placeIn(sources, name);
      if (here !== undefined) return here;
      if (kind === 'fires') {
        const owner = project?.manifest.models.find((each) => moduleName(each) === subject);
        const place = owner && flows.actionPlace(owner, part);
        if (place !== undefined) return place;
      }
      if (model !== undefined) return { file: manifestFile, line: model.lines.entry };
      return baselinePlace(part === '' ? entryKey(kind, subject) : entryKey(kind, subject, part));
    },
    ofBound(id, name) {
      const config = modelOf(id)?.config;
      return config === undefined ? undefined : lineIn(root, config, new RegExp(`^\\s*(?:CONSTANTS?\\s+)?${name}\\b`));
    },
    restingOn: (module, definition) => definitions?.restingOn(module, definition) ?? [],
  };
}

/** Where it stands in the files of the project, if it does. */
function placeIn(
  { project, definitions, root }: PlaceSources,
  { kind, subject, part }: EntryName,
): GatePlace | undefined {
  switch (kind) {
    case 'property': {
      const model = project?.manifest.models.find(({ id }) => id === subject);
      const line = model?.properties.find(({ name }) => name === part)?.line;
      return line === undefined ? undefined : { file: manifestFile, line };
    }
    case 'claim':
    case 'table': {
      const variant = part.split(' ')[0];
      for (const { path, entries } of project?.catalogues ?? []) {
        const entry = entries.find(({ id }) => id === subject);
        if (entry === undefined) continue;
        return { file: path, line: entry.rulings.find((ruling) => ruling.variant === variant)?.line ?? entry.line };
      }
      return undefined;
    }
    case 'definition':
    case 'fails':
    case 'condition':
      return definitions?.placeOf(subject, part);
    case 'test':
      return part === ''
        ? undefined
        : existsSync(join(root, subject))
          ? (lineIn(root, subject, part) ?? { file: subject, line: 1 })
          : undefined;
    default:
      return undefined;
  }
}

function lineIn(root: string, file: string, text: string | RegExp): GatePlace | undefined {
  const path = join(root, file);
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, 'utf8').split('\n');
  const index = lines.findIndex((line) => (typeof text === 'string' ? line.includes(text) : text.test(line)));
  return index < 0 ? undefined : { file, line: index + 1 };
}
