/** Findings that a table settles: a short story each, and what is left behind. */

import type { CreationRequest } from '../../impl/tsem/creation.js';
import { EINVAL } from '../../impl/tsem/errno.js';
import { type Answer, ControlScene, half } from './control-scene.js';
import { everywhere, type Row, type TableVariant, whereKeyed } from './table.js';

/** What a story leaves behind, by name. */
export type Aftermath = Readonly<Record<string, Answer | string | boolean | readonly string[]>>;

type Kind = CreationRequest['kind'];

export const findingRows: readonly Row<Aftermath>[] = [
  {
    title:
      'a creation whose model cannot be allocated succeeds: its context has no id, no count of references, no model',
    claim: 'TSEM-I21',
    source: 'namespace.c, tsem_ns_create',
    expected: everywhere<Aftermath>({ answer: 'written', isInside: true, id: 0, references: 0, hasModel: false }),
    run: (variant) => {
      const scene = new ControlScene(variant);
      scene.failing.add('model');
      const answer = scene.line(scene.child, 'internal');
      const { context } = scene.child.blob;
      const { id, references, model } = context;
      return { answer, isInside: context !== scene.state.root, id, references, hasModel: model !== undefined };
    },
  },
  {
    title: 'a creation whose model is allocated has all three',
    claim: 'TSEM-I21',
    source: 'namespace.c, tsem_ns_create',
    expected: everywhere<Aftermath>({ answer: 'written', id: 1, references: 1, hasModel: true }),
    run: (variant) => {
      const scene = new ControlScene(variant);
      const answer = scene.line(scene.child, 'internal');
      const { id, references, model } = scene.child.blob.context;
      return { answer, id, references, hasModel: model !== undefined };
    },
  },
  {
    title: 'with a digest longer than the root namespace has, the key that made the namespace releases nobody',
    claim: 'TSEM-I22',
    source: 'fs.c, config_namespace and config_COE; namespace.c, tsem_ns_event_key',
    expected: whereKeyed<Aftermath>({ creation: 'written', withKey: EINVAL, withItsBeginning: 'written' }),
    run: (variant) => {
      const scene = new ControlScene(variant);
      const key = 'ab'.repeat(48);
      const creation = scene.line(scene.child, `external digest=sha384 key=${key}`);
      const withKey = scene.verdict(`key=${key}`);
      return { creation, withKey, withItsBeginning: scene.verdict(`key=${key.slice(0, 64)}`) };
    },
  },
  {
    title: 'with a digest shorter than the root namespace has, no key makes a namespace',
    claim: 'TSEM-I22',
    source: 'fs.c, config_namespace; namespace.c, tsem_ns_create and tsem_ns_event_key',
    expected: whereKeyed<Aftermath>({ ofItsOwnLength: EINVAL, ofTheRoot: EINVAL }),
    run: (variant) => {
      const ofLength = (digits: number): Answer => {
        const scene = new ControlScene(variant, 'sha384');
        return scene.line(scene.child, `external digest=sha256 key=${'ab'.repeat(digits / 2)}`);
      };
      return { ofItsOwnLength: ofLength(64), ofTheRoot: ofLength(96) };
    },
  },
  {
    title: 'a creation whose hash fails follows the address 1, and leaves the mutex locked',
    claim: 'TSEM-I24',
    source: 'namespace.c, tsem_ns_event_key and tsem_ns_create',
    expected: whereKeyed<Aftermath>({
      answer: 'kernel dies',
      faults: ['tsem_ns_create: external structure at address 1'],
      isMutexFree: false,
    }),
    run: (variant) => {
      const scene = new ControlScene(variant);
      scene.hashFails = true;
      const answer = scene.line(scene.child, `external key=${half}`);
      return { answer, faults: scene.faults, isMutexFree: scene.state.isMutexFree };
    },
  },
  {
    title: 'a verdict whose hash fails is a write of 1 byte',
    claim: 'TSEM-I24',
    source: 'namespace.c, tsem_ns_event_key; fs.c, write_control',
    expected: whereKeyed<Aftermath>({ answer: 1, isReleased: false }),
    run: (variant) => {
      const scene = new ControlScene(variant).withNamespace();
      scene.hashFails = true;
      return { answer: scene.verdict(), isReleased: scene.released.length > 0 };
    },
  },
  ...(['external', 'export'] as const).map(
    (kind): Row<Aftermath> => ({
      title: `a late failure of ${kind} leaves the file behind, and the next creation meets it, unless that is repaired`,
      source: 'namespace.c, the unwind of tsem_ns_create',
      expected: {
        ...everywhere<Aftermath>({ first: -12, isFileLeft: true, second: -17 }),
        fixed: { first: -12, isFileLeft: false, second: 'written' },
      },
      run: (variant) => lateFailure(variant, kind),
    }),
  ),
];

function lateFailure(variant: TableVariant, kind: Exclude<Kind, 'internal'>): Aftermath {
  const scene = new ControlScene(variant);
  const text = kind === 'external' && scene.isKeyed ? `external key=${half}` : `${kind} cache=32`;
  scene.failing.add('magazine');
  const first = scene.line(scene.child, text);
  scene.failing.clear();
  const isFileLeft = scene.state.files.has(1);
  return { first, isFileLeft, second: scene.line(scene.child, text) };
}
