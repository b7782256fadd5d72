import assert from "node:assert/strict";
import type { PlannedOperation } from "../../../../generator/automation/index.js";
import {
  API_FAMILIES,
  type ApiFamily,
  apiCalls,
} from "../../../../generator/fleet/run/apiFamily.js";
import { type Buckets, rateDelay } from "../../../../generator/fleet/run/rateLimits.js";
import { endWithout, type StackRunner } from "../../../../generator/fleet/run/stackRunner.js";
import { fleetStack, runFakes, step } from "./fakeStacks.js";
import { VirtualClock } from "./virtualClock.js";

const PLACE = { account: "1", region: "eu-west-1" };
const REGISTRATION = step("create", "aws:ecs/taskDefinition:TaskDefinition");
const SERVICE = step("update", "aws:ecs/service:Service");

/** Delays of the same calls, asked for one after the other at one moment. */
function delays(count: number, calls: Parameters<typeof rateDelay>[2]): number[] {
  let buckets: Buckets = new Map();
  return Array.from({ length: count }, () => {
    const { delayMilliseconds, buckets: next } = rateDelay(buckets, PLACE, calls, 0);
    buckets = next;
    return delayMilliseconds;
  });
}

describe("rateDelay", () => {
  it("lets half of AWS's burst go at once, and then as many as AWS fills in", () => {
    const registrations = delays(13, { taskDefinitionModify: 1 });
    assert.deepEqual(registrations.slice(0, 10), Array(10).fill(0));
    assert.deepEqual(registrations.slice(10), [1000, 2000, 3000]);
    assert.deepEqual(delays(26, { serviceModify: 1 }).slice(24), [0, 200]);
  });

  it("waits for the family that is late, and for as many calls as a stack makes", () => {
    assert.deepEqual(delays(3, { taskDefinitionModify: 5, serviceModify: 1 }), [0, 0, 5000]);
    assert.deepEqual(delays(2, {}), [0, 0]);
  });

  it("begins with a full bucket what makes more calls than a bucket holds", () => {
    assert.deepEqual(delays(2, { taskDefinitionModify: 30 }), [0, 30_000]);
  });

  it("counts accounts and regions apart", () => {
    let { buckets } = rateDelay(new Map(), PLACE, { clusterModify: 10 }, 0);
    for (const place of [{ ...PLACE, account: "2" }, { ...PLACE, region: "us-east-1" }, {}]) {
      const next = rateDelay(buckets, place, { clusterModify: 1 }, 0);
      assert.equal(next.delayMilliseconds, 0);
      buckets = next.buckets;
    }
    assert.equal(rateDelay(buckets, PLACE, { clusterModify: 1 }, 0).delayMilliseconds, 1000);
  });

  it("fills up with time, and not further than the bucket", () => {
    const { buckets } = rateDelay(new Map(), PLACE, { clusterModify: 10 }, 0);
    const later = rateDelay(buckets, PLACE, { clusterModify: 4 }, 4000);
    assert.equal(later.delayMilliseconds, 0);
    const full = rateDelay(later.buckets, PLACE, { clusterModify: 11 }, 1e9);
    assert.equal(full.delayMilliseconds, 0);
    assert.equal(rateDelay(full.buckets, PLACE, { clusterModify: 1 }, 1e9).delayMilliseconds, 2000);
  });
});

describe("apiCalls", () => {
  it("counts a new revision's registration and deregistration, and nothing of other services", () => {
    const replaced = ["create-replacement", "delete-replaced"].map((operation) =>
      step(operation, "aws:ecs/taskDefinition:TaskDefinition"),
    );
    assert.deepEqual(apiCalls([...replaced, SERVICE, step("create", "aws:s3/bucket:Bucket")]), {
      taskDefinitionModify: 2,
      serviceModify: 1,
    });
  });
});

/** AWS's own buckets, at their real sizes: a call that finds no token is throttled. */
class AwsBuckets {
  public throttled = 0;
  private readonly buckets = new Map<ApiFamily, { tokens: number; at: number }>();

  constructor(private readonly clock: VirtualClock) {}

  public call(family: ApiFamily): void {
    const now = this.clock.now();
    const { burst, perSecond } = API_FAMILIES[family];
    const { tokens, at } = this.buckets.get(family) ?? { tokens: burst, at: now };
    const filled = Math.min(burst, tokens + ((now - at) / 1000) * perSecond);
    if (filled < 1) this.throttled += 1;
    this.buckets.set(family, { tokens: filled < 1 ? filled : filled - 1, at: now });
  }
}

/** Numbers from 0 to 1, the same ones each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** Registers a revision up to five seconds after the update has begun, and changes the service up to five later. */
function awsStacks(
  clock: VirtualClock,
  aws: AwsBuckets,
  operations: PlannedOperation[],
): StackRunner {
  const random = seeded(7);
  return async ({ stack }, { approve }) => {
    await clock.sleep(2000 + 3000 * random());
    if (!(await approve({ changes: {}, operations }))) return endWithout(stack.id, "declined", "");
    await clock.sleep(5000 * random());
    aws.call("taskDefinitionModify");
    await clock.sleep(5000 * random());
    aws.call("serviceModify");
    await clock.sleep(10_000 * random());
    return { ...endWithout(stack.id, "updated", ""), errors: [] };
  };
}

describe("300 stacks in one region", () => {
  const stacks = Array.from({ length: 300 }, (_, i) => fleetStack(`m${i}:s`));
  /** 300 registrations, of which the bucket holds 20, at one a second. */
  const FLOOR_MILLISECONDS = 280_000;

  it("take at most 1.15 times what AWS's buckets allow, and no call is throttled", async () => {
    const clock = new VirtualClock();
    const aws = new AwsBuckets(clock);
    const runner = awsStacks(clock, aws, [REGISTRATION, SERVICE]);
    const { states } = await runFakes(stacks, { clock, runner, jobs: 40 });
    assert.ok(Object.values(states).every((state) => state === "done"));
    assert.equal(aws.throttled, 0);
    const share = clock.now() / FLOOR_MILLISECONDS;
    assert.ok(share <= 1.15 && share >= 1, `${share} of the floor`);
  });

  it("would be throttled without waiting for tokens", async () => {
    const clock = new VirtualClock();
    const aws = new AwsBuckets(clock);
    // Nothing that is counted: nothing is waited for.
    await runFakes(stacks, { clock, runner: awsStacks(clock, aws, []), jobs: 40 });
    assert.ok(aws.throttled > 100, String(aws.throttled));
  });
});
