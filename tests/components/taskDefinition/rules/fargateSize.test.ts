import assert from "node:assert/strict";

import {
  cheapestFargateSize,
  FARGATE_CPU_SIZES,
  fargateHourlyPrice,
  fargateMemorySizes,
  fargateSizeProblem,
} from "../../../../components/taskDefinition/rules/fargateSize.js";

/** The table of AWS's page, written out: CPU units, least and largest memory in MiB, and the step between. */
const TABLE: [cpu: number, memory: number[]][] = [
  [256, [512, 1024, 2048]],
  [512, steps(1024, 4096, 1024)],
  [1024, steps(2048, 8192, 1024)],
  [2048, steps(4096, 16384, 1024)],
  [4096, steps(8192, 30720, 1024)],
  [8192, steps(16384, 61440, 4096)],
  [16384, steps(32768, 122880, 8192)],
  [32768, [61440, 122880, 249856]],
];

function steps(from: number, to: number, step: number): number[] {
  const values = [];
  for (let value = from; value <= to; value += step) values.push(value);
  return values;
}

describe("fargateSize", () => {
  for (const [cpu, sizes] of TABLE) {
    it(`offers exactly the sizes of AWS's table with ${cpu} CPU units`, () => {
      assert.deepEqual(fargateMemorySizes(cpu), sizes);
      const legal = steps(512, 250_000, 512).filter(
        (m) => fargateSizeProblem(cpu, m) === undefined,
      );
      assert.deepEqual(legal, sizes);
    });
  }

  for (const [cpu, sizes] of TABLE) {
    it(`offers Windows ${[1024, 2048, 4096].includes(cpu) ? "the same" : "nothing"} with ${cpu} CPU units`, () => {
      const legal = sizes.filter((memory) => fargateSizeProblem(cpu, memory, true) === undefined);
      assert.deepEqual(legal, [1024, 2048, 4096].includes(cpu) ? sizes : []);
    });
  }

  it("names the next CPU size of Windows", () => {
    const problem = (cpu: number) => fargateSizeProblem(cpu, 16384, true)?.reason;
    const rule = "'cpu' must be 1024, 2048 or 4096 for Windows on Fargate, got";
    assert.equal(problem(512), `${rule} 512; 1024 works`);
    assert.equal(problem(8192), `${rule} 8192; 4096 works`);
  });

  it("offers no memory with a CPU size that Fargate does not have", () => {
    assert.deepEqual(fargateMemorySizes(300), []);
  });

  it("names the smallest CPU for a memory that is too large", () => {
    assert.equal(
      fargateSizeProblem(256, 4096)?.reason,
      "'memory' must be 512, 1024 or 2048 MiB when 'cpu' is 256, got 4096. With 4096 MiB the smallest 'cpu' is 512. " +
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html",
    );
  });

  it("names the next step for a memory between two steps", () => {
    assert.equal(
      fargateSizeProblem(8192, 17408)?.reason,
      "'memory' must be 16384 to 61440 in steps of 4096 MiB when 'cpu' is 8192, got 17408. The next size that fits is " +
        "20480 MiB. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html",
    );
  });

  it("names the next CPU size for one that is not offered", () => {
    assert.match(
      fargateSizeProblem(300, 512)?.reason ?? "",
      /got 300; the next legal size is 512\./,
    );
    assert.match(
      fargateSizeProblem(99999, 512)?.reason ?? "",
      /got 99999; the next legal size is 32768\./,
    );
  });

  it("names the largest size for a memory that none has", () => {
    const message = fargateSizeProblem(256, 300_000)?.reason ?? "";
    assert.match(message, /The largest size is 'cpu' 32768 with 'memory' 249856\./);
  });

  it("names a pair for a memory that no step of any CPU size has", () => {
    const message = fargateSizeProblem(256, 4097)?.reason ?? "";
    assert.match(message, /The next size that fits is 'cpu' 1024 with 'memory' 5120\./);
  });

  it("chooses the cheapest pair that holds the need", () => {
    assert.deepEqual(cheapestFargateSize({ cpu: 1, memory: 1 }), { cpu: 256, memory: 512 });
    assert.deepEqual(cheapestFargateSize({ cpu: 256, memory: 2049 }), { cpu: 512, memory: 3072 });
    assert.deepEqual(cheapestFargateSize({ cpu: 5000, memory: 1 }), { cpu: 8192, memory: 16384 });
  });

  it("chooses nothing for more than Fargate has", () => {
    assert.equal(cheapestFargateSize({ cpu: 1, memory: 249_857 }), undefined);
    assert.equal(cheapestFargateSize({ cpu: 32_769, memory: 1 }), undefined);
  });

  it("knows what a size costs an hour", () => {
    assert.equal(fargateHourlyPrice({ cpu: 512, memory: 2048 }).toFixed(6), "0.029130");
    assert.equal(fargateHourlyPrice({ cpu: 4096, memory: 8192 }).toFixed(6), "0.197480");
  });

  it("lists the CPU sizes in order", () => {
    assert.deepEqual(
      FARGATE_CPU_SIZES,
      TABLE.map(([cpu]) => cpu),
    );
  });
});
