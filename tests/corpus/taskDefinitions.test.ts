import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { templateResource } from "../../generator/check/templateResource.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { reviewResources } from "../../policies/pack.js";
import type { Violation } from "../../policies/pack.js";
import { LEDGER } from "./ledger.js";

/** A task definition as its makers publish it, in the words of the API. */
interface Published {
  set: string;
  name: string;
  def: Record<string, unknown>;
}

/** Beside the repository, as what is published is not ours to hand on. */
const FILE =
  process.env.SLIPWAY_CORPUS ?? join(packageRoot(), "../shared/corpus/taskDefinitions.json");

/** The definition as a program registers it by Pulumi's plain resource. */
function resourceOf({ name, def }: Published) {
  return templateResource(name, JSON.stringify(def), "dev");
}

function findings(definition: Published): Violation[] {
  return reviewResources([resourceOf(definition)]).violations;
}

describe("task definitions that AWS and Datadog publish, under baseline", () => {
  let published: Published[];
  before(function () {
    if (!existsSync(FILE)) {
      console.log(`      skipped: there is no ${FILE}; SLIPWAY_CORPUS may name it`);
      this.skip();
    }
    published = JSON.parse(readFileSync(FILE, "utf8")) as Published[];
  });

  it("are invalid where the ledger says why, and nowhere else", () => {
    const found = published.flatMap((definition) => {
      const invalid = findings(definition).filter(({ kind }) => kind === "invalid");
      return [...new Set(invalid.map(({ policy }) => `${definition.name}: ${policy}`))];
    });
    const known = LEDGER.flatMap(({ name, policies }) =>
      policies.map((policy) => `${name}: ${policy}`),
    );
    assert.deepEqual(found.sort(), known.sort());
  });

  it("are stopped by what is invalid, a privileged container or a secret alone", () => {
    const stopped = published.flatMap((definition) =>
      findings(definition)
        .filter(
          ({ enforcementLevel, kind }) => enforcementLevel === "mandatory" && kind !== "invalid",
        )
        .map(({ policy, message }) => [definition.name, policy, message]),
    );
    assert.deepEqual(stopped, [
      [
        "datadog-agent-sysprobe-ecs.json",
        "ecs-no-privileged",
        "container 'datadog-agent' adds Linux capabilities that give all rights of its host: remove 'SYS_ADMIN' from 'linuxParameters.capabilities.add'",
      ],
    ]);
  });
});
