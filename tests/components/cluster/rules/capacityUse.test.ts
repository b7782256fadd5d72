import assert from "node:assert/strict";

import {
  capacityInUseText,
  capacityUse,
} from "../../../../components/cluster/rules/capacityUse.js";

const on = (capacityProvider: string) => ({ capacityProviderStrategy: [{ capacityProvider }] });

describe("use of a capacity provider", () => {
  it("is by services that ask for it, services that leave it, and tasks of no service", () => {
    const services = [
      { serviceName: "asks", status: "ACTIVE", ...on("cp"), deployments: [on("cp")] },
      { serviceName: "leaves", status: "ACTIVE", ...on("x"), deployments: [on("x"), on("cp")] },
      { serviceName: "ends", status: "DRAINING", ...on("cp") },
      { serviceName: "sets", status: "ACTIVE", taskSets: [on("cp")] },
      { serviceName: "elsewhere", status: "ACTIVE", ...on("x"), deployments: [on("x")] },
    ];
    const tasks = [
      { taskArn: "arn:a", group: "service:asks", capacityProviderName: "cp" },
      { taskArn: "arn:b", group: "service:ends", capacityProviderName: "cp" },
      { taskArn: "arn:c", group: "family:migration", capacityProviderName: "cp" },
      { taskArn: "arn:d", group: "family:migration", capacityProviderName: "x" },
    ];
    assert.deepEqual(capacityUse("cp", services, tasks), {
      asking: ["asks"],
      leaving: ["leaves", "sets", "ends"],
      tasks: ["arn:c"],
    });
  });

  it("says who has to be changed", () => {
    const use = { asking: ["orders"], leaving: ["billing"], tasks: [] };
    assert.equal(
      capacityInUseText("cp", use),
      `capacity provider "cp" is in use and stays attached: service "orders" asks for it, service "billing" has tasks on it; give what asks for it other 'capacityProviderStrategies', then run the update again`,
    );
  });

  it("says what has to end, and how long it was waited for", () => {
    assert.equal(
      capacityInUseText("cp", { asking: [], leaving: [], tasks: ["arn:c"] }, 1800),
      `capacity provider "cp" is in use after 1800 s and stays attached: task arn:c runs on it; run the update again when these tasks have ended`,
    );
    assert.match(
      capacityInUseText("cp", { asking: [], leaving: [], tasks: [] }, 5),
      /stays attached: ECS does not say by whom; run/,
    );
  });
});
