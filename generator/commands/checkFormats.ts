/** What the result of `slipway check` can be printed as. */
export const FORMATS = ["text", "json", "sarif", "junit", "markdown", "github"] as const;

/** One of {@link FORMATS}. */
export type CheckFormat = (typeof FORMATS)[number];
