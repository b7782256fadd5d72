/** A processor architecture, as Docker names it. */
export const Architecture = { Amd64: "amd64", Arm64: "arm64" } as const;
/** A processor architecture, as Docker names it. */
export type Architecture = (typeof Architecture)[keyof typeof Architecture];
