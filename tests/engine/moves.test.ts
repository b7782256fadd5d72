import assert from "node:assert/strict";

import type { DeploymentStrategy } from "../../components/index.js";
import type { TrafficMoment } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import { StrategyStack } from "./support/strategyStack.js";

// Each step stands on the one before.
engineSuite("pain 26: a deployed service that moves between strategies", () => {
  let orders: StrategyStack;

  before(async () => {
    orders = await StrategyStack.make({ deployment: { strategy: "rolling" } });
  });

  beforeEach(() => orders.emulator.forget());

  after(() => orders.remove());

  /** Names of the services that the requests went to, one after the other. */
  const served = (moments: readonly TrafficMoment[]) => [
    ...new Set(moments.flatMap(({ services }) => services)),
  ];

  /** Moves the service; gives what became of its requests, after every single call to AWS. */
  async function moves(strategy: DeploymentStrategy): Promise<TrafficMoment[]> {
    const before = await orders.emulator.traffic();
    await orders.workspace.configure({ "strategies:deployment": JSON.stringify({ strategy }) });
    // The tasks of a new service are healthy some time after it was made.
    await orders.comesUp("slow-1");
    return (await orders.emulator.traffic()).slice(before.length - 1);
  }

  it("comes up as a rolling service", async () => {
    await orders.comesUp("slow-1");
    const [last] = (await orders.emulator.traffic()).slice(-1);
    assert.equal(last?.path, "/orders/*");
    assert.equal(last.healthy, true);
  });

  const MOVES = [
    ["rolling", "codeDeploy", "CODE_DEPLOY"],
    ["codeDeploy", "external", "EXTERNAL"],
  ] as const;

  for (const [from, to, controller] of MOVES) {
    it(`has healthy targets after every call of the move from ${from} to ${to}`, async () => {
      const { serviceArn } = await orders.workspace.outputs();
      const moments = await moves(to);
      const now = await orders.workspace.outputs();
      assert.deepEqual(
        moments.filter(({ healthy }) => !healthy),
        [],
      );
      assert.notEqual(now.serviceArn, serviceArn);
      const names = [serviceArn, now.serviceArn].map((arn) => String(arn).split("/").pop());
      assert.deepEqual(served(moments), names);
      assert.equal((await orders.live()).deploymentController?.type, controller);
    });

    it(`has nothing to do after the move to ${to}`, () => orders.showsNoChange());
  }

  it("goes without a trace", () => orders.goesWithoutTrace());
});
