/** Says all that a program could leave to the next, by what it exports. */
const PROBE = `
const pulumi = require("@pulumi/pulumi");
const fs = require("fs");
const counter = require("./counter.js");
new pulumi.ComponentResource("acme:index:Probe", "probe", {});
const seen = {
  count: counter.next(),
  globals: [typeof globalThis.left, typeof Array.prototype.left, [].flat.call.name, JSON.stringify({ a: 1 })],
  env: [process.env.LEFT ?? "none", process.env.PATH === undefined],
  argv: process.argv.length,
  folder: require("path").basename(process.cwd()),
  patched: [fs.existsSync(__filename), new pulumi.Config().get("left") ?? "none", typeof pulumi.left],
  output: pulumi.Output.prototype?.left ?? "none",
  component: typeof pulumi.ComponentResource.prototype.left,
  listeners: ["SIGUSR2", "warning", "left"].map((name) => process.listenerCount(name)),
  limits: [Error.stackTraceLimit, typeof Error.prepareStackTrace, process.umask().toString(8), process.getMaxListeners() === 77],
  store: Object.keys(require("@pulumi/pulumi/runtime/state").getStore()).includes("left"),
  main: require.main === undefined,
  cached: Object.keys(require.cache).filter((file) => file.endsWith("counter.js")).length,
};
module.exports = { seen, project: pulumi.getProject(), stack: pulumi.getStack() };
`;

/** Programs of JavaScript by what they do to the process that they run in. Each goes well in a process of its own. */
const TAME: Readonly<Record<string, string>> = {
  probe: PROBE,
  mutates: `
    const pulumi = require("@pulumi/pulumi");
    require("@pulumi/pulumi/runtime/state").getStore().left = true;
    globalThis.left = Array.prototype.left = pulumi.left = pulumi.Output.prototype
      ? (pulumi.Output.prototype.left = 1) : 1;
    pulumi.ComponentResource.prototype.left = () => 1;
    pulumi.Config.prototype.get = () => "changed";
    require("fs").existsSync = () => false;
    JSON.stringify = ((stringify) => (...all) => stringify(...all))(JSON.stringify);
    delete Array.prototype.flat;
    process.env.LEFT = "1";
    delete process.env.PATH;
    process.chdir("/");
    process.umask(0o77);
    Error.stackTraceLimit = 1;
    Error.prepareStackTrace = (error) => String(error);
    module.exports = { left: 1 };`,
  listens: `
    for (const name of ["SIGUSR2", "warning", "left", "beforeExit"]) process.on(name, () => 1);
    process.setMaxListeners(77);
    process.on("exit", () => console.log("ends"));
    process.removeAllListeners("uncaughtException");
    module.exports = { listens: true };`,
  registersLate: `
    const pulumi = require("@pulumi/pulumi");
    let done = false;
    process.on("beforeExit", () => {
      if (!done) setTimeout(() => new pulumi.ComponentResource("acme:index:Late", "later", {}), 5);
      done = true;
    });
    setTimeout(() => new pulumi.ComponentResource("acme:index:Late", "late", {}), 20);
    module.exports = { late: true };`,
  secrets: `
    const pulumi = require("@pulumi/pulumi");
    const secret = pulumi.secret("hunter2hunter2");
    new pulumi.ComponentResource("acme:index:Secret", "secret", { secret });
    module.exports = { secret, plain: "hunter2hunter2 again" };`,
  transforms: `
    const pulumi = require("@pulumi/pulumi");
    pulumi.runtime.registerResourceTransform(({ props, opts }) => ({ props: { ...props, tagged: true }, opts }));
    new pulumi.CustomResource("acme:index:Plain", "plain", { a: 1 });`,
  secretText: `module.exports = { text: "hunter2hunter2" };`,
};

/** Programs after which no other may run in the same process, or that fail. */
const WILD: Readonly<Record<string, string>> = {
  leavesTimer: `
    const pulumi = require("@pulumi/pulumi");
    setTimeout(() => new pulumi.ComponentResource("acme:index:Loose", "loose", {}), 60_000).unref();
    module.exports = { loose: true };`,
  freezes: `Object.freeze(Array.prototype); module.exports = { frozen: true };`,
  exits: `
    require("@pulumi/pulumi");
    process.exit(0);`,
  throwsLate: `setTimeout(() => { throw new TypeError("late"); }, 10); module.exports = { late: 1 };`,
  rejects: `Promise.reject(new Error("nobody listens")); module.exports = {};`,
  setsExitCode: `process.exitCode = 3; module.exports = {};`,
  neverSettles: `
    const pulumi = require("@pulumi/pulumi");
    module.exports = { never: pulumi.output(new Promise(() => undefined)) };`,
  logsError: `require("@pulumi/pulumi").log.error("this is wrong"); module.exports = {};`,
  throws: `function inner() { throw new RangeError("at once"); }\ninner();`,
  kills: `process.kill(process.pid, "SIGKILL");`,
  lacksModule: `require("no-such-module");`,
};

/** Programs by name. */
export const PROGRAMS = { TAME, WILD };
