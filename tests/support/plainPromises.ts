import { makeOutputsLazily } from "../../generator/offline/program/lazyOutputs.js";
import { dropPromiseTraces } from "../../generator/offline/program/promiseTraces.js";

// Half of what tests of components take is the stacks that Pulumi notes, and outputs that nobody reads. Only the workers of a
// parallel run go without: who debugs runs a file by itself.
if (process.env["MOCHA_WORKER_ID"] !== undefined) {
  dropPromiseTraces();
  makeOutputsLazily();
}
