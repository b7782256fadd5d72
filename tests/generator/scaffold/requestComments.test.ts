import assert from "node:assert/strict";
import { chmodSync, copyFileSync, existsSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parse } from "yaml";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { works } from "../../engine/support/engine.js";
import { type Finished, run } from "../../engine/support/process.js";
import { type CommentServer, commentServer, ROBOT, TOKEN } from "./commentServers.js";
import { plannedTemplate } from "./plannedTemplate.js";
import { scratchFolder } from "./scratchFolder.js";

const STACKS = ["dev", "staging", "prod"];
const GH = join(packageRoot(), "tests/generator/scaffold/fixtures/gh.cjs");
/** Whoever writes a request writes these texts: no shell may take them for its own. */
const HOSTILE = "`touch hacked` $(touch hacked) \"; touch hacked; ' @/etc/passwd %s \\n";
/** GitHub refuses longer ones. */
const LONGEST = 65_536;

interface Workflow {
  jobs: { comment: { steps: { run: string }[] } };
}

describe("the comments of requests", () => {
  const folder = scratchFolder();
  let site: CommentServer | undefined;
  afterEach(() => {
    site?.close();
    site = undefined;
  });
  const strangers = (mark: string, author: string) => [
    { id: 1, author: "somebody", body: "Looks good" },
    { id: 2, author, body: "Something else" },
    // Not the robot's own.
    { id: 3, author: "99", body: `${mark}\nforged` },
  ];

  const hasJq = works("jq", "--version");
  (hasJq ? describe : describe.skip)(`at GitHub${hasJq ? "" : ": there is no jq"}`, () => {
    beforeEach(() => {
      copyFileSync(GH, join(folder.path, "gh"));
      chmodSync(join(folder.path, "gh"), 0o755);
      symlinkSync(process.execPath, join(folder.path, "node"));
    });

    async function comment(
      workflow: string,
      environment: Record<string, string>,
    ): Promise<Finished> {
      const files = plannedTemplate("web-service", { reviewEnvironments: "yes" });
      const text = files.get(`.github/workflows/${workflow}.yml`) ?? "";
      const [step] = (parse(text) as Workflow).jobs.comment.steps;
      return run("bash", ["-eo", "pipefail", "-c", step?.run ?? ""], {
        directory: folder.path,
        environment: {
          PATH: `${folder.path}${delimiter}${process.env.PATH ?? ""}`,
          SITE: site?.url,
          GH_TOKEN: TOKEN,
          GITHUB_REPOSITORY: "acme/orders",
          NUMBER: "12",
          RUNNER_TEMP: folder.path,
          ...environment,
        },
      });
    }

    const outputs = (change: Record<string, string> = {}) => ({
      ...Object.fromEntries(
        STACKS.flatMap((stack) => [
          [`REPORT_${stack}`, `## slipway: ${stack}\n\n${HOSTILE}`],
          [`TEXT_${stack}`, `+ ${stack}\n\`\`\`\`\nescaped\n${HOSTILE}`],
        ]),
      ),
      ...change,
    });

    it("say what a request makes of every stack, in one comment that later pushes edit", async () => {
      site = await commentServer("github", strangers("<!-- preview -->", ROBOT.github));
      assert.deepEqual(await comment("preview", outputs()), { code: 0, stdout: "", stderr: "" });
      const last = await comment("preview", outputs({ REPORT_dev: "## slipway: dev\n\nnewer" }));
      assert.equal(last.code, 0, last.stderr);
      assert.deepEqual(site.changes, [
        "POST /repos/acme/orders/issues/12/comments",
        "PATCH /repos/acme/orders/issues/comments/1003",
      ]);
      const { body = "" } = site.comments[3] ?? {};
      assert.ok(body.startsWith("<!-- preview -->\n## slipway: dev\n\nnewer\n"));
      for (const stack of STACKS) assert.ok(body.includes(`with ${stack}</summary>`), stack);
      assert.equal(body.split(HOSTILE.trimEnd()).length - 1, 5);
      // Fences of the texts themselves would end the ones around them.
      assert.equal(body.match(/^````/gm)?.length, 6);
      assert.equal(existsSync(join(folder.path, "hacked")), false);
    });

    it("say which stack has no report or is too long, and stay as short as GitHub takes", async () => {
      site = await commentServer("github", []);
      const long = `## slipway: staging\n${"é".repeat(31_900)}`;
      const { code, stderr } = await comment("preview", {
        REPORT_staging: long,
        TEXT_dev: "x".repeat(18_000),
      });
      assert.equal(code, 0, stderr);
      const { body = "" } = site.comments[0] ?? {};
      assert.match(body, /## slipway: dev\n\nThere is no report: see the checks\./);
      assert.match(body, /## slipway: staging is too long to be shown here/);
      assert.match(body, /x{18000}/);
      assert.ok(Buffer.byteLength(body) < LONGEST);
    });

    it("say where a review environment is, in a comment of its own", async () => {
      site = await commentServer("github", strangers("<!-- review -->", ROBOT.github));
      const url = "https://lb.example.com/orders-pr-12/";
      for (const COMMIT of ["1111111", "2222222"]) {
        const { code, stderr } = await comment("review", { URL: url, COMMIT });
        assert.equal(code, 0, stderr);
      }
      assert.equal(site.comments.length, 4);
      const { body = "" } = site.comments[3] ?? {};
      assert.match(body, /^<!-- review -->\n## Review environment\n/);
      assert.ok(body.includes(url) && body.includes("2222222") && !body.includes("1111111"));
    });

    for (const workflow of ["preview", "review"]) {
      it(`fail where ${workflow} may not write`, async () => {
        site = await commentServer("github", []);
        const { code, stderr } = await comment(workflow, { GH_TOKEN: "expired" });
        assert.notEqual(code, 0);
        assert.match(stderr, /HTTP 401/);
      });
    }
  });

  describe("at GitLab", () => {
    async function comment(token = TOKEN): Promise<Finished> {
      const text = plannedTemplate("web-service", { delivery: "gitlab" }).get(".gitlab-ci.yml");
      const { comment: job } = parse(text ?? "") as {
        comment: { script: string[]; variables: Record<string, string> };
      };
      return run("bash", ["-eo", "pipefail", "-c", job.script.join("\n")], {
        directory: folder.path,
        environment: {
          PATH: process.env.PATH,
          CI_API_V4_URL: site?.url,
          CI_PROJECT_DIR: folder.path,
          CI_PROJECT_ID: "3",
          CI_MERGE_REQUEST_IID: "12",
          REPORT_TOKEN: token,
          ...job.variables,
        },
      });
    }

    it("say what a request makes of every stack, in one note that later pushes edit", async () => {
      site = await commentServer("gitlab", strangers("<!-- preview -->", ROBOT.gitlab));
      folder.write("report-dev.md", `## slipway: dev\n\n${HOSTILE}`);
      const first = await comment();
      assert.deepEqual(first, { code: 0, stdout: "", stderr: "" });
      folder.write("report-staging.md", "## slipway: staging\n\nnewer");
      const later = await comment();
      assert.equal(later.code, 0, later.stderr);
      assert.deepEqual(site.changes, [
        "POST /projects/3/merge_requests/12/notes",
        "PUT /projects/3/merge_requests/12/notes/1003",
      ]);
      assert.equal(
        site.comments[3]?.body,
        [
          "<!-- preview -->",
          `## slipway: dev\n\n${HOSTILE}`,
          "## slipway: staging\n\nnewer",
          "## slipway: prod\n\nThere is no report: see the jobs.",
        ].join("\n\n"),
      );
      assert.equal(existsSync(join(folder.path, "hacked")), false);
    });

    it("fail where the token may not write", async () => {
      site = await commentServer("gitlab", []);
      const { code, stderr } = await comment("expired");
      assert.equal(code, 1);
      assert.match(stderr, /\/user: 401/);
    });
  });
});
