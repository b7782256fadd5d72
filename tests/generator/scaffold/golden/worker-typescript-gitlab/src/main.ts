import { handle } from "./handle.js";
import { sqsQueue } from "./queue.js";
import { work } from "./worker.js";

async function main(): Promise<void> {
  const url = process.env.QUEUE_URL;
  if (url === undefined) throw new Error("QUEUE_URL must be the URL of the queue");
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      log("stopping", { signal });
      stop.abort();
    });
  }
  log("started");
  await work(sqsQueue(url), handle, stop.signal, log);
  log("stopped");
}

function log(event: string, fields: object = {}): void {
  console.log(JSON.stringify({ time: new Date().toISOString(), event, ...fields }));
}

main().catch((error: unknown) => {
  log("failed", { reason: String(error) });
  process.exitCode = 1;
});
