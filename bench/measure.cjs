// Loaded into every process of a measured command: writes its peak memory, in KiB, when all that it does at its end is done.
const { appendFileSync } = require("node:fs");

const { emit } = process;

process.emit = function (event, ...values) {
  const isHeard = emit.call(this, event, ...values);
  const file = process.env.SLIPWAY_BENCH_MEMORY;
  if (event === "exit" && file) appendFileSync(file, `${process.resourceUsage().maxRSS}\n`);
  return isHeard;
};
