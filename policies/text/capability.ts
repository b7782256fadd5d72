/** A capability's name in one form: Docker takes `CAP_SYS_ADMIN` and `sys_admin` for the same. */
export function plainCapability(capability: string): string {
  return capability.toUpperCase().replace(/^CAP_/, "");
}

/** Capabilities with one of which a container does to its host what a privileged one does. */
export const HOST_CAPABILITIES: readonly string[] = ["ALL", "SYS_ADMIN", "SYS_MODULE"];

/** Capabilities among the added ones that a list does not allow, as the container writes them. */
export function capabilitiesBeyond(added: readonly string[], allowed: readonly string[]): string[] {
  const known = allowed.map(plainCapability);
  return added.filter((name) => !known.includes(plainCapability(name)));
}
