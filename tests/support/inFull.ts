/**
 * Whether this is `npm run test:full`: all draws, all programs and what is derived by compilers, where `npm test` takes some
 * draws and programs, and compares what was derived by what it was derived from.
 */
export const IN_FULL = process.env["TESTS"] === "full";
