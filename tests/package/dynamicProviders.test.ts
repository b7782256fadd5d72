import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

import type { DynamicProviderName } from "../../components/dynamic/dynamicProvider.js";
import { dynamicProvider } from "../../components/dynamic/dynamicProvider.js";
import * as ours from "../../components/dynamicProviders.js";
import { fakeAws } from "../components/support/fakeAws.js";
import { pack, run } from "./support/packed.js";

type Operation = "create" | "update" | "delete";
type Provider = Record<Operation, (...args: unknown[]) => Promise<unknown>>;

/** One operation of a provider: its arguments, and what it asks of AWS. */
interface Case {
  operation: Operation;
  args: unknown[];
  actions: string[];
}

const taskArn = "arn:aws:ecs:eu-west-1:123456789012:task/platform/0a1b";
const place = { region: "eu-west-1", cluster: "platform", timeoutSeconds: 60 };
const deployment = {
  ...place,
  applicationName: "orders",
  deploymentGroupName: "orders",
  appSpec: "{}",
  service: "orders",
  wait: false,
};
const CASES: Record<DynamicProviderName, Case> = {
  capacityAttachmentProvider: {
    operation: "create",
    args: [{ ...place, capacityProviders: ["FARGATE"], defaultCapacityProviderStrategies: [] }],
    actions: ["DescribeClusters", "PutClusterCapacityProviders", "DescribeClusters"],
  },
  capacityDetachmentProvider: {
    operation: "delete",
    args: ["platform/old", { ...place, capacityProvider: "old" }],
    actions: ["DescribeClusters", "PutClusterCapacityProviders", "DescribeClusters"],
  },
  codeDeployProvider: {
    operation: "update",
    args: ["orders/orders", deployment, deployment],
    actions: ["CreateDeployment"],
  },
  taskRunProvider: {
    operation: "create",
    args: [
      { ...place, taskDefinition: "orders:1", container: "orders", capacityProviderStrategies: [] },
    ],
    actions: ["RunTask", "DescribeTasks"],
  },
};

describe("the dynamic providers of the packed package", () => {
  let folder = "";
  let program = "";

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-providers-")));
    program = join(folder, "program");
    mkdirSync(program);
    run(program, "npm", "install", "--omit=peer", join(folder, pack(folder)));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** What Pulumi's process makes of the text in a state, with the program's folder as its own. */
  function stored(name: DynamicProviderName): Provider {
    const exports: { handler?: () => Provider } = {};
    const require = createRequire(__filename);
    runInNewContext(dynamicProvider(name), { exports, require, process: { cwd: () => program } });
    assert.ok(exports.handler);
    return exports.handler();
  }

  it("are all that states name", () => {
    assert.deepEqual(Object.keys(CASES).sort(), Object.keys(ours).sort());
  });

  for (const [name, { operation, args, actions }] of Object.entries(CASES)) {
    it(`run from what a state holds of ${name}`, async () => {
      const provider = stored(name as DynamicProviderName);
      assert.notEqual(provider, ours[name as DynamicProviderName]);
      let capacityProviders: unknown = ["old"];
      const aws = await fakeAws({
        DescribeClusters: () => ({ clusters: [{ capacityProviders }] }),
        PutClusterCapacityProviders: (put) => {
          capacityProviders = put["capacityProviders"];
          return {};
        },
        CreateDeployment: [{ deploymentId: "d-1" }],
        RunTask: [{ tasks: [{ taskArn }] }],
        DescribeTasks: [
          {
            tasks: [
              { taskArn, lastStatus: "STOPPED", containers: [{ name: "orders", exitCode: 0 }] },
            ],
          },
        ],
      });
      await provider[operation](...args).finally(() => aws.stop());
      assert.deepEqual(
        aws.calls.map(({ action }) => action),
        actions,
      );
    });
  }
});
