/** Tests whose processes load the implementation because of the tables that settle claims, and for nothing else. */

/** The rows, which are run aside: see conformance/coverage/asides.ts. */
const tables = 'conformance/tables/';

/**
 * Whether what a test depends on of the implementation is what comes of the tables: none of its functions ran besides, and nobody else
 * has loaded it, who could read one of its constants.
 *
 * @param facts of the implementation: a file, or one of its functions; `FILE#0` is what runs while the file is loaded.
 * @param code files that were loaded, the test's own among them.
 */
export function isLoadedForTables(
  facts: readonly string[],
  code: Iterable<string>,
  importsOf: (file: string) => readonly string[],
): boolean {
  const isImplementation = (file: string): boolean => file.startsWith('impl/') && !file.startsWith('impl/test/');
  // A folder that is named is none of its code.
  const isCode = (file: string): boolean => isImplementation(file) && file.endsWith('.ts');
  const mayKnow = (file: string): boolean => isImplementation(file) || file.startsWith(tables);
  return (
    facts.every((fact) => fact.endsWith('#0')) &&
    [...code].every((file) => mayKnow(file) || !importsOf(file).some(isCode))
  );
}
