import type { Answers } from "./answers.js";
import type { DockerfileFacts } from "./readDockerfile.js";
import { GRPC_HEALTH_PATH } from "./routeData.js";

/** What is known when a question comes up. */
export interface Known {
  /** The answers so far. */
  answers: Readonly<Partial<Answers>>;
  /** What the Dockerfile says, when one is used. */
  dockerfile?: DockerfileFacts | undefined;
  /** Processor architecture that the pipelines of the repository build for, when a service is added to one. */
  builtFor?: Answers["architecture"];
}

/** A default, with where it comes from when that is not Slipway. */
export interface Suggestion {
  value: string | number;
  source?: string;
}

/** One question: its flag, its prompt and its default. */
export interface Question {
  key: keyof Answers;
  /** Long flag, with dashes. */
  flag: string;
  /** Placeholder of the flag's value. */
  value: string;
  /** One line for `--help`. */
  help: string;
  /** What the prompt asks; no prompt without it, since the default does for most. */
  ask?: string;
  /** Whether it is asked on a terminal alone: elsewhere its default is taken without `--yes`. */
  terminalOnly?: true;
  /** Whether the answer is a whole number. */
  whole?: true;
  /** The default; nothing when the answer is optional. */
  suggest?: (known: Known) => Suggestion;
}

/**
 * All questions, in the order in which they are asked; a default may use the answers before it. Which of them a template
 * asks, its `template.json` says.
 */
