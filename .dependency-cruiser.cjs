/** Which folder may import which: floors within a tree, and rules between trees. */

const { readdirSync } = require("node:fs");

/** Floors from the ground up: a folder imports what is on floors below its own, never beside or above. */
const FLOORS = {
  components: [
    ["rules", "program"],
    ["argument", "aws"],
    ["image", "network", "diagnosis", "dynamic"],
    ["taskDefinition", "cluster", "loadBalancer"],
    ["launch"],
    ["service", "task", "scheduledTask"],
    ["index", "dynamicProviders"],
  ],
  "components/service": [
    ["rules"],
    ["args"],
    ["traffic", "peers", "scaling", "execGrant", "decidePlacement"],
    ["deployment"],
    ["decideService"],
    ["service"],
  ],
  policies: [
    ["text", "undetermined"],
    ["resource"],
    ["views"],
    ["rule"],
    ["securityHub", "fsbpControls", "parameterSchema"],
    ["rules", "configuration"],
    ["review", "definePolicy"],
    ["pack", "index"],
  ],
  cost: [
    ["prices", "usage", "costResult", "stackResources", "unpricedTypes"],
    ["costFigures"],
    ["fargateService", "findTaskDefinition"],
    ["ledger"],
    ["serviceTasks", "taskCapacity", "fargateHour"],
    ["lines"],
    ["advice"],
    ["estimateCost"],
  ],
  forecast: [
    ["deploymentForecast"],
    ["rollingSteps", "deploymentFacts", "shiftTiming", "timelineText"],
    ["strategyForecast", "warnings"],
    ["foretellDeployments"],
  ],
  picture: [
    ["picture", "picturedStack", "plainText"],
    ["drawSubnets", "condense", "mermaidText", "dotText"],
    ["drawBalancers"],
    ["drawTasks"],
    ["drawNeeds", "drawOpenings"],
    ["drawStack"],
  ],
  generator: [
    ["cliError", "compileLate", "growModestly"],
    ["project"],
    ["ordinaryFailure"],
    ["offline", "scaffold"],
    ["automation", "testing", "check", "cost"],
    ["review", "explain", "doctor"],
    ["fleet"],
    ["terminal", "completion"],
    ["commands"],
    ["commandLine"],
    ["cli"],
  ],
};

/** `rules/` is the ground of every room, wherever the room is. */
const RULES = "^components/rules/|^components/[^/]+/rules/";
const REFS = "^components/[^/]+/[A-Za-z]+Ref[.]ts$";
const ARGS = "^components/[^/]+/args/|^components/[^/]+/[A-Za-z]+Args[.]ts$";
/** Folders of the generator that know no person who sits before a terminal. */
const LIBRARIES =
  "^generator/(automation|check|completion|cost|explain|review|offline|scaffold|doctor|testing|project|fleet)/";

/** What a part of a tree is called: a folder, or a file beside the folders. */
const parts = (tree, names) => `^${tree}/(${names.join("|")})(/|[.]ts$)`;

/** A part without a floor would be bound by nothing. */
function refuseParts(tree, known) {
  for (const { name } of readdirSync(tree, { withFileTypes: true })) {
    const part = name.replace(/[.]ts$/, "");
    // What is built for the package is no part of the source.
    if (part === "dist") continue;
    if (!part.includes(".") && !known.includes(part))
      throw new Error(`${tree}/${name} has no floor`);
  }
}

/** Rules may import each other from any floor, which rules of their own see to. */
const floorRules = Object.entries(FLOORS).flatMap(([tree, floors]) => {
  refuseParts(tree, floors.flat());
  return floors
    .flatMap((floor, i) =>
      floor.map((part) => {
        const notBelow = floors
          .slice(i)
          .flat()
          .filter((other) => other !== part);
        return { part, notBelow };
      }),
    )
    .filter(({ notBelow }) => notBelow.length > 0)
    .map(({ part, notBelow }) => ({
      name: `floors-of-${tree.replace("/", "-")}`,
      severity: "error",
      from: { path: parts(tree, [part]), pathNot: RULES },
      to: { path: parts(tree, notBelow), pathNot: RULES },
    }));
});

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "components-import-nothing-else-of-ours",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(policies|cost|forecast|picture|generator|tests|examples|bench|scripts)/" },
    },
    {
      name: "rules-import-rules-only",
      severity: "error",
      from: { path: RULES },
      to: { path: "^components/", pathNot: `${RULES}|${ARGS}` },
    },
    {
      name: "rules-know-args-by-type-only",
      severity: "error",
      from: { path: RULES },
      to: { path: ARGS, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "rules-are-pure",
      comment: "what decides can be asked without Pulumi, AWS, files, processes and the network",
      severity: "error",
      from: { path: RULES },
      to: {
        path: "node_modules/(@pulumi|@aws-sdk)/|^(node:)?(fs|fs/promises|child_process|http|https)$",
      },
    },
    {
      name: "args-import-args-refs-and-rules",
      severity: "error",
      from: { path: "^components/[^/]+/args/" },
      to: { path: "^components/", pathNot: `${RULES}|${REFS}|${ARGS}` },
    },
    ...floorRules,
    {
      name: "policies-import-rules-only",
      severity: "error",
      from: { path: "^policies/" },
      to: { path: "^(components|forecast|picture|generator|tests)/", pathNot: RULES },
    },
    {
      name: "policies-ask-what-a-stack-costs-by-its-view",
      comment:
        "cost/ reads by policies/resource, /views and /text, and stands between them and the rules",
      severity: "error",
      from: { path: "^policies/", pathNot: "^policies/views/stackCostView[.]ts$" },
      to: {
        path: "^cost/",
        pathNot: "^cost/(usage|costFigures|costResult|prices/priceTable)[.]ts$",
      },
    },
    {
      name: "figures-are-of-what-was-recorded",
      comment:
        "what a stack costs, how it deploys and what it looks like is worked out from what was recorded alone",
      severity: "error",
      from: { path: "^(cost|forecast|picture)/" },
      to: {
        path: "^(components|policies|generator|tests)/|node_modules/|^(node:)?(fs|fs/promises|child_process|http|https)$",
        pathNot: `${RULES}|^policies/(resource|views|text)/`,
      },
    },
    {
      name: "libraries-know-no-terminal",
      severity: "error",
      from: { path: LIBRARIES },
      to: { path: "^generator/(terminal|commands)/" },
    },
    {
      name: "nothing-imports-the-generator",
      severity: "error",
      from: { pathNot: "^(generator|tests|bench|scripts|examples)/" },
      to: { path: "^generator/" },
    },
    {
      name: "examples-import-what-the-package-exports",
      severity: "error",
      from: { path: "^examples/" },
      to: { path: "^generator/", pathNot: "^generator/(automation|fleet)/index[.]ts$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};
