/** All that a scaffold depends on, complete and checked. A template that does not ask for one of the optional has none. */
export interface Answers {
  /** Name of the service, the Pulumi project and the npm package. */
  name: string;
  /** Folder in `templates/`. */
  template: string;
  /** What it does, one line. */
  description: string;
  /** AWS Region of all stacks. */
  region: string;
  /** Language of the application; `none` where it is there already, with its Dockerfile. */
  language?: "typescript" | "python" | "go" | "none";
  /** Whose pipelines test and deploy; `none` for those that are there already. */
  delivery?: "github" | "gitlab" | "none";
  /** Port that the container listens on, 1 to 65535. */
  port?: number;
  /** Path that answers 200 when a task is healthy. */
  healthCheckPath?: string;
  /** Path pattern of the requests that the load balancer sends to the service. */
  path?: string;
  /** Host name of the requests; without one those of every host. */
  host?: string;
  /** What the load balancer speaks with the tasks. */
  protocol?: "http" | "grpc";
  /** What tasks see of a path: all of it, or what comes after the service's own part. */
  urlRewrite?: "none" | "strip-prefix";
  /** Where the files of a model are: a file system of EFS, or a bucket of S3. */
  modelStorage?: "efs" | "s3";
  /** What a model server's instances are: chosen by ECS, or a group of certain types. */
  gpuCapacity?: "managed-instances" | "instance-group";
  /** When a job runs: `cron(…)` or `rate(…)`. */
  schedule?: string;
  /** Time zone of the schedule by its IANA name. */
  timeZone?: string;
  /** Domain of the platform's load balancer. */
  domain?: string;
  /** Route 53 zone that holds the domain. */
  zoneId?: string;
  /** Where the stacks' state is: Pulumi Cloud, or a bucket of S3. */
  stateBackend?: "pulumi" | "s3";
  /** Organization of the Pulumi backend; `organization` in backends that have none. */
  organization?: string;
  /** Pulumi project of the platform's stacks. */
  platformProject?: string;
  /** Processor architecture of the image and the task. */
  architecture?: "amd64" | "arm64";
  /** CPU units of the task; 1024 are one vCPU. */
  cpu?: number;
  /** Memory of the task in MiB. */
  memory?: number;
  /** Whether each pull request gets an environment of its own. */
  reviewEnvironments?: "yes" | "no";
  /** AWS account of the roles in the workflows, 12 digits. */
  accountId?: string;
  /** Repository at GitHub, `owner/name`, or project at GitLab, `group/name`. */
  repository?: string;
}

/** One answer's rule: JSON Schema, with the rule in words and a value that works for the message. */
interface AnswerRule {
  type: "string" | "integer";
  rule: string;
  example: string | number;
  [keyword: string]: unknown;
}

