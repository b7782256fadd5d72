import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

import { CliError } from "../../../generator/cliError.js";
import { SERVICE_KINDS } from "../../../generator/scaffold/addedQuestions.js";
import type { Prompt } from "../../../generator/scaffold/ask.js";
import { loadAddition } from "../../../generator/scaffold/loadTemplate.js";
import { scaffold } from "../../../generator/scaffold/scaffold.js";
import { wrongTags } from "../../../generator/scaffold/templateTags.js";
import { upgrade } from "../../../generator/scaffold/upgradeRepository.js";
import { TEMPLATES } from "./plannedTemplate.js";
import { DOCKERFILE, ordersRepository } from "./ordersRepository.js";
import { commitAll, git, MONOREPO, type Repository } from "./repositories.js";
import { signalAfterKill } from "./signalAfterKill.js";
import { textsBelow } from "./scratchFolder.js";

const CHANGED = [".slipway.base.json", ".slipway.json", "infra/Pulumi.yaml", "infra/index.ts"];

describe("addService", function () {
  this.timeout(120_000);
  const { folder, root, read, status, generated, add } = ordersRepository();

  /** A repository that was there before. */
  async function brought(repository: Repository, dockerfile: string): Promise<void> {
    for (const [path, text] of Object.entries(repository)) folder.write(`orders/${path}`, text);
    await scaffold({
      cwd: root(),
      directory: ".",
      flags: { name: "orders" },
      dockerfile,
      yes: true,
      package: "1.2.3",
    });
    commitAll(root());
  }

  for (const kind of SERVICE_KINDS) {
    it(`adds a ${kind}: files, one line and settings, and upgrade has nothing to do`, async () => {
      await generated();
      const { name, files, warnings } = await add({ kind });
      assert.equal(name, "orders-mails");
      const added = files.filter((path) => !CHANGED.includes(path));
      assert.deepEqual(
        status().sort(),
        [...CHANGED.map((path) => ` M ${path}`), ...added.map((path) => `?? ${path}`)].sort(),
      );
      for (const path of added) assert.match(path, /^(?:infra\/mails\/|tests\/infra\.mails\.)/);
      assert.equal(git(root(), "diff", "--numstat", "infra/index.ts"), "1\t0\tinfra/index.ts\n");
      assert.match(git(root(), "diff", "--numstat", "infra/Pulumi.yaml"), /^\d+\t0\t/);
      assert.ok(read("infra/index.ts").endsWith('export * as mails from "./mails";\n'));
      assert.ok(warnings.some((text) => text.startsWith("the container runs as 4000 ")));
      const { changes } = await upgrade({ directory: root(), package: "1.2.3", dryRun: true });
      assert.deepEqual(changes, []);
    });
  }

  for (const architecture of ["amd64", "arm64"]) {
    it(`takes ${architecture} from the repository, whose pipelines build for it`, async () => {
      await generated({ architecture });
      await add();
      assert.ok(read("infra/mails/image.ts").includes(`architecture = "${architecture}";`));
    });
  }

  it("takes the architecture that the Dockerfile is pinned to before the repository's", async () => {
    await generated({ architecture: "amd64" });
    folder.write("orders/mails/Dockerfile", "FROM --platform=linux/arm64 scratch\nUSER 65532\n");
    await add({ dockerfile: "mails/Dockerfile" });
    assert.ok(read("infra/mails/image.ts").includes('architecture = "arm64";'));
  });

  it("adds to a repository that was there before", async () => {
    await brought(MONOREPO, "services/orders/Dockerfile");
    const { files, next } = await add({
      dockerfile: "services/pay/Dockerfile",
      flags: { name: "pay" },
    });
    assert.ok(files.includes("infra/tests/infra.pay.test.ts"));
    assert.ok(files.includes("infra/pay/index.ts"));
    assert.equal(next[0], "cd infra && npm test");
    assert.match(
      read("infra/pay/image.ts"),
      /context: "\.\.",\n {4}dockerfile: "\.\.\/services\/pay\/Dockerfile"/,
    );
    // What is built from the whole repository is built without the program.
    assert.equal(read(".dockerignore"), "infra\n");
    const { changes } = await upgrade({ directory: root(), package: "1.2.3", dryRun: true });
    assert.deepEqual(changes, []);
  });

  it("gives each setting a default, which a stack overrides", async () => {
    await generated();
    await add({ flags: { name: "mails", cpu: "512", memory: "1024" } });
    const { config } = parse(read("infra/Pulumi.yaml")) as {
      config: Record<string, { default?: unknown }>;
    };
    const own = Object.entries(config).filter(([key]) => key.startsWith("mails"));
    assert.deepEqual(Object.fromEntries(own.map(([key, value]) => [key, value.default])), {
      mailsCpu: 512,
      mailsMemory: 1024,
      mailsMinCapacity: 0,
      mailsMaxCapacity: 10,
      mailsImageUri: "",
      mailsImageRepositoryUrl: "",
    });
    assert.match(read("infra/mails/image.ts"), /"\/orders\/mails\/release"/);
  });

  it("keeps what the user makes of it in an upgrade, and brings back what the template has newly", async () => {
    await generated();
    await add();
    const index = `${read("infra/mails/index.ts")}// mine\n`;
    folder.write("orders/infra/mails/index.ts", index);
    const records = JSON.parse(read(".slipway.json")) as { files: Record<string, string> };
    delete records.files["infra/mails/queue.ts"];
    folder.write("orders/.slipway.json", JSON.stringify(records));
    rmSync(join(root(), "infra/mails/queue.ts"));
    const { files } = await upgrade({ directory: root(), package: "1.2.3" });
    assert.deepEqual(files, [{ path: "infra/mails/queue.ts", outcome: "add" }]);
    assert.equal(read("infra/mails/index.ts"), index);
  });

  it("asks for what is the service's own alone", async () => {
    await generated();
    const asked: string[] = [];
    const ask = ({ message, initial }: Prompt) => {
      asked.push(message);
      return Promise.resolve(message === "What is it called?" ? "mails" : initial);
    };
    const { name } = await add({ kind: "web-service", flags: {}, yes: false, ask });
    assert.equal(name, "orders-mails");
    assert.deepEqual(asked, [
      "What is it called?",
      "Which port does it listen on? (from EXPOSE in the Dockerfile)",
      "Which path answers 200 when it is healthy?",
      "Which requests does it get?",
      "Which processor architecture, arm64 or amd64?",
    ]);
  });

  it("writes nothing in a dry run, and says what it would", async () => {
    await generated();
    const { changes, files } = await add({ dryRun: true });
    assert.deepEqual(status(), []);
    assert.deepEqual(changes?.map(({ path }) => path).sort(), files);
  });

  it("says that two services have one image, and whose ignore file counts", async () => {
    await generated();
    const same = await add({ dockerfile: "Dockerfile", dryRun: true });
    assert.ok(
      same.warnings.some((text) => text.startsWith("Dockerfile makes the image of orders too")),
    );
    assert.ok(same.warnings.some((text) => text.startsWith("the container runs as node ")));
    const shared = await add({ context: ".", dryRun: true });
    assert.ok(shared.warnings.some((text) => text.startsWith("the .dockerignore of . is that of")));
    folder.write("orders/mails/Dockerfile", DOCKERFILE.replace("4000", "root"));
    const root = await add({ dryRun: true });
    assert.ok(root.warnings.some((text) => text.startsWith("the container runs as 1000 ")));
  });

  it("leaves all or nothing after a kill before each file, and the next run succeeds", async () => {
    await generated();
    const { files } = await add({ dryRun: true });
    const killed = {
      file: "addService",
      call: "addService",
      request: {
        kind: "worker",
        directory: root(),
        flags: { name: "mails" },
        dockerfile: "mails/Dockerfile",
        yes: true,
      },
    };
    for (const k of [
      1,
      files.length + 1,
      files.length + 5,
      2 * files.length,
      2 * files.length + 1,
    ]) {
      assert.equal(signalAfterKill(killed, k), "SIGKILL");
      await add({ dryRun: true });
      assert.deepEqual(status(), [], `killed at step ${k}`);
    }
    await add();
    assert.equal(status().length, files.length);
  });

  it("undoes all when it is interrupted", async () => {
    await generated();
    const before = textsBelow(root());
    let step = 0;
    const stopped = new CliError("interrupted; nothing was written", 130);
    const proceed = () => {
      step += 1;
      if (step === 15) throw stopped;
    };
    await assert.rejects(add({ proceed }), stopped);
    assert.deepEqual(textsBelow(root()), before);
  });

  it("writes every value by the helper of its language", () => {
    for (const kind of SERVICE_KINDS) {
      const { parts } = loadAddition(TEMPLATES, kind);
      const tests = parts.find(({ folder: name }) => name === "shared/added");
      assert.equal(tests?.files.size, 1);
      for (const [path, text] of tests.files) assert.deepEqual(wrongTags(path, text), []);
    }
  });
});
