import { run } from "./run.js";
import { work } from "./work.js";

async function main(): Promise<void> {
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      log("stopping", { signal });
      stop.abort(new Error(signal));
    });
  }
  const limits = {
    attempts: setting("ATTEMPTS", 3),
    timeLimitMs: setting("TIME_LIMIT_SECONDS", 3600) * 1000,
    pauseMs: 1000,
  };
  // Not by itself: work that does not stop must not keep the program.
  process.exit(await run(work, limits, stop.signal, log));
}

function setting(name: string, otherwise: number): number {
  const value = Number(process.env[name] ?? otherwise);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`${name} must be a whole number above 0, got ${JSON.stringify(process.env[name])}`);
}

function log(event: string, fields: object = {}): void {
  console.log(JSON.stringify({ time: new Date().toISOString(), event, ...fields }));
}

main().catch((error: unknown) => {
  log("failed", { reason: String(error) });
  process.exitCode = 1;
});
