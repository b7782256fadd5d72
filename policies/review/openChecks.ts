import type { UndeterminedCheck } from "../undetermined.js";

/** The undetermined checks of each resource, by its last review. */
export class OpenChecks {
  private readonly byUrn = new Map<string, UndeterminedCheck[]>();

  set(urn: string, policy: string, paths: readonly string[]): void {
    const others = (this.byUrn.get(urn) ?? []).filter((check) => check.policy !== policy);
    const checks = [...others, ...paths.map((path) => ({ policy, path }))];
    if (checks.length > 0) this.byUrn.set(urn, checks);
    else this.byUrn.delete(urn);
  }

  /** Adds to what {@link OpenChecks.set} keeps, which the next review of the resource replaces. */
  add(urn: string, policy: string, paths: readonly string[]): void {
    const own = (this.byUrn.get(urn) ?? []).filter((check) => check.policy === policy);
    this.set(urn, policy, [...new Set([...own.map(({ path }) => path), ...paths])]);
  }

  entries(): [urn: string, checks: UndeterminedCheck[]][] {
    return [...this.byUrn];
  }
}
