/** What bindings, links and claims call the module of a model. */

/** For example `tsem/TrustRelease` of the model `tsem/TrustRelease.email-two`. */
export function moduleName({ id }: { readonly id: string }): string {
  const dot = id.indexOf('.');
  return dot < 0 ? id : id.slice(0, dot);
}
