/** A digest as a registry has it, of no image that exists. */
export const DIGEST = `sha256:${"0".repeat(64)}`;
