/** What `slipway fleet preview` and `slipway fleet drift` can be printed as. */
export const FLEET_FORMATS = ["text", "markdown", "html", "json"] as const;

/** One of {@link FLEET_FORMATS}. */
export type FleetFormat = (typeof FLEET_FORMATS)[number];
