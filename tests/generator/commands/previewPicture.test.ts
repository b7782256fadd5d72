import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { previewOffline } from "../../../generator/offline/previewOffline.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { assertPreviewSchema } from "../offline/previewSchema.js";
import { runSlipway } from "../offline/runSlipway.js";
import { gitProject } from "../review/gitProject.js";

const example = (name: string) => join(packageRoot(), "examples", name);

describe("slipway preview --picture", function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "slipway-picture-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  async function drawn(program: string, file: string, ...more: string[]) {
    const path = join(folder, file);
    const args = ["preview", example(program), "--offline", "--picture", path, ...more];
    const { code, stdout, stderr } = await runSlipway(args);
    assert.equal(code, 0, stderr);
    return { text: readFileSync(path, "utf8"), stdout };
  }

  it("writes Mermaid of components, by what their resources name", async () => {
    const { text } = await drawn("compute", "compute.mmd");
    const named = (title: string) => new RegExp(`(n\\d+)\\S+"${title}`).exec(text)?.[1] ?? title;
    const [orders, files] = [named("service orders"), named("files orders")];
    const arrows = [
      `${orders} -->|"mounts uploads"| ${files}`,
      `${orders} -->|"DATABASE#95;URL"| ${named("parameter /orders/database-url")}`,
      `${named("10.0.0.0/16")} -->|"tcp 2049"| ${files}`,
      `${named("schedule cleanup")} -->|"starts 1 task"| ${named("tasks of orders")}`,
    ];
    for (const arrow of arrows) assert.ok(text.includes(`  ${arrow}\n`), `${arrow}\n${text}`);
    assert.match(text, /subgraph g0\["private subnets"\][^]*"service orders<br\/>4 tasks"[^]* end/);
  });

  it("writes Markdown, and leaves the printed preview as it is", async () => {
    const { text, stdout } = await drawn("ownLoadBalancer", "stack.md", "--json");
    assert.match(text, /^# dev\n\n```mermaid\nflowchart LR\n[^]*\n```\n$/);
    assert.match(text, /-->\|"path \/#42;"\|/);
    const printed: unknown = JSON.parse(stdout);
    assertPreviewSchema(printed);
  });

  it("writes SVG", async () => {
    const { text } = await drawn("worker", "stack.SVG");
    assert.match(text, /^<svg [^]*> queue jobs <[^]*<\/svg>\n$/);
  });

  it("shows no secret, and takes an id that has one for hidden", async () => {
    const root = gitProject(`
      const { secret } = require("@pulumi/pulumi");
      const aws = require("@pulumi/aws");
      new aws.sqs.Queue("jobs", { name: secret("hunter2") });
      const web = new aws.lb.LoadBalancer("web", { subnets: ["subnet-1"] });
      const listener = new aws.lb.Listener("http", { loadBalancerArn: web.arn, port: 80, defaultActions: [] });
      const group = new aws.lb.TargetGroup("orders", { port: 80 });
      new aws.lb.ListenerRule("orders", {
        listenerArn: listener.arn,
        conditions: [{ pathPattern: { values: [secret("/hunter2")] } }],
        actions: [{ type: "forward", targetGroupArn: group.arn }],
      });
    `);
    try {
      const file = join(folder, "secrets.mmd");
      const args = ["preview", root, "-s", "dev", "--offline", "--picture", file];
      const { stderr } = await runSlipway(args);
      const text = readFileSync(file, "utf8");
      assert.doesNotMatch(text + stderr, /hunter2/);
      assert.match(text, /n1 -->\|"a condition"\| n2/);
      const { resources } = await previewOffline({ directory: root, stack: "dev", withIds: true });
      const ids = resources.map(({ name, id }) => [name, id]);
      assert.match(JSON.stringify(ids), /"jobs","https:[^"]*\[secret\]"/);
      const plain = await previewOffline({ directory: root, stack: "dev" });
      assert.ok(plain.resources.every((one) => !("id" in one) && !("arn" in one)));
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it("refuses what it cannot write before the program runs", async () => {
    mkdirSync(join(folder, "folder.md"));
    const refused = async (file: string, ...more: string[]) => {
      const { code, stdout, stderr } = await runSlipway([
        "preview",
        example("worker"),
        "--picture",
        file,
        ...more,
      ]);
      assert.deepEqual([code, stdout], [1, ""]);
      assert.equal(stderr.trim().split("\n").length, 1, stderr);
      return stderr;
    };
    const ending =
      /must name a file of Mermaid \('\.mmd'\), Markdown \('\.md'\) or SVG \('\.svg'\)/;
    for (const file of ["stack.png", "stack", ".svg", ""]) {
      assert.match(await refused(join(folder, file), "--offline"), ending);
    }
    assert.match(
      await refused(join(folder, "none", "a.svg"), "--offline"),
      /must name a file in a folder that there is, got ".*a\.svg"/,
    );
    assert.match(await refused(join(folder, "folder.md"), "--offline"), /a file and no folder/);
    const long = join(folder, `${"a".repeat(300)}.svg`);
    assert.match(await refused(long, "--offline"), /a file that can be reached/);
    assert.match(await refused("a.svg", "--stack", "dev"), /must go with '--offline'/);
    assert.ok(!existsSync(join(folder, "stack.png")));
  });
});
