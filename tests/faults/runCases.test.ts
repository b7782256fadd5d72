import assert from "node:assert/strict";
import type { FaultOutcome } from "./faultOutcome.js";
import { runCases } from "./runCases.js";

function outcomeOf(kind: string): FaultOutcome {
  return {
    ...{ level: "engine", kind, place: "call 1", seed: 1, stacks: 1, injected: 1, calls: 1 },
    ...{ resumes: 1, lost: [], orphans: [], manualSteps: [], seconds: 1 },
  };
}

describe("cases of faults", () => {
  const told: string[] = [];
  const tell = (line: string): void => {
    told.push(line);
  };
  const whole = (kind: string): Promise<FaultOutcome> => Promise.resolve(outcomeOf(kind));
  const kindsOf = (outcomes: readonly FaultOutcome[]): string[] => outcomes.map((one) => one.kind);

  it("are run by the other lanes when one breaks", async () => {
    const breaking = { run: () => Promise.reject(new Error("no emulator")) };
    const outcomes = await runCases(
      ["a", "b", "c"],
      [breaking, { run: whole }],
      { minutes: 1 },
      tell,
    );
    assert.deepEqual(kindsOf(outcomes).sort(), ["a", "b", "c"]);
    assert.deepEqual(told, ["a lane breaks: Error: no emulator", "3 of 3 cases"]);
  });

  it("fail when all lanes break", async () => {
    const breaking = { run: () => Promise.reject(new Error("no emulator")) };
    await assert.rejects(runCases(["a"], [breaking], { minutes: 1 }, tell), /^Error: no emulator$/);
  });

  it("are taken by the lane that prefers them, and by others when nothing else is left", async () => {
    const lane = { run: whole, prefers: (kind: string) => kind === "b" };
    const outcomes = await runCases(["a", "b", "c", "b"], [lane], { minutes: 1 }, tell);
    assert.deepEqual(kindsOf(outcomes), ["b", "b", "a", "c"]);
  });
});
