import assert from "node:assert/strict";

import {
  exemptedMessage,
  readExemptedMessage,
} from "../../../policies/configuration/exemptionTrace.js";
import { evaluate } from "../../../policies/review/evaluate.js";
import { UNKNOWN } from "../../../policies/resource/reader.js";
import { rules } from "../../../policies/rules/index.js";

const TODAY = new Date("2026-05-10T12:00:00Z");
const VALID = { reason: "moves in May", expires: "2026-12-31" };

function service(name: string, assignPublicIp: unknown) {
  const type = "aws:ecs/service:Service";
  const urn = `urn:pulumi:prod::shop::${type}::${name}`;
  return { urn, type, name, properties: { networkConfiguration: { assignPublicIp } } };
}

function exemptFrom(resources: ReturnType<typeof service>[], configuration: object) {
  const own = rules.filter(({ name }) => ["ecs-no-public-ip", "image-pinned"].includes(name));
  const { violations, exempted } = evaluate(own, resources, configuration, TODAY);
  const said = violations.map(({ policy, enforcementLevel, urn, message }) => ({
    policy,
    enforcementLevel,
    urn,
    message,
  }));
  return { said, exempted };
}

const MESSAGE =
  "service 'orders' gives its tasks public IP addresses: set 'assignPublicIp' to false";

function advice(message: string) {
  return {
    policy: "slipway-exemptions",
    enforcementLevel: "advisory",
    urn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod",
    message,
  };
}

describe("exemptions", () => {
  it("leave a trace of what they let be", () => {
    const orders = service("orders", true);
    const configuration = { exempt: [{ policies: ["ECS.2"], name: "orders", ...VALID }] };
    assert.deepEqual(exemptFrom([orders], configuration), {
      said: [],
      exempted: [{ policy: "ecs-no-public-ip", urn: orders.urn, message: MESSAGE, ...VALID }],
    });
  });

  it("are needed for what is not known yet", () => {
    const configuration = { "ecs-no-public-ip": { exempt: [{ name: "orders", ...VALID }] } };
    assert.deepEqual(exemptFrom([service("orders", UNKNOWN)], configuration), {
      said: [],
      exempted: [],
    });
  });

  for (const [what, name, resource] of [
    ["no resource", "cart", service("orders", false)],
    ["a resource that violates nothing", "orders", service("orders", false)],
    [
      "the resources of another policy",
      "orders*",
      { ...service("orders-1", true), type: "other:a:B" },
    ],
  ] as const) {
    it(`are told where they match ${what}`, () => {
      const configuration = { "ecs-no-public-ip": { exempt: [{ name, ...VALID }] } };
      assert.deepEqual(exemptFrom([resource], configuration).said, [
        advice(
          `the exemption of '${name}' from 'ecs-no-public-ip' matches no violation: remove it`,
        ),
      ]);
    });
  }

  it("are told where they are for everything, or last for more than two years", () => {
    const exempt = [{ policies: ["*"], urn: "*", reason: "later", expires: "2028-05-11" }];
    assert.deepEqual(exemptFrom([service("orders", true)], { exempt }).said, [
      advice(
        "the exemption of '*' from 'ecs-no-public-ip', 'image-pinned' is for every resource: name those that need it",
      ),
      advice(
        "the exemption of '*' from 'ecs-no-public-ip', 'image-pinned' holds until 2028-05-11, more than two years: set 'expires' to an earlier date",
      ),
    ]);
    const near = [{ ...exempt[0], urn: "*::orders", expires: "2028-05-10" }];
    assert.deepEqual(exemptFrom([service("orders", true)], { exempt: near }).said, []);
  });

  it("that ended are told by the policy, and are not said to match nothing", () => {
    const exempt = [{ name: "orders", reason: "moves in May", expires: "2026-05-01" }];
    const { said } = exemptFrom([service("orders", true)], { "ecs-no-public-ip": { exempt } });
    assert.deepEqual(
      said.map(({ policy }) => policy),
      ["ecs-no-public-ip", "ecs-no-public-ip"],
    );
  });

  it("are not told of where the report is off", () => {
    const exempt = [{ policies: ["ECS.2"], name: "none", ...VALID }];
    const configuration = { exempt, "slipway-exemptions": "disabled" };
    assert.deepEqual(exemptFrom([service("orders", false)], configuration).said, []);
  });

  it("read back from the message that the policy host tells", () => {
    const own = {
      policy: "ecs-no-public-ip",
      message: "a: b\nc",
      reason: 'a "b": c',
      expires: "2027-01-01",
    };
    const text = `Exemptions are needed.\n${exemptedMessage({ ...own, urn: "u" })}`;
    assert.deepEqual(readExemptedMessage(text), own);
    assert.equal(readExemptedMessage("the exemption of 'a' matches no violation"), undefined);
  });
});
