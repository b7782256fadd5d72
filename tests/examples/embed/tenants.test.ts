import assert from "node:assert/strict";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tenantServer } from "../../../examples/embed/tenantServer.js";
import { Tenants } from "../../../examples/embed/tenants.js";
import { FleetFolder } from "../../generator/fleet/fleetFolder.js";
import { ends, starts, summary } from "../../generator/automation/engineEvents.js";
import {
  type FakePulumi,
  type FakeScript,
  withFakePulumi,
} from "../../generator/automation/fakePulumi.js";

const CREATE = [starts("create", "a"), ends("create", "a"), ...summary({ create: 1 })];
const SCRIPT: FakeScript = { noStack: true, preview: { events: CREATE }, up: { events: CREATE } };

describe("examples/embed", function () {
  this.timeout(60_000);
  let folder: FleetFolder;

  before(() => {
    folder = new FleetFolder()
      .project(".", ["acme", "globex"])
      .write({ "fleet.yaml": "name: tenants\nstacks:\n  - path: .\n" });
  });

  after(() => {
    folder.delete();
  });

  /** Asks a service whose Pulumi does what a script says. */
  function served(
    script: FakeScript,
    use: (
      ask: (
        method: string,
        path: string,
      ) => Promise<{ status: number; value: Record<string, unknown> }>,
      fake: FakePulumi,
      tenants: Tenants,
    ) => Promise<void>,
  ): Promise<void> {
    return withFakePulumi(script, async (fake) => {
      const tenants = new Tenants({ directory: folder.root });
      const server: Server = tenantServer(tenants).listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      try {
        await use(
          async (method, path) => {
            const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
            return {
              status: response.status,
              value: (await response.json()) as Record<string, unknown>,
            };
          },
          fake,
          tenants,
        );
      } finally {
        await tenants.close(0);
        server.closeAllConnections();
        server.close();
      }
    });
  }

  it("makes and updates a tenant's stack", () =>
    served(SCRIPT, async (ask, fake) => {
      const { status, value } = await ask("PUT", "/tenants/acme");
      assert.deepEqual(
        [status, value["status"], value["changes"]],
        [200, "updated", { create: 1 }],
      );
      assert.match((await fake.log()).join("\n"), /^stack init acme/m);
    }));

  it("previews all tenants, or one", () =>
    served(SCRIPT, async (ask) => {
      const all = await ask("GET", "/preview");
      assert.equal((all.value["totals"] as { stacks: number }).stacks, 2);
      const one = await ask("GET", "/preview/globex");
      assert.equal((one.value["totals"] as { stacks: number }).stacks, 1);
    }));

  it("takes no name that is none, and runs nothing for it", () =>
    served(SCRIPT, async (ask, fake) => {
      const names = [
        ...[
          "..%2F..%2Fetc%2Fpasswd",
          "Acme",
          "1st",
          "a%20b",
          "a;rm",
          "--help",
          "a%00",
          "%E2%80%AE",
        ],
        ...["x".repeat(32), "dev", "organization", "*", "acme%2Fprod", "__proto__", "%", ""],
      ];
      for (const name of names) {
        for (const [method, path] of [
          ["PUT", "tenants"],
          ["DELETE", "tenants"],
          ["GET", "preview"],
        ] as const) {
          const { status, value } = await ask(method, `/${path}/${name}`);
          assert.equal(status, 400, `${method} ${name}: ${JSON.stringify(value)}`);
        }
      }
      assert.deepEqual(await fake.log(), []);
    }));

  it("answers what it does not know with what it does", () =>
    served(SCRIPT, async (ask) => {
      for (const [method, path] of [
        ["GET", "/"],
        ["POST", "/tenants/acme"],
        ["PUT", "/tenants"],
        ["PUT", "/tenants/acme/more"],
        ["DELETE", "/preview/acme"],
      ] as const) {
        assert.equal((await ask(method, path)).status, 404, `${method} ${path}`);
      }
    }));

  it("works on a tenant once at a time, and on two at once", () =>
    served(SCRIPT, async (ask) => {
      const answers = await Promise.all(
        ["acme", "acme", "globex"].map((name) => ask("PUT", `/tenants/${name}`)),
      );
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 409]);
      assert.equal((await ask("PUT", "/tenants/acme")).status, 200);
    }));

  it("cancels what runs when its patience is over, and takes no more", () =>
    served(
      {
        ...SCRIPT,
        up: {
          events: [starts("create", "a")],
          untilInterrupt: { lingerMilliseconds: 0, events: [ends("create", "a"), ...summary({})] },
          exitCode: 1,
        },
      },
      async (ask, fake, tenants) => {
        const asked = ask("PUT", "/tenants/acme");
        await fake.logs("up ");
        const closed = tenants.close(50);
        assert.equal((await ask("PUT", "/tenants/globex")).status, 503);
        assert.deepEqual((await asked).value["status"], "cancelled");
        await closed;
      },
    ));

  it("says which policy stops a tenant, and what went wrong", () =>
    served({ ...SCRIPT, refusal: "error: no such backend" }, async (ask) => {
      const { status, value } = await ask("PUT", "/tenants/acme");
      assert.equal(status, 500);
      assert.match(String(value["error"]), /no such backend/);
    }));
});
