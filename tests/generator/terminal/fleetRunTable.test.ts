import assert from "node:assert/strict";
import type { FleetEvent, StackState } from "../../../generator/fleet/index.js";
import { FleetRunTable } from "../../../generator/terminal/fleetRunTable.js";
import { LiveLines } from "../../../generator/terminal/liveLines.js";
import { PlainOutput, VirtualTerminal } from "./virtualTerminal.js";

const AT = "2026-01-02T03:04:05.000Z";
const RUN: FleetEvent = {
  ...{ kind: "run", run: "r", operation: "up", stacks: 3, waves: 2, jobs: 2 },
};
const stack = (id: string, state: StackState, more: object = {}): FleetEvent => ({
  ...{ kind: "stack", id, state, at: AT },
  ...more,
});
const wave = (...stacks: string[]): FleetEvent => ({ kind: "wave", wave: 1, waves: 2, stacks });

function change(kind: "started" | "finished", id: string, name: string): FleetEvent {
  const about = { urn: name, type: "aws:ecs/service:Service", name, operation: "create" };
  const event =
    kind === "started" ? ({ kind, ...about } as const) : ({ kind, ...about, seconds: 1 } as const);
  return { kind: "progress", id, event };
}

describe("the table of a run", () => {
  let now = 0;
  let tables: FleetRunTable[] = [];

  async function tableOn(output: VirtualTerminal | PlainOutput): Promise<FleetRunTable> {
    const table = new FleetRunTable(await LiveLines.on(output), () => now);
    tables.push(table);
    return table;
  }

  afterEach(() => {
    for (const table of tables) table.end();
    tables = [];
    now = 0;
  });

  it("has a line for each stack of the wave, which stays when the stack is at its end", async () => {
    const terminal = new VirtualTerminal();
    const table = await tableOn(terminal);
    for (const event of [RUN, wave("a:s", "long/b:s"), stack("a:s", "previewing")]) {
      table.tell(event);
    }
    const begun = "run r: 3 stacks in 2 waves, 2 at a time";
    assert.deepEqual(await terminal.lines(), [
      begun,
      "previewing  a:s       0 s",
      "queued      long/b:s",
      "wave 1 of 2 · 0 of 3 done · 1 in work · 2 to come",
    ]);
    table.tell(stack("long/b:s", "applying"));
    table.tell(change("started", "long/b:s", "web"));
    now = 12_400;
    table.tell(change("started", "long/b:s", "api"));
    assert.deepEqual((await terminal.lines()).slice(1), [
      "applying    long/b:s  12 s  creating aws:ecs:Service web and 1 more",
      "previewing  a:s       12 s",
      "wave 1 of 2 · 0 of 3 done · 2 in work · 1 to come",
    ]);
    table.tell(change("finished", "long/b:s", "web"));
    table.tell(stack("a:s", "done", { changes: { create: 2 }, durationSeconds: 12.4 }));
    assert.deepEqual((await terminal.lines()).slice(1), [
      "done        a:s  2 created, 12.4 s",
      "applying    long/b:s  12 s  creating aws:ecs:Service api",
      "wave 1 of 2 · 1 of 3 done · 1 in work · 1 to come",
    ]);
    table.tell(stack("long/b:s", "failed", { reason: "error", message: "no\nmore" }));
    table.end();
    assert.deepEqual(await terminal.lines(), [
      begun,
      "done        a:s  2 created, 12.4 s",
      "failed      long/b:s  error: no",
    ]);
  });

  it("is no longer than the terminal, and says how much it leaves out", async () => {
    const terminal = new VirtualTerminal(60, 8);
    const table = await tableOn(terminal);
    const ids = Array.from({ length: 30 }, (_, i) => `s${i}:dev`);
    table.tell({ ...RUN, stacks: 30 });
    table.tell(wave(...ids));
    table.tell(stack("s29:dev", "applying"));
    const lines = await terminal.lines();
    assert.deepEqual(lines.slice(1), [
      "applying    s29:dev  0 s",
      "queued      s0:dev",
      "queued      s1:dev",
      "… and 27 more of this wave",
      "wave 1 of 2 · 0 of 30 done · 1 in work · 29 to come",
    ]);
    for (const id of ids) table.tell(stack(id, "done", { durationSeconds: 1 }));
    table.end();
    const ended = await terminal.lines();
    assert.equal(ended.length, 31);
    assert.equal(new Set(ended).size, 31, "each stack has one line");
  });

  it("cuts lines at the terminal's edge, and obeys no text of others", async () => {
    const terminal = new VirtualTerminal(30);
    const table = await tableOn(terminal);
    const id = `${"x".repeat(40)}\u001b[2J:dev`;
    table.tell(RUN);
    table.tell(wave(id));
    table.tell({ kind: "pause", id, why: "retry", milliseconds: 1500, message: "\u001b[1;1Hbusy" });
    const lines = await terminal.lines();
    assert.equal(lines[2], `queued      ${"x".repeat(17)}`);
    assert.ok(lines.every((line) => line.length <= 30));
    assert.equal(lines[0], "run r: 3 stacks in 2 waves, 2");
  });

  it("gives the terminal away while a person is asked", async () => {
    const terminal = new VirtualTerminal();
    const table = await tableOn(terminal);
    table.tell(RUN);
    table.tell(wave("a:s"));
    await table.aside(async () => {
      table.say("Update 1 stack?");
      table.tell(stack("a:s", "gated"));
      assert.deepEqual((await terminal.lines()).slice(1), ["Update 1 stack?"]);
    });
    table.tell(stack("a:s", "applying"));
    assert.equal((await terminal.lines())[2], "applying    a:s  0 s");
  });

  it("is a line for each step where there is no terminal", async () => {
    const output = new PlainOutput();
    const table = await tableOn(output);
    const events = [RUN, wave("a:s"), stack("a:s", "applying"), change("started", "a:s", "web")];
    for (const event of events) table.tell(event);
    table.say("cancelling");
    table.end();
    assert.deepEqual(output.text.split("\n"), [
      "run r: 3 stacks in 2 waves, 2 at a time",
      "wave 1 of 2: 1 stack",
      "  a:s applying",
      "cancelling",
      "",
    ]);
  });
});
