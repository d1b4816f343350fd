/** Work of which only the outcome counts: who watches which functions run is told of it by one name, and of none of its functions. */

/** Does the work and says that it did. */
export type DoAside = <Outcome>(name: string, work: () => Outcome) => Outcome;

/** Where whoever watches puts a {@link DoAside}. */
export const asideGlobal = 'lsmVerifyAside';

/** @param name of the outcome: that of the same work in every process. @param work must not take steps later, and load nothing. */
export const aside: DoAside = (name, work) => {
  const { [asideGlobal]: watched } = globalThis as { [asideGlobal]?: DoAside };
  return watched === undefined ? work() : watched(name, work);
};
