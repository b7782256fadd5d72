/**
 * What nobody can know of a program: how much it is used. Each quantity is for a month unless its name says otherwise.
 */
export interface Quantities {
  /** Tasks that a service runs on average. */
  tasks?: number;
  /** Instances that a group, or managed instances, run on average. */
  instances?: number;
  /** Type of the instances, where the program leaves it to AWS. */
  instanceType?: string;
  /** Times that a schedule starts its tasks. */
  runs?: number;
  /** Minutes that a scheduled task runs. */
  runMinutes?: number;
  /** GB that a task writes to its logs in a month of 730 hours. */
  logGb?: number;
  /** Capacity units of a load balancer, on average of all hours. */
  capacityUnits?: number;
  /** GB through a NAT gateway. */
  natGb?: number;
  /** GB through an interface endpoint. */
  endpointGb?: number;
  /** GB of a VPC's flow logs. */
  flowLogGb?: number;
  /** GB of images in a repository. */
  imageGb?: number;
  /** GB in a file system. */
  storageGb?: number;
  /** Metrics of Container Insights. */
  insightsMetrics?: number;
  /** Calls to read secrets. */
  secretCalls?: number;
  /** Requests to a KMS key. */
  keyRequests?: number;
  /** Requests to a queue. */
  queueRequests?: number;
  /** DNS queries of a zone. */
  dnsQueries?: number;
  /** Requests that a web ACL looks at. */
  firewallRequests?: number;
}

/** Quantities for all resources, and for some by their logical names. */
export interface UsageLayer extends Quantities {
  resources?: Record<string, Quantities>;
}

/** `slipway.usage.yaml`: quantities, and those of single stacks, which go before them. */
export interface Usage extends UsageLayer {
  stacks?: Record<string, UsageLayer>;
}

/** A quantity that is a number. */
export type Measure = Exclude<keyof Quantities, "instanceType">;

/** What is assumed where nothing is said; each line that needs one names it. */
export const DEFAULT_QUANTITIES = {
  runMinutes: 5,
  logGb: 1,
  capacityUnits: 1,
  natGb: 100,
  endpointGb: 10,
  flowLogGb: 10,
  imageGb: 5,
  storageGb: 10,
  secretCalls: 10_000,
  keyRequests: 10_000,
  queueRequests: 1_000_000,
  dnsQueries: 1_000_000,
  firewallRequests: 1_000_000,
} as const satisfies Partial<Record<Measure, number>>;

/** A quantity that has a default. */
export type DefaultedMeasure = keyof typeof DEFAULT_QUANTITIES;

/** A quantity, and the words in which a line names what it takes for it. */
export interface Assumed {
  value: number;
  assumption: string;
}

const WORDS: Record<DefaultedMeasure, (value: number) => string> = {
  runMinutes: (value) => `${value} minutes a run`,
  logGb: (value) => `${value} GB of logs a task`,
  capacityUnits: (value) => `${value} capacity units`,
  natGb: (value) => `${value} GB through each`,
  endpointGb: (value) => `${value} GB through each`,
  flowLogGb: (value) => `${value} GB of flow logs`,
  imageGb: (value) => `${value} GB of images`,
  storageGb: (value) => `${value} GB stored`,
  secretCalls: (value) => `${value} calls`,
  keyRequests: (value) => `${value} requests`,
  queueRequests: (value) => `${value} requests`,
  dnsQueries: (value) => `${value} queries`,
  firewallRequests: (value) => `${value} requests`,
};

/** What is used by the resources of one stack. */
export class UsageOfStack {
  private readonly layers: readonly UsageLayer[];

  constructor(usage: Usage, stack: string) {
    const { stacks = {}, ...all } = usage;
    const own = Object.hasOwn(stacks, stack) ? stacks[stack] : undefined;
    this.layers = own ? [own, all] : [all];
  }

  /** What is said of a resource: by its stack and name, by its stack, by its name, or for all. */
  given<K extends keyof Quantities>(name: string, quantity: K): Quantities[K] | undefined {
    for (const { resources = {}, ...all } of this.layers) {
      const own = Object.hasOwn(resources, name) ? resources[name]?.[quantity] : undefined;
      const value = own ?? all[quantity];
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** A quantity of a resource: the one that is given, or the default. */
  assumed(name: string, quantity: DefaultedMeasure): Assumed {
    const given = this.given(name, quantity);
    const value = given ?? DEFAULT_QUANTITIES[quantity];
    const origin = given === undefined ? "default" : "given";
    return { value, assumption: `${WORDS[quantity](value)} (${quantity}, ${origin})` };
  }
}
