import assert from "node:assert/strict";
import { parse } from "yaml";

import {
  missingRenewals,
  type RenewedService,
  withRenewals,
} from "../../../generator/scaffold/dependabotFile.js";
import { plannedTemplate } from "./plannedTemplate.js";
import { VALID_ANSWERS } from "./validAnswers.js";

function service(module: string, change: Partial<RenewedService["answers"]>): RenewedService {
  const answers = { ...VALID_ANSWERS, template: "worker", ...change };
  return { module, answers, dockerfile: `${module}/Dockerfile` };
}
const PYTHON = service("mails", { language: "python" });
const PIP = { ecosystem: "pip", directory: "/mails" };

/** The entries of a file, as what they look for and where. */
function entriesOf(text: string): unknown[] {
  const { updates } = parse(text) as { updates: Record<string, unknown>[] };
  return updates.map((each) => [each["package-ecosystem"], each.directory ?? each.directories]);
}

const GENERATED = plannedTemplate("web-service").get(".github/dependabot.yml") ?? "";

describe("Dependabot's file of a repository with an added service", () => {
  const needs: [string, RenewedService, [string, string][]][] = [
    ["a worker in Python", PYTHON, [["pip", "/mails"]]],
    ["a worker in Go", service("bills", { language: "go" }), [["gomod", "/bills"]]],
    ["a worker in TypeScript", service("pages", { language: "typescript" }), []],
    [
      "a job in Python, which has no packages",
      service("nightly", { language: "python", template: "scheduled-job" }),
      [],
    ],
    [
      "a service in Go that speaks gRPC",
      service("prices", { language: "go", template: "web-service", protocol: "grpc" }),
      [["gomod", "/prices"]],
    ],
    [
      "an application that is there, in a folder of a folder",
      { ...service("a", { language: "none" }), dockerfile: "services/a/Dockerfile" },
      [["docker", "/services/a"]],
    ],
  ];
  for (const [what, added, expected] of needs) {
    it(`gets what the template's does not renew of ${what}, and is else what it was`, () => {
      const after = withRenewals(GENERATED, added) ?? "";
      assert.ok(after.startsWith(GENERATED));
      assert.deepEqual(entriesOf(after), [...entriesOf(GENERATED), ...expected]);
      assert.equal(withRenewals(after, added), after);
      assert.deepEqual(missingRenewals(after, added), []);
    });
  }

  const DOCKER = '- { package-ecosystem: docker, directories: ["/*"] }';
  const edited: [what: string, text: string, start: string, end: string][] = [
    [
      "comments and spaces of the user's own",
      "# mine\nversion:   2\nupdates:\n    # images\n    - package-ecosystem:   docker # base\n      directory: '/mails'\n\n# the end\n",
      "# mine\nversion:   2\nupdates:\n    # images\n    - package-ecosystem:   docker # base\n      directory: '/mails'\n    - package-ecosystem: pip\n",
      '- "*"\n\n# the end\n',
    ],
    [
      "lists that are not indented, and what comes after them",
      "updates:\n- package-ecosystem: docker\n  directory: /mails\nregistries: {}\n",
      "updates:\n- package-ecosystem: docker\n  directory: /mails\n- package-ecosystem: pip\n",
      '- "*"\nregistries: {}\n',
    ],
    [
      "the line ends of Windows",
      "updates:\r\n  - package-ecosystem: docker\r\n    directory: /mails\r\n",
      "updates:\r\n  - package-ecosystem: docker\r\n    directory: /mails\r\n  - package-ecosystem: pip\r\n",
      '- "*"\r\n',
    ],
    [
      "a last line without an end",
      "updates:\n  - package-ecosystem: docker\n    directory: /mails",
      "updates:\n  - package-ecosystem: docker\n    directory: /mails\n  - package-ecosystem: pip\n",
      '- "*"\n',
    ],
  ];
  for (const [what, text, start, end] of edited) {
    it(`keeps ${what}`, () => {
      const after = withRenewals(text, PYTHON) ?? "";
      assert.ok(after.startsWith(start), after);
      assert.ok(after.endsWith(end), after);
      assert.deepEqual(entriesOf(after).at(-1), ["pip", "/mails"]);
    });
  }

  for (const text of [
    `updates:\n  ${DOCKER}\n`,
    `updates: [{ package-ecosystem: docker, directory: /mails }] # mine\n`,
    `updates: [] # mine\n`,
  ]) {
    it(`has the entry where entries are not written line by line: ${JSON.stringify(text)}`, () => {
      const after = withRenewals(text, PYTHON) ?? "";
      const known = entriesOf(text);
      assert.deepEqual(entriesOf(after).slice(0, known.length), known);
      assert.deepEqual(entriesOf(after).at(-1), ["pip", "/mails"]);
      assert.equal(after.includes("# mine"), text.includes("# mine"));
    });
  }

  const looks: [string, boolean][] = [
    ["directory: /mails", true],
    ["directory: mails/", true],
    ['directories: ["/*"]', true],
    ['directories: ["/a", "/ma*"]', true],
    ['directories: ["**/*"]', true],
    ["directory: /mailserver", false],
    ["directory: /", false],
    ['directories: ["/*/*"]', false],
    ["directories: [7]", false],
  ];
  for (const [where, isThere] of looks) {
    it(`${isThere ? "gets no entry" : "gets one"} beside ${where}`, () => {
      const text = `updates:\n  ${DOCKER}\n  - package-ecosystem: pip\n    ${where}\n`;
      assert.deepEqual(missingRenewals(text, PYTHON), isThere ? [] : [PIP]);
    });
  }

  for (const text of ["", "a: [\n", "updates: none\n", "- 1\n", "updates:\n", "a: 1\na: 2\n"]) {
    it(`stays as it is where Dependabot could not read it: ${JSON.stringify(text)}`, () => {
      assert.equal(withRenewals(text, PYTHON), undefined);
      assert.equal(missingRenewals(text, PYTHON), undefined);
    });
  }
});
