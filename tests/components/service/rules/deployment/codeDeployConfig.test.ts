import assert from "node:assert/strict";

import type { CodeDeployShift } from "../../../../../components/service/rules/deployment/codeDeployConfig.js";
import {
  codeDeployConfig,
  codeDeployConfigProblem,
  codeDeployMinutes,
} from "../../../../../components/service/rules/deployment/codeDeployConfig.js";

const named = (name: string) => ({ name: `CodeDeployDefault.ECS${name}` });

describe("codeDeployConfig", () => {
  const cases: [CodeDeployShift, object, number][] = [
    [{}, named("AllAtOnce"), 0],
    [{ canaryPercent: 10 }, named("Canary10Percent5Minutes"), 5],
    [{ canaryBakeTimeMinutes: 15 }, named("Canary10Percent15Minutes"), 15],
    [{ linearStepPercent: 10 }, named("Linear10PercentEvery1Minutes"), 9],
    [{ linearStepBakeTimeMinutes: 3 }, named("Linear10PercentEvery3Minutes"), 27],
    [{ canaryPercent: 20 }, { type: "TimeBasedCanary", percentage: 20, interval: 5 }, 5],
    [
      { linearStepPercent: 30, linearStepBakeTimeMinutes: 2 },
      { type: "TimeBasedLinear", percentage: 30, interval: 2 },
      6,
    ],
    [{ codeDeployConfigName: "OwnConfig" }, { name: "OwnConfig" }, 0],
    [
      { codeDeployConfigName: "CodeDeployDefault.ECSLinear10PercentEvery3Minutes" },
      named("Linear10PercentEvery3Minutes"),
      0,
    ],
  ];
  for (const [shift, config, minutes] of cases) {
    it(`is ${JSON.stringify(config)} for ${JSON.stringify(shift)}`, () => {
      assert.equal(codeDeployConfigProblem(shift), undefined);
      assert.deepEqual(codeDeployConfig(shift), config);
      assert.equal(codeDeployMinutes(shift), minutes);
    });
  }

  const faults: [CodeDeployShift, string, string][] = [
    [
      { canaryPercent: 10, linearStepPercent: 10 },
      "linearStepPercent",
      "does not go with 'canaryPercent', got 10; leave one out",
    ],
    [
      { codeDeployConfigName: "OwnConfig", canaryBakeTimeMinutes: 5 },
      "canaryPercent",
      "does not go with 'codeDeployConfigName', got 5; leave one out",
    ],
    [
      { codeDeployConfigName: "CodeDeployDefault.OneAtATime" },
      "codeDeployConfigName",
      'must be a configuration for ECS, got "CodeDeployDefault.OneAtATime"; "CodeDeployDefault.ECSAllAtOnce" works',
    ],
    [
      { codeDeployConfigName: "CodeDeployDefault.LambdaCanary10Percent5Minutes" },
      "codeDeployConfigName",
      'must be a configuration for ECS, got "CodeDeployDefault.LambdaCanary10Percent5Minutes"; "CodeDeployDefault.ECSAllAtOnce" works',
    ],
    [
      { canaryPercent: 100 },
      "canaryPercent",
      "must be a whole number from 1 to 99 for CodeDeploy, got 100; 10 works",
    ],
    [
      { linearStepPercent: 2.5 },
      "linearStepPercent",
      "must be a whole number from 1 to 99 for CodeDeploy, got 2.5; 10 works",
    ],
    [
      { linearStepBakeTimeMinutes: 2881 },
      "linearStepBakeTimeMinutes",
      "must be a whole number from 1 to 2880 for CodeDeploy, got 2881; 1 works",
    ],
    [
      { canaryBakeTimeMinutes: 0 },
      "canaryBakeTimeMinutes",
      "must be a whole number from 1 to 2880 for CodeDeploy, got 0; 5 works",
    ],
  ];
  for (const [shift, argument, rule] of faults) {
    it(`refuses ${JSON.stringify(shift)}`, () => {
      const path = `deployment.${argument}`;
      assert.deepEqual(codeDeployConfigProblem(shift), { path, reason: `'${path}' ${rule}` });
    });
  }
});
