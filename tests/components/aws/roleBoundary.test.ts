import assert from "node:assert/strict";

import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { roleMakers } from "../support/roleMakers.js";

const permissionsBoundaryArn = "arn:aws:iam::123456789012:policy/boundary";
const ROLE = "aws:iam/role:Role";

describe("permissionsBoundaryArn", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  for (const [title, make, names] of roleMakers) {
    it(`limits every role of ${title}`, async () => {
      make({ permissionsBoundaryArn });
      await mock.settled();
      const roles = mock.resources.filter(({ type }) => type === ROLE);
      assert.deepEqual(roles.map(({ name }) => name).sort(), names);
      for (const { name, inputs } of roles) {
        assert.equal(inputs.permissionsBoundary, permissionsBoundaryArn, name);
      }
    });

    it(`changes no role of ${title} where it is not given`, async () => {
      make({});
      await mock.settled();
      for (const { name, inputs, type } of mock.resources) {
        if (type === ROLE) assert.ok(!("permissionsBoundary" in inputs), name);
      }
    });

    it(`is refused for ${title} where it is no managed policy`, () => {
      const role = "arn:aws:iam::123456789012:role/boundary";
      assert.throws(() => make({ permissionsBoundaryArn: role }), {
        name: "ArgumentError",
        propertyPath: "permissionsBoundaryArn",
        message: new RegExp(
          `'permissionsBoundaryArn' must be the ARN of a managed policy, got "${role}"; "arn:aws:iam::123456789012:policy/boundary" works$`,
        ),
      });
      assert.deepEqual(mock.resources, []);
    });
  }
});
