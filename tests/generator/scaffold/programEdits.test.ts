import assert from "node:assert/strict";
import { parse } from "yaml";

import { CliError } from "../../../generator/cliError.js";
import {
  declaredSettings,
  withModule,
  withSettings,
} from "../../../generator/scaffold/programEdits.js";

const SETTING = { mailsCpu: { type: "integer", description: "mails: units", default: 256 } };

/** Projects by how their settings are written, each with what is added to it to the byte. */
const BYTE_BY_BYTE: readonly [string, string, string][] = [
  [
    "two spaces, with comments and blank lines",
    "# mine\nname: a # here\n\nconfig:\n  # of a task\n  cpu:\n    type: integer # units\n\n  memory: { type: integer }\n",
    '  mailsCpu:\n    type: integer\n    description: "mails: units"\n    default: 256\n',
  ],
  [
    "four spaces and quotes",
    "name: 'a'\nconfig:\n    \"cpu\":\n        type: 'integer'\n",
    '    mailsCpu:\n      type: integer\n      description: "mails: units"\n      default: 256\n',
  ],
  [
    "lines of Windows",
    "name: a\r\nconfig:\r\n  cpu:\r\n    type: integer\r\n",
    '  mailsCpu:\r\n    type: integer\r\n    description: "mails: units"\r\n    default: 256\r\n',
  ],
];

describe("withSettings", () => {
  for (const [what, text, added] of BYTE_BY_BYTE) {
    it(`keeps ${what} to the byte`, () => {
      assert.equal(withSettings(text, SETTING), text + added);
    });
  }

  it("keeps what comes after the settings where it is", () => {
    const text = "name: a\nconfig:\n  cpu:\n    type: integer\n# why\nmain: dist\n";
    assert.deepEqual(withSettings(text, SETTING).split("\n").slice(-4), [
      "    default: 256",
      "# why",
      "main: dist",
      "",
    ]);
  });

  for (const [what, text] of [
    ["no last line end", "name: a\nconfig:\n  cpu:\n    type: integer"],
    ["settings on one line", "name: a\nconfig: { cpu: { type: integer } } # all\n"],
    ["no settings", "name: a # mine\n"],
    ["settings that are empty", "name: a\nconfig:\n"],
    ["a value of several lines", "name: a\nconfig:\n  text: |\n    one\n    two\n"],
  ] as const) {
    it(`adds to ${what}, and loses nothing`, () => {
      const before = parse(text) as { config?: object };
      const after = withSettings(text, SETTING);
      assert.deepEqual(parse(after), { ...before, config: { ...before.config, ...SETTING } });
      for (const comment of text.match(/#.*/g) ?? []) assert.ok(after.includes(comment), after);
    });
  }

  for (const [what, text, message] of [
    ["a setting that is there", "config:\n  mailsCpu: {}\n", /not have the setting mailsCpu/],
    ["a list", "- a\n", /must be the file of a Pulumi project/],
    ["settings that are a text", "config: a\n", /must be the file of a Pulumi project/],
    ["what is no YAML", "a: [\n", /must be the file of a Pulumi project/],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => withSettings(text, SETTING),
        (error) => error instanceof CliError && message.test(error.message),
      );
    });
  }

  it("tells the settings that are declared", () => {
    assert.deepEqual(declaredSettings("config:\n  a: 1\n  b: {}\n"), ["a", "b"]);
    assert.deepEqual(declaredSettings("name: a\n"), []);
  });
});

describe("withModule", () => {
  const line = 'export * as sendMails from "./send-mails";';

  for (const [what, text, expected] of [
    ["the end", "export const a = 1;\n", `export const a = 1;\n${line}\n`],
    ["a last line without an end", "// mine", `// mine\n${line}\n`],
    ["lines of Windows", "a();\r\n", `a();\r\n${line}\r\n`],
    ["nothing", "", `${line}\n`],
    ["a local name", "const sendMails = 1;\n", `const sendMails = 1;\n${line}\n`],
    [
      "a longer name",
      "export const sendMailsNow = 1;\n",
      `export const sendMailsNow = 1;\n${line}\n`,
    ],
  ] as const) {
    it(`adds one line to ${what}`, () => {
      assert.equal(withModule(text, { module: "send-mails" }), expected);
    });
  }

  for (const text of [
    "export const sendMails = 1;",
    "export async function sendMails() {}",
    "export { a, sendMails };",
    "export { a as sendMails } from './a';",
    "export * as sendMails from './other';",
  ]) {
    it(`refuses a name that is exported: ${text}`, () => {
      assert.throws(() => withModule(text, { module: "send-mails" }), {
        message:
          "'--name' must be free in infra/index.ts, got \"send-mails\", and it exports sendMails; send-mails-service works",
      });
    });
  }
});
