/** The bits of trust_status (tsem.h). */

export type TrustStatus = number;

export const TRUSTED = 1;
export const UNTRUSTED = 2;
export const PENDING = 4;

/** tsem_task_untrusted(): true for any bit but TRUSTED, so also for a task that waits. */
export function isUntrusted(status: TrustStatus): boolean {
  return status !== TRUSTED;
}