const RULES = {
  name: {
    type: "string",
    pattern: "^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){1,38}$",
    rule: "2 to 39 lower-case letters, digits and single hyphens, starting with a letter",
    example: "orders",
  },
  template: {
    type: "string",
    pattern: "^[a-z][a-z0-9-]*$",
    rule: "a template",
    example: "web-service",
  },
  description: {
    type: "string",
    minLength: 1,
    maxLength: 200,
    // Format characters hide text or turn its direction; the rest starts markup, code or an expression somewhere.
    pattern: "^[^\\p{C}\\p{Zl}\\p{Zp}<>`{}\\\\]*$",
    rule: "one line of 1 to 200 characters without control characters and < > ` { } \\",
    example: "Takes orders",
  },
  language: {
    type: "string",
    enum: ["typescript", "python", "go", "none"],
    rule: "typescript, python, go or none",
    example: "typescript",
  },
  delivery: {
    type: "string",
    enum: ["github", "gitlab", "none"],
    rule: "github, gitlab or none",
    example: "github",
  },
  reviewEnvironments: { type: "string", enum: ["yes", "no"], rule: "yes or no", example: "yes" },
  port: {
    type: "integer",
    minimum: 1,
    maximum: 65535,
    rule: "a whole number from 1 to 65535",
    example: 8080,
  },
  healthCheckPath: {
    type: "string",
    pattern: "^/[A-Za-z0-9._~/-]{0,254}$",
    rule: "a path of letters, digits and . _ ~ / - that starts with a slash",
    example: "/healthz",
  },
  path: {
    type: "string",
    pattern: "^/[A-Za-z0-9_.~/@:+*?-]{0,127}$",
    rule: "a path pattern of at most 128 letters, digits and _ . ~ / @ : + * ? - that starts with a slash",
    example: "/orders/*",
  },
  host: {
    type: "string",
    maxLength: 128,
    pattern: "^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,24}$",
    rule: "a host name of at most 128 lower-case characters",
    example: "orders.example.com",
  },
  protocol: { type: "string", enum: ["http", "grpc"], rule: "http or grpc", example: "http" },
  urlRewrite: {
    type: "string",
    enum: ["none", "strip-prefix"],
    rule: "none or strip-prefix",
    example: "strip-prefix",
  },
  modelStorage: {
    type: "string",
    enum: ["efs", "s3"],
    rule: "efs or s3",
    example: "s3",
  },
  gpuCapacity: {
    type: "string",
    enum: ["managed-instances", "instance-group"],
    rule: "managed-instances or instance-group",
    example: "managed-instances",
  },
  schedule: {
    type: "string",
    pattern: "^(?:cron|rate)\\([A-Za-z0-9 *?,/#-]{1,100}\\)$",
    rule: "cron(...) or rate(...), as EventBridge Scheduler takes it",
    example: "cron(30 2 * * ? *)",
  },
  timeZone: {
    type: "string",
    pattern: "^[A-Za-z][A-Za-z0-9_+-]{0,31}(?:/[A-Za-z0-9_+-]{1,31}){0,2}$",
    rule: "a time zone by its IANA name",
    example: "Europe/Berlin",
  },
  domain: {
    type: "string",
    maxLength: 64,
    pattern: "^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,24}$",
    rule: "a domain of at most 64 lower-case characters",
    example: "api.example.com",
  },
  zoneId: {
    type: "string",
    pattern: "^Z[A-Z0-9]{1,31}$",
    rule: "the id of a hosted zone in Route 53",
    example: "Z0123456789ABCDEFGHIJ",
  },
  stateBackend: {
    type: "string",
    enum: ["pulumi", "s3"],
    rule: "pulumi or s3",
    example: "s3",
  },
  organization: {
    type: "string",
    pattern: "^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38}[A-Za-z0-9])?$",
    rule: "at most 40 letters, digits, hyphens and underscores",
    example: "acme",
  },
  platformProject: {
    type: "string",
    pattern: "^[A-Za-z][A-Za-z0-9_.-]{0,99}$",
    rule: "at most 100 letters, digits, hyphens, dots and underscores, starting with a letter",
    example: "platform",
  },
  architecture: {
    type: "string",
    enum: ["arm64", "amd64"],
    rule: "arm64 or amd64",
    example: "arm64",
  },
  region: {
    type: "string",
    pattern: "^[a-z]{2}(?:-[a-z]{2,12}){1,2}-[1-9]$",
    rule: "an AWS Region",
    example: "us-east-1",
  },
  cpu: { type: "integer", minimum: 1, rule: "a number of CPU units", example: 256 },
  memory: { type: "integer", minimum: 1, rule: "a number of MiB", example: 512 },
  accountId: { type: "string", pattern: "^[0-9]{12}$", rule: "12 digits", example: "123456789012" },
  repository: {
    type: "string",
    // Both hosts take letters and digits with single marks between; a subject of a token is made of it, so no wildcard is in it.
    pattern:
      "^[A-Za-z0-9_](?:[A-Za-z0-9_]|[.-](?=[A-Za-z0-9_])){0,99}(?:/(?![.]+$)[A-Za-z0-9_.][A-Za-z0-9._-]{0,99}){1,20}$",
    rule: "a repository as owner/name",
    example: "acme/orders",
  },
} satisfies Record<keyof Answers, AnswerRule>;

/** Answers that may be missing although a template asks for them. */
const OPTIONAL: ReadonlySet<string> = new Set<keyof Answers>([
  "accountId",
  "repository",
  "domain",
  "host",
  "zoneId",
]);

/** Keys of all answers that there are. */
export const ANSWER_KEYS = Object.keys(RULES) as readonly (keyof Answers)[];

/** The one schema that all answers pass, wherever they come from: those that a template asks for, and no others. */
export function answersSchema(asked: readonly (keyof Answers)[]) {
  return {
    type: "object",
    additionalProperties: false,
    required: asked.filter((key) => !OPTIONAL.has(key)),
    properties: Object.fromEntries(asked.map((key) => [key, RULES[key]])),
  } as const;
}

/** The schema of one answer. */
export function answerSchema(key: keyof Answers): object {
  return RULES[key];
}

/** The rule of one answer in words, and a value that works. */
export function answerRule(key: keyof Answers): { rule: string; example: string | number } {
  return RULES[key];
}
