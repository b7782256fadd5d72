import assert from "node:assert/strict";
import { once } from "node:events";
import { copyFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { tenantServer } from "../../examples/embed/tenantServer.js";
import { Tenants } from "../../examples/embed/tenants.js";
import { type AwsClients, awsClients, inventory } from "./support/awsClients.js";
import { type Emulator, startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import { makeWorkspace, type Workspace } from "./support/workspace.js";

engineSuite("examples/embed on an engine", () => {
  let emulator: Emulator;
  let clients: AwsClients;
  let workspace: Workspace;
  let tenants: Tenants;
  let server: Server;

  before(async () => {
    emulator = await startEmulator();
    clients = awsClients(emulator);
    workspace = await makeWorkspace({ emulator, program: "examples/embed" });
    const { project, environment } = workspace;
    for (const tenant of ["acme", "globex"]) {
      await copyFile(join(project, "Pulumi.dev.yaml"), join(project, `Pulumi.${tenant}.yaml`));
    }
    const environmentVariables = Object.fromEntries(
      Object.entries(environment).flatMap(([name, value = ""]) =>
        name.startsWith("PULUMI_") ? [[name, value]] : [],
      ),
    );
    tenants = new Tenants({ directory: project, environmentVariables });
    server = tenantServer(tenants).listen(0, "127.0.0.1");
    await once(server, "listening");
  });

  after(async () => {
    await tenants.close(0);
    server.closeAllConnections();
    server.close();
    await workspace.remove();
    await emulator.stop();
  });

  async function ask(method: string, path: string): Promise<[number, Record<string, unknown>]> {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    return [response.status, (await response.json()) as Record<string, unknown>];
  }

  it("previews, makes and deletes the stacks of two tenants, of which neither is in the other's way", async () => {
    const atFirst = await inventory(clients);
    const [seen, report] = await ask("GET", "/preview/acme");
    assert.equal(seen, 200, JSON.stringify(report));
    const made = await Promise.all(
      ["acme", "globex", "acme"].map((name) => ask("PUT", `/tenants/${name}`)),
    );
    assert.deepEqual(
      made.map(([status]) => status),
      [200, 200, 409],
      JSON.stringify(made),
    );
    const [[, acme]] = made as [[number, Record<string, unknown>]];
    assert.match(
      String((acme["outputs"] as Record<string, unknown>)["taskDefinitionArn"]),
      /^arn:aws:ecs:eu-west-1:\d{12}:task-definition\//,
    );
    const [again, unchanged] = await ask("PUT", "/tenants/acme");
    assert.deepEqual([again, unchanged["status"]], [200, "unchanged"]);
    const [hostile] = await ask("PUT", "/tenants/..%2Facme");
    assert.equal(hostile, 400);
    for (const name of ["acme", "globex"]) {
      const [status, value] = await ask("DELETE", `/tenants/${name}`);
      assert.deepEqual([status, value["status"]], [200, "destroyed"], JSON.stringify(value));
    }
    // ECS keeps revisions that are deregistered, as inactive ones.
    const left = (await inventory(clients)).filter((id) => !id.includes(":task-definition/"));
    assert.deepEqual(left, atFirst);
  });
});
