/** What `slipway report` can be printed as. */
export const REPORT_FORMATS = ["markdown", "html", "json", "sarif"] as const;

/** One of {@link REPORT_FORMATS}. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];
