// Loaded into every process of a measured command: writes its peak memory, in KiB, when it ends.
const { appendFileSync } = require("node:fs");

process.on("exit", () => {
  const file = process.env.SLIPWAY_BENCH_MEMORY;
  if (file) appendFileSync(file, `${process.resourceUsage().maxRSS}\n`);
});
