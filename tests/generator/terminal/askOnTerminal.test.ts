import assert from "node:assert/strict";
import prompts from "prompts";

import { CliError } from "../../../generator/cliError.js";
import type { Prompt } from "../../../generator/scaffold/ask.js";
import { askOnTerminal } from "../../../generator/terminal/askOnTerminal.js";

describe("askOnTerminal", () => {
  const prompt: Prompt = { message: "Which port?", initial: "8080", problem: () => undefined };

  it("gives the answer", async () => {
    prompts.inject(["3000"]);
    assert.equal(await askOnTerminal(prompt), "3000");
  });

  it("gives the default where nothing is typed", async () => {
    prompts.inject([undefined]);
    assert.equal(await askOnTerminal(prompt), "8080");
  });

  it("ends with exit code 130 and nothing written at Ctrl-C", async () => {
    prompts.inject([new Error("ctrl-c")]);
    await assert.rejects(
      askOnTerminal(prompt),
      new CliError("cancelled; nothing was written", 130),
    );
  });
});
