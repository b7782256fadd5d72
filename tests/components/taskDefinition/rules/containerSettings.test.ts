import assert from "node:assert/strict";

import type { ContainerSettings } from "../../../../components/taskDefinition/rules/containerSettings.js";
import {
  containerSettingsProblem,
  healthCommandProblem,
} from "../../../../components/taskDefinition/rules/containerSettings.js";

type Settings = Omit<ContainerSettings, "name">;

const decide = (settings: Settings) => containerSettingsProblem([{ name: "app", ...settings }]);

describe("containerSettings", () => {
  const legal: Settings[] = [
    {},
    { versionConsistency: "enabled" },
    { versionConsistency: "disabled" },
    {
      ulimits: [
        { name: "nofile", softLimit: 1024, hardLimit: 1048576 },
        { name: "memlock", softLimit: -1, hardLimit: -1 },
      ],
    },
    { ulimits: [{ name: "core", softLimit: 0 }] },
    { ulimits: [{ name: "core", softLimit: 0, hardLimit: -1 }] },
    { restartPolicy: {} },
    { restartPolicy: { ignoredExitCodes: [0, 255], restartAttemptPeriodSeconds: 60 } },
    { restartPolicy: { restartAttemptPeriodSeconds: 1800 } },
    { restartPolicy: { ignoredExitCodes: Array.from({ length: 60 }, (_, i) => i % 50) } },
    { healthCheck: {} },
    { healthCheck: { interval: 5, timeout: 2, retries: 1, startPeriod: 0 } },
    { healthCheck: { interval: 300, timeout: 60, retries: 10, startPeriod: 300 } },
  ];
  for (const settings of legal) {
    it(`takes ${JSON.stringify(settings).slice(0, 90)}`, () => {
      assert.equal(decide(settings), undefined);
    });
  }

  const of = "of container 'app' must be a whole number from";
  const names =
    "core, cpu, data, fsize, locks, memlock, msgqueue, nice, nofile, nproc, rss, rtprio, rttime, sigpending, stack";
  const faults: [Settings, string, string][] = [
    [
      { versionConsistency: "on" },
      "versionConsistency",
      `'versionConsistency' of container 'app' must be enabled or disabled, got "on"; leave it out for "enabled"`,
    ],
    [
      { ulimits: [{ name: "files", softLimit: 1 }] },
      "ulimits[0].name",
      `'name' of a ulimit of container 'app' must be one of ${names}, got "files"; "nofile" works`,
    ],
    [
      {
        ulimits: [
          { name: "core", softLimit: 0 },
          { name: "core", softLimit: 1 },
        ],
      },
      "ulimits[1].name",
      `'name' must differ between the ulimits of container 'app', got "core" twice; leave one out`,
    ],
    [
      { ulimits: [{ name: "nofile", softLimit: 1, hardLimit: 1048577 }] },
      "ulimits[0].hardLimit",
      "'hardLimit' of ulimit 'nofile' of container 'app' must be a whole number from 0 to 1048576, got 1048577; 65535 works",
    ],
    [
      { ulimits: [{ name: "nofile", softLimit: -1 }] },
      "ulimits[0].softLimit",
      "'softLimit' of ulimit 'nofile' of container 'app' must be a whole number from 0 to 1048576, got -1; 65535 works",
    ],
    [
      { ulimits: [{ name: "nproc", softLimit: -2 }] },
      "ulimits[0].softLimit",
      "'softLimit' of ulimit 'nproc' of container 'app' must be a whole number of at least 0, or -1 for no limit, got -2; 65535 works",
    ],
    [
      { ulimits: [{ name: "nproc", softLimit: 2, hardLimit: 1 }] },
      "ulimits[0].softLimit",
      "'softLimit' of ulimit 'nproc' of container 'app' must not be above its 'hardLimit' of 1, got 2; 1 works",
    ],
    [
      { ulimits: [{ name: "nproc", softLimit: -1, hardLimit: 1 }] },
      "ulimits[0].softLimit",
      "'softLimit' of ulimit 'nproc' of container 'app' must not be above its 'hardLimit' of 1, got -1; 1 works",
    ],
    [
      { restartPolicy: { ignoredExitCodes: Array.from({ length: 51 }, (_, i) => i) } },
      "restartPolicy.ignoredExitCodes",
      "'restartPolicy.ignoredExitCodes' of container 'app' must hold at most 50 exit codes, got 51; leave some out",
    ],
    [
      { restartPolicy: { ignoredExitCodes: [0, 256] } },
      "restartPolicy.ignoredExitCodes[1]",
      "'restartPolicy.ignoredExitCodes' of container 'app' must be whole numbers from 0 to 255, got 256; 0 works",
    ],
    ...[-1, 1.5].map((code): [Settings, string, string] => [
      { restartPolicy: { ignoredExitCodes: [code] } },
      "restartPolicy.ignoredExitCodes[0]",
      `'restartPolicy.ignoredExitCodes' of container 'app' must be whole numbers from 0 to 255, got ${code}; 0 works`,
    ]),
    [
      { restartPolicy: { restartAttemptPeriodSeconds: 59 } },
      "restartPolicy.restartAttemptPeriodSeconds",
      `'restartPolicy.restartAttemptPeriodSeconds' ${of} 60 to 1800 seconds, got 59; 60 works`,
    ],
    [
      { restartPolicy: { restartAttemptPeriodSeconds: 1801 } },
      "restartPolicy.restartAttemptPeriodSeconds",
      `'restartPolicy.restartAttemptPeriodSeconds' ${of} 60 to 1800 seconds, got 1801; 1800 works`,
    ],
    [
      { healthCheck: { interval: 4 } },
      "healthCheck.interval",
      `'healthCheck.interval' ${of} 5 to 300 seconds, got 4; 5 works`,
    ],
    [
      { healthCheck: { interval: 301 } },
      "healthCheck.interval",
      `'healthCheck.interval' ${of} 5 to 300 seconds, got 301; 300 works`,
    ],
    [
      { healthCheck: { timeout: 1 } },
      "healthCheck.timeout",
      `'healthCheck.timeout' ${of} 2 to 60 seconds, got 1; 2 works`,
    ],
    [
      { healthCheck: { timeout: 61 } },
      "healthCheck.timeout",
      `'healthCheck.timeout' ${of} 2 to 60 seconds, got 61; 60 works`,
    ],
    [
      { healthCheck: { retries: 0 } },
      "healthCheck.retries",
      `'healthCheck.retries' ${of} 1 to 10, got 0; 1 works`,
    ],
    [
      { healthCheck: { retries: 11 } },
      "healthCheck.retries",
      `'healthCheck.retries' ${of} 1 to 10, got 11; 10 works`,
    ],
    [
      { healthCheck: { startPeriod: -1 } },
      "healthCheck.startPeriod",
      `'healthCheck.startPeriod' ${of} 0 to 300 seconds, got -1; 0 works`,
    ],
    [
      { healthCheck: { startPeriod: 301 } },
      "healthCheck.startPeriod",
      `'healthCheck.startPeriod' ${of} 0 to 300 seconds, got 301; 300 works`,
    ],
    [
      { healthCheck: { interval: 10, timeout: 10 } },
      "healthCheck.timeout",
      "'healthCheck.timeout' of container 'app' must be below its 'interval' of 10 seconds, got 10; 5 works",
    ],
    [
      { healthCheck: { interval: 5, timeout: 9 } },
      "healthCheck.timeout",
      "'healthCheck.timeout' of container 'app' must be below its 'interval' of 5 seconds, got 9; 4 works",
    ],
    [
      { healthCheck: { interval: 5 } },
      "healthCheck.interval",
      "'healthCheck.interval' of container 'app' must be above its 'timeout' of 5 seconds, got 5; 30 works",
    ],
  ];
  for (const [settings, path, reason] of faults) {
    it(`refuses ${JSON.stringify(settings).slice(0, 90)}`, () => {
      assert.deepEqual(decide(settings), { path: `containers[0].${path}`, reason });
    });
  }

  for (const command of [
    ["CMD-SHELL", "curl -f http://localhost/ || exit 1"],
    ["CMD", "/healthcheck"],
    ["CMD", "agent", "health"],
  ]) {
    it(`takes a health check by ${JSON.stringify(command)}`, () => {
      assert.equal(healthCommandProblem({ name: "app", healthCheck: { command } }), undefined);
    });
  }

  const must = `'healthCheck.command' of container 'app' must start with "CMD" or "CMD-SHELL", got`;
  const commands: [string[], string][] = [
    [
      ["curl -f http://localhost/"],
      `${must} ["curl -f http://localhost/"]; ["CMD-SHELL","curl -f http://localhost/"] works`,
    ],
    [["agent", "health"], `${must} ["agent","health"]; ["CMD","agent","health"] works`],
    [["cmd-shell", "true"], `${must} ["cmd-shell","true"]; ["CMD-SHELL","true"] works`],
    [["cmd", "agent"], `${must} ["cmd","agent"]; ["CMD","agent"] works`],
    [[], `${must} []; ["CMD-SHELL","curl -f http://localhost/"] works`],
    [
      ["CMD-SHELL"],
      `'healthCheck.command' of container 'app' must have a command behind "CMD-SHELL", got none; ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] works`,
    ],
  ];
  for (const [command, reason] of commands) {
    it(`refuses a health check by ${JSON.stringify(command)}`, () => {
      const problem = healthCommandProblem({ name: "app", healthCheck: { command } });
      assert.deepEqual(problem, { path: "healthCheck.command", reason });
    });
  }
});
