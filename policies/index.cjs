"use strict";

// The pack for Pulumi's policy host: the code that prepare.cjs put beside this file, as in a pack that `pulumi policy publish`
// has packed, and else that of the package that this folder is in.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

function refuseWithout(name) {
  try {
    require.resolve(name);
  } catch {
    const error = new Error(
      `Slipway's policy pack needs the package ${name}, which is not installed: npm install ${name}`,
    );
    // The host prints an error by its stack, which would bury the line that says what is wrong.
    error.stack = error.message;
    throw error;
  }
}

refuseWithout("@pulumi/policy");
const own = join(__dirname, "dist/policies/index.js");
require(existsSync(own) ? own : "../dist/policies/index.js");
