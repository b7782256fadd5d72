import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { parse } from "yaml";

import { plannedTemplate } from "./plannedTemplate.js";
import { scratchFolder } from "./scratchFolder.js";

interface Step {
  id?: string;
  run?: string;
}

interface Workflow {
  jobs: Record<string, { steps: Step[] }>;
}

function stepsOf(file: string, job: string): Step[] {
  const content = plannedTemplate("web-service").get(`.github/workflows/${file}`) ?? "";
  return (parse(content) as Workflow).jobs[job]?.steps ?? [];
}

/** Runs commands as GitHub does. */
function bash(command: string, cwd: string, env: Record<string, string> = {}) {
  const { status, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", command], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  assert.equal(status, 0, stderr);
}

describe("the report of a pull request", () => {
  const folder = scratchFolder();

  /** A checkout as GitHub makes it, and an npm that says what it was asked for. */
  function reported(inBase: boolean, npm = 'echo "report $*"'): string {
    const program = join(folder.path, "infra");
    mkdirSync(program);
    const git = "git -c user.name=a -c user.email=a@example.com -c init.defaultBranch=main";
    bash(`git init -q && ${git} commit -q --allow-empty -m empty`, folder.path);
    writeFileSync(join(program, "Pulumi.yaml"), "name: shop\n");
    const write = `git add . && ${git} commit -q -m program`;
    const merge = `git checkout -q -b request && ${git} commit -q --allow-empty -m change && git checkout -q - && ${git} merge -q --no-ff -m merge request`;
    bash(
      inBase
        ? `${write} && ${merge}`
        : `git checkout -q -b request && ${write} && git checkout -q - && ${git} merge -q --no-ff -m merge request`,
      folder.path,
    );
    const bin = join(folder.path, "bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "npm"), `#!/bin/sh\n${npm}\n`, { mode: 0o755 });
    const { run = "" } = stepsOf("preview-stack.yml", "preview").find(
      ({ id }) => id === "report",
    ) ?? { run: "false" };
    const output = join(folder.path, "output");
    bash(run, folder.path, {
      PATH: `${bin}:${process.env.PATH ?? ""}`,
      STACK: "dev",
      PROGRAM: "infra",
      RUNNER_TEMP: folder.path,
      GITHUB_OUTPUT: output,
    });
    const [, found = ""] = /^report<<(?:end-\w+)\n([^]*)\nend-\w+\n$/.exec(
      readFileSync(output, "utf8"),
    ) ?? [""];
    return found;
  }

  it("is against the branch that it is merged into", () => {
    assert.equal(
      reported(true),
      "report run --silent report -- --stack dev --max-bytes 16000 --base HEAD^1",
    );
  });

  it("is against nothing where that has no such project", () => {
    assert.equal(reported(false), "report run --silent report -- --stack dev --max-bytes 16000");
  });

  it("is against nothing where the base cannot be previewed", () => {
    const npm = 'case "$*" in *--base*) exit 1 ;; *) echo "report $*" ;; esac';
    assert.equal(
      reported(true, npm),
      "report run --silent report -- --stack dev --max-bytes 16000",
    );
  });

  it("says so where there is none, and does not stop the preview", () => {
    assert.match(
      reported(true, "exit 1"),
      /^## slipway: dev\n\nThere is no report: see the checks/,
    );
  });

  it("leaves what the engine would do to the checks where the comment would be too long", () => {
    const [{ run = "" } = {}] = stepsOf("preview.yml", "comment");
    const long = (bytes: number) => "é".repeat(bytes / 2);
    bash(run.slice(0, run.indexOf("id=$(gh")), folder.path, {
      RUNNER_TEMP: folder.path,
      REPORT_dev: long(16_000),
      REPORT_staging: long(16_000),
      REPORT_prod: long(16_000),
      TEXT_dev: long(18_000),
      TEXT_staging: "the same ```` as in dev",
      TEXT_prod: long(18_000),
    });
    const comment = readFileSync(join(folder.path, "comment.md"), "utf8");
    assert.ok(Buffer.byteLength(comment) < 65_536);
    assert.match(comment, /^<!-- preview -->\n/);
    assert.deepEqual(comment.match(/^What the engine would do with .*$/gm), [
      "What the engine would do with dev, the checks say.",
      "What the engine would do with prod, the checks say.",
    ]);
    assert.match(comment, /````text\nthe same ` ` ` ` as in dev\n````/);
  });
});

describe("the report of a merge request", () => {
  const folder = scratchFolder();
  let server: Server;
  let notes: { id: number; author: { id: number }; body: string }[];
  let writes: string[];

  beforeEach(async () => {
    writes = [];
    server = createServer((request, response) => {
      void answer(request).then(({ body, next }) => {
        response.setHeader("x-next-page", next);
        response.end(JSON.stringify(body));
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(() => {
    server.close();
  });

  /** One note a page. */
  async function answer(request: IncomingMessage): Promise<{ body: unknown; next: string }> {
    const { method = "", url = "", headers } = request;
    assert.equal(headers["private-token"], "token");
    const sent = await text(request);
    if (method !== "GET") {
      writes.push(`${method} ${url}`);
      const { body } = JSON.parse(sent) as { body: string };
      notes.push({ id: 9, author: { id: 7 }, body });
      return { body: {}, next: "" };
    }
    if (url === "/api/user") return { body: { id: 7 }, next: "" };
    const page = Number(new URL(url, "http://gitlab").searchParams.get("page"));
    return { body: notes.slice(page - 1, page), next: page < notes.length ? `${page + 1}` : "" };
  }

  /** Writes the comment as the pipeline's job does. */
  async function comment(): Promise<void> {
    const pipeline = plannedTemplate("web-service", { delivery: "gitlab" }).get(".gitlab-ci.yml");
    const { comment: job } = parse(pipeline ?? "") as {
      comment: { script: string[]; variables: { STACKS: string } };
    };
    const { port } = server.address() as AddressInfo;
    const child = spawn("bash", ["-e", "-c", job.script.join("\n")], {
      env: {
        ...process.env,
        CI_API_V4_URL: `http://127.0.0.1:${port}/api`,
        CI_MERGE_REQUEST_IID: "3",
        CI_PROJECT_DIR: folder.path,
        CI_PROJECT_ID: "5",
        REPORT_TOKEN: "token",
        STACKS: job.variables.STACKS,
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
    assert.deepEqual((await once(child, "exit"))[0], 0);
  }

  it("is one comment, which is edited, and of nobody else", async () => {
    const stranger = { id: 1, author: { id: 6 }, body: "<!-- preview -->\nof another" };
    notes = [stranger, { id: 2, author: { id: 7 }, body: "another of its own" }];
    writeFileSync(join(folder.path, "report-dev.md"), "## slipway: dev\n\nfirst");
    await comment();
    await comment();
    const url = "/api/projects/5/merge_requests/3/notes";
    assert.deepEqual(writes, [`POST ${url}`, `PUT ${url}/9`]);
    const { body = "" } = notes.at(-1) ?? {};
    assert.match(
      body,
      /^<!-- preview -->\n\n## slipway: dev\n\nfirst\n\n## slipway: staging\n\nThere is no report/,
    );
  });
});
