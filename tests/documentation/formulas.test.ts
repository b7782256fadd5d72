import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { breakerThreshold } from "../../components/service/rules/deployment/breakerThreshold.js";
import {
  PAUSE_TIMEOUT_MINUTES,
  shiftMinutes,
} from "../../components/service/rules/deployment/trafficShift.js";
import { HOURS_PER_MONTH } from "../../cost/costResult.js";
import { FREE_STORAGE_GB } from "../../cost/fargateHour.js";
import { SPOT_LEAST_SHARE } from "../../cost/lines/instanceLines.js";
import { COMPRESSED_SHARE, FOREVER_DAYS } from "../../cost/lines/logLines.js";
import {
  ENHANCED_METRICS,
  STANDARD_METRICS,
  TRACKING_ALARMS,
} from "../../cost/lines/watchLines.js";
import { DEFAULT_QUANTITIES } from "../../cost/usage.js";
import { UNCHECKED_SECONDS } from "../../forecast/deploymentFacts.js";
import { CODE_DEPLOY_SECONDS, STAGE_SECONDS } from "../../forecast/foretellDeployments.js";
import { START } from "../../forecast/strategyForecast.js";
import { packageRoot } from "../../generator/project/packageRoot.js";

const text = readFileSync(join(packageRoot(), "docs", "concepts", "formulas.md"), "utf8");
const page = text.replace(/\s+/g, " ");

const e = ENHANCED_METRICS;
const s = STANDARD_METRICS;
const hook = { type: "lambda", stages: ["PRE_SCALE_UP"] };
const lambda =
  shiftMinutes("blueGreen", { lifecycleHooks: [hook] }) - shiftMinutes("blueGreen", {});
const network = (shiftMinutes("blueGreen", {}, true) - shiftMinutes("blueGreen", {})) / 2;

/** What the page says with the figures of the code. */
const SAID = {
  "hours of a month": `A month has ${HOURS_PER_MONTH} hours.`,
  "free storage": `(GB above ${FREE_STORAGE_GB})`,
  "least share of Spot": `at least ${SPOT_LEAST_SHARE * 100} % of it`,
  "logs that are kept": `and ${COMPRESSED_SHARE * 100} % of it kept`,
  "retention that is not said": `${FOREVER_DAYS} days where nothing is said`,
  "alarms of an autoscaler": `${TRACKING_ALARMS} for each target that an autoscaler tracks`,
  "standard metrics": `${s.cluster} of a cluster, ${s.service} of a service, ${s.family} of a task definition.`,
  "enhanced metrics": `${e.cluster} of a cluster, ${e.service} of a service, ${e.family} of a task definition, ${e.container} of a container of a task definition, ${e.task} of a task, ${e.taskContainer} of a container of a task.`,
  "a task's start": `| ${START.least} s after its start | ${START.most} s after its start |`,
  "tasks without a check": `| healthy without a check | ${UNCHECKED_SECONDS} s |`,
  "the circuit breaker": `at least ${breakerThreshold(1)} and at most ${breakerThreshold(1e6)}`,
  "a function's hook": `${lambda} minutes for a function, ${PAUSE_TIMEOUT_MINUTES} for a pause`,
  "a Network Load Balancer": `adds ${network} minutes to the test requests and to each step`,
  "a stage of ECS": `goes back after ${STAGE_SECONDS / 3600} hours`,
  CodeDeploy: `[${CODE_DEPLOY_SECONDS / 60} minutes]`,
};

describe("the page of formulas", () => {
  for (const [what, words] of Object.entries(SAID)) {
    it(`says of ${what} what the code has`, () => {
      assert.ok(page.includes(words), words);
    });
  }

  for (const [name, value] of Object.entries(DEFAULT_QUANTITIES)) {
    it(`says what ${name} is where nothing is said`, () => {
      const figure = value.toLocaleString("en-US");
      assert.match(page, new RegExp(`\`${name}\`(?: \\(${figure}\\)| ${figure}\\b)`));
    });
  }
});
