#!/usr/bin/env node
// `npm create slipway orders -- --yes` is `slipway new orders --yes`: the words go on as they are.
const { dirname, join } = require("node:path");

const manifest = require.resolve("slipway/package.json");
process.argv.splice(2, 0, "new");
require(join(dirname(manifest), require(manifest).bin.slipway));
