/*
 * Mocha asks the workers of a parallel run to exit and ends those that take longer than a second by SIGTERM, which is
 * how long writing what a worker covered may well take. It exits by itself, so the signal may pass.
 */
if (process.env["NODE_V8_COVERAGE"] && process.env["MOCHA_WORKER_ID"] !== undefined) {
  process.on("SIGTERM", () => undefined);
}
