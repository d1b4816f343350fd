// Which parts of a build are needed to go on from the one before.

import { changedBetween } from './sources.mjs';

/**
 * Undefined where it takes a new build: after one that was not ended or found a fault; where files came or went, since what they had become would stay; where
 * anything changed that the build is done with.
 *
 * @param mark of the build before, see readMark; undefined without one.
 * @param files the sources that there are now.
 * @param inputsOfChecker the built files, below dist, that the bundled checker is made of; undefined where there is none.
 */
export function whatToBuild(mark, files, inputsOfChecker) {
  if (mark === undefined || !mark.areTypesRight || inputsOfChecker === undefined) return undefined;
  const changed = changedBetween(mark.files, files);
  const isKnown = (file) => file in mark.files && file in files;
  if (!changed.every((file) => isKnown(file) && /\.(?:ts|schema\.json)$/.test(file))) return undefined;
  const built = changed.map((file) => file.replace(/\.(?:ts|json)$/, '.js'));
  return {
    schemas: changed.some((file) => file.endsWith('.schema.json')),
    checker: built.some((file) => inputsOfChecker.includes(file)),
  };
}
