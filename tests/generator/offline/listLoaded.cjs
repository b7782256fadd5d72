// Loaded into every process of a command: writes which files of the project, and which packages, it has loaded at its end.
const { appendFileSync } = require("node:fs");

process.on("exit", () => {
  appendFileSync(process.env.SLIPWAY_LOADED, `${Object.keys(require.cache).join("\n")}\n`);
});
