import assert from "node:assert/strict";

import { SecretValues } from "../../../generator/offline/secretValues.js";

const SECRET = "Zq8vKp3LmN0xTt51";

describe("a preview's secrets", () => {
  it("are shown neither in values nor in the keys of maps", () => {
    const secrets = new SecretValues();
    secrets.note(SECRET);
    const masked = secrets.maskResult({
      stack: "dev",
      resources: [
        {
          urn: "urn:pulumi:dev::shop::aws:ecs/cluster:Cluster::c",
          type: "aws:ecs/cluster:Cluster",
          name: "c",
          parent: null,
          inputs: { tags: { [`k${SECRET}`]: `v${SECRET}`, team: "core" } },
        },
      ],
      policies: { violations: [], undetermined: [], exempted: [], evaluated: 0 },
      outputs: { [SECRET]: 1 },
    });
    assert.ok(!JSON.stringify(masked).includes(SECRET), JSON.stringify(masked));
    assert.match(JSON.stringify(masked), /"team":"core"/);
  });
});