export const QUESTIONS: readonly Question[] = [
  {
    key: "name",
    flag: "--name",
    value: "name",
    help: "name of the service (default: the directory's)",
    ask: "What is it called?",
    suggest: () => ({ value: "my-service" }),
  },
  {
    key: "template",
    flag: "--template",
    value: "template",
    help: "what it is: web-service, backend-service, worker, scheduled-job, ml-inference or platform (default: web-service)",
    suggest: () => ({ value: "web-service" }),
  },
  {
    key: "description",
    flag: "--description",
    value: "text",
    help: "what it does, in one line",
    suggest: ({ answers }) => ({ value: `The ${answers.name ?? ""} service` }),
  },
  {
    key: "language",
    flag: "--language",
    value: "typescript|python|go",
    help: "language of the application (default: typescript; of an ml-inference python)",
    ask: "Which language is the application in: typescript, python or go?",
    terminalOnly: true,
    suggest: ({ dockerfile, answers }) => ({
      value: dockerfile === undefined ? usualLanguage(answers) : "none",
    }),
  },
  {
    key: "protocol",
    flag: "--protocol",
    value: "http|grpc",
    help: "what it speaks; grpc needs a platform with a domain (default: http)",
    suggest: () => ({ value: "http" }),
  },
  {
    key: "port",
    flag: "--port",
    value: "port",
    help: "port that it listens on (default: EXPOSE of the Dockerfile, else 8080)",
    ask: "Which port does it listen on?",
    whole: true,
    suggest: ({ dockerfile }) => fromDockerfile(dockerfile?.port, 8080),
  },
  {
    key: "healthCheckPath",
    flag: "--health-check-path",
    value: "path",
    help: "path that answers 200 when it is healthy (default: HEALTHCHECK of the Dockerfile, else /healthz; with grpc its own health service)",
    ask: "Which path answers 200 when it is healthy?",
    suggest: ({ dockerfile, answers }) =>
      answers.protocol === "grpc"
        ? { value: GRPC_HEALTH_PATH }
        : fromDockerfile(dockerfile?.healthCheckPath, "/healthz"),
  },
  {
    key: "host",
    flag: "--host",
    value: "name",
    help: "host name of the requests that it gets in prod, such as orders.example.com; dev has orders.dev.example.com (default: every host)",
  },
  {
    key: "path",
    flag: "--path",
    value: "pattern",
    help: "requests that it gets, which keep their whole path unless --url-rewrite says otherwise (default: /<name>/*; with --host /*, with grpc /<name>.*)",
    ask: "Which requests does it get?",
    suggest: ({ answers }) => ({ value: usualPath(answers) }),
  },
  {
    key: "urlRewrite",
    flag: "--url-rewrite",
    value: "none|strip-prefix",
    help: "what it sees of a path: all, or with strip-prefix / for /<name>/, as an app that answers at / needs (default: none)",
    suggest: () => ({ value: "none" }),
  },
  {
    key: "modelStorage",
    flag: "--model-storage",
    value: "efs|s3",
    help: "where the model's files are: a file system of EFS that tasks mount, or a bucket of S3 that they copy from (default: efs)",
    ask: "Where are the model's files: efs (mounted) or s3 (copied at the start)?",
    suggest: () => ({ value: "efs" }),
  },
  {
    key: "gpuCapacity",
    flag: "--gpu-capacity",
    value: "managed-instances|instance-group",
    help: "whose the GPU instances are: ECS chooses, patches and ends them, or a group of certain types (default: managed-instances)",
    ask: "Which GPU instances: managed-instances (ECS chooses them) or instance-group (of certain types)?",
    suggest: () => ({ value: "managed-instances" }),
  },
  {
    key: "schedule",
    flag: "--schedule",
    value: "cron(…)|rate(…)",
    help: "when it runs, as EventBridge Scheduler takes it (default: every night at 2:30)",
    ask: "When does it run?",
    suggest: () => ({ value: "cron(30 2 * * ? *)" }),
  },
  {
    key: "timeZone",
    flag: "--time-zone",
    value: "name",
    help: "time zone of the schedule, such as Europe/Berlin (default: UTC)",
    ask: "In which time zone?",
    suggest: () => ({ value: "UTC" }),
  },
  {
    key: "domain",
    flag: "--domain",
    value: "name",
    help: "domain of the load balancer, for HTTPS; its zone is --zone-id (default: none, so that prod is refused until it has one)",
  },
  {
    key: "zoneId",
    flag: "--zone-id",
    value: "id",
    help: "zone of Route 53 that holds the domain; of a --host, which gets its records there",
  },
  {
    key: "stateBackend",
    flag: "--state-backend",
    value: "pulumi|s3",
    help: "where the state of the stacks is: Pulumi Cloud, or a bucket of S3 that the bootstrap program makes (default: pulumi)",
    ask: "Where is the state of the stacks: pulumi (Pulumi Cloud) or s3?",
    suggest: () => ({ value: "pulumi" }),
  },
  {
    key: "architecture",
    flag: "--architecture",
    value: "arm64|amd64",
    help: "processor architecture (default: the Dockerfile's --platform, else the repository's where a service is added, else arm64)",
    ask: "Which processor architecture, arm64 or amd64?",
    suggest: ({ dockerfile, builtFor }) =>
      fromDockerfile(dockerfile?.architecture, builtFor ?? "arm64"),
  },
  {
    key: "region",
    flag: "--region",
    value: "region",
    help: "AWS Region (default: us-east-1)",
    ask: "Which AWS Region?",
    suggest: () => ({ value: "us-east-1" }),
  },
  {
    key: "organization",
    flag: "--organization",
    value: "name",
    help: "organization of the Pulumi backend (default: organization, as backends without any have)",
    ask: "Which Pulumi organization?",
    suggest: () => ({ value: "organization" }),
  },
  {
    key: "platformProject",
    flag: "--platform-project",
    value: "name",
    help: "Pulumi project that has the cluster and the load balancer (default: platform)",
    ask: "Which Pulumi project has the cluster and the load balancer?",
    suggest: () => ({ value: "platform" }),
  },
  {
    key: "cpu",
    flag: "--cpu",
    value: "units",
    help: "CPU units of a task; 1024 are one vCPU (default: 256; on GPU instances 3072)",
    whole: true,
    suggest: ({ answers }) => ({ value: answers.gpuCapacity === undefined ? 256 : 3072 }),
  },
  {
    key: "memory",
    flag: "--memory",
    value: "MiB",
    help: "memory of a task in MiB (default: 512; on GPU instances 12288)",
    whole: true,
    suggest: ({ answers }) => ({ value: answers.gpuCapacity === undefined ? 512 : 12_288 }),
  },
  {
    key: "delivery",
    flag: "--delivery",
    value: "github|gitlab|none",
    help: "whose pipelines test and deploy (default: github)",
    ask: "Whose pipelines test and deploy: github, gitlab or none?",
    terminalOnly: true,
    suggest: () => ({ value: "github" }),
  },
  {
    key: "reviewEnvironments",
    flag: "--review-environments",
    value: "yes|no",
    help: "whether each pull request gets an environment of its own on the platform's dev stack, taken away when it closes (default: no)",
    suggest: () => ({ value: "no" }),
  },
  {
    key: "accountId",
    flag: "--account-id",
    value: "id",
    help: "AWS account of the workflows' roles (default: they read the role from a variable)",
  },
  {
    key: "repository",
    flag: "--repository",
    value: "owner/name",
    help: "repository at GitHub, or project at GitLab, that it will be in",
  },
];

/** The flag of an answer, with dashes. */
export function flagOf(key: keyof Answers): string {
  return QUESTIONS.find((question) => question.key === key)?.flag ?? key;
}

/** All of a host, a package of gRPC, or a folder. */
function usualPath({ name = "", host, protocol }: Known["answers"]): string {
  if (host !== undefined) return "/*";
  return protocol === "grpc" ? `/${name.replaceAll("-", "_")}.*` : `/${name}/*`;
}

/** Model servers are written in Python. */
function usualLanguage({ template }: Known["answers"]): string {
  return template === "ml-inference" ? "python" : "typescript";
}

function fromDockerfile<T extends string | number>(
  fact: { value: T; source: string } | undefined,
  otherwise: T,
): Suggestion {
  return fact ?? { value: otherwise };
}
