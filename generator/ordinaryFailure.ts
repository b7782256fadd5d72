import { tmpdir } from "node:os";
import { sep } from "node:path";

import { CliError } from "./cliError.js";
import { packageRoot } from "./project/packageRoot.js";

/** A kind of failure that is neither a fault of this package nor of the user's program. */
export interface FailureClass {
  /** Codes by which Node names it. */
  codes: readonly string[];
  /** Narrows the codes to one system call. */
  syscall?: string;
  /** Narrows the codes to paths. */
  path?: (path: string) => boolean;
  /** How others say it, such as the Pulumi CLI. */
  says?: RegExp;
  advice: string;
}

/**
 * What AWS answers a call that it does not carry out, by the codes of its APIs.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
const ANSWERS_OF_AWS: readonly FailureClass[] = [
  {
    codes: [],
    says: /\bAccessDenied(?:Exception)?\b|\bUnauthorizedOperation\b|not authorized to perform/,
    advice:
      "AWS denies this identity the action that the message names: 'aws sts get-caller-identity' says who it is, and its policies " +
      "have to allow it",
  },
  {
    codes: [],
    says: /\b(?:Throttling(?:Exception)?|TooManyRequests(?:Exception)?|RequestLimitExceeded)\b|Rate exceeded/,
    advice:
      "AWS takes no more calls in this moment, and nothing is wrong: run it again in a minute",
  },
  {
    codes: [],
    says: /\b(?:LimitExceeded(?:Exception)?|ServiceQuotaExceededException|QuotaExceeded)\b/,
    advice:
      "the account has as many as its quota allows: delete what is not needed, or have Service Quotas raise it",
  },
  {
    codes: [],
    says: /\b(?:ValidationException|ValidationError|InvalidParameter(?:Exception|Value|Combination)?|ClientException)\b/,
    advice:
      "AWS does not take the value that the message names: change the argument, or what a transform sets",
  },
];

/**
 * What to do about each kind of failure, whoever reports it; the first one that fits counts. The texts are those of the
 * Pulumi CLI and of Go's `syscall` and `net` packages, which it passes on.
 *
 * @see https://nodejs.org/api/errors.html#common-system-errors
 * @see https://pkg.go.dev/syscall#Errno
 */
export const FAILURE_CLASSES: readonly FailureClass[] = [
  {
    codes: [],
    says: /passphrase must be set|unable to read PULUMI_CONFIG_PASSPHRASE_FILE/,
    advice:
      "set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE to a file, to the stack's passphrase",
  },
  {
    codes: [],
    says: /incorrect passphrase/,
    advice:
      "PULUMI_CONFIG_PASSPHRASE (or the file that PULUMI_CONFIG_PASSPHRASE_FILE names) must be the one that the stack was made with",
  },
  {
    codes: [],
    says: /PULUMI_ACCESS_TOKEN must be set/,
    advice:
      "'pulumi login' signs in to Pulumi Cloud; without an account, 'pulumi login --local' keeps states in " +
      "files of this machine, and 'pulumi login s3://<bucket>' in a bucket (or PULUMI_BACKEND_URL)",
  },
  {
    codes: [],
    says: /\[401\] Unauthorized|invalid access token/,
    advice: "the backend does not take these credentials: run 'pulumi login' again",
  },
  {
    codes: [],
    says: /failed to refresh cached credentials|NoCredentialProviders|ExpiredToken/,
    advice:
      "there are no valid credentials for the cloud: log in again, or set AWS_PROFILE or AWS_ACCESS_KEY_ID",
  },
  {
    codes: [],
    says: /failed to load checkpoint: .*(?:unexpected end of JSON|invalid character)/,
    advice:
      "the state's file in the backend is damaged, as a full disk leaves it: copy the newest " +
      ".pulumi/history/<project>/<stack>/*.checkpoint.json over .pulumi/stacks/<project>/<stack>.json, then 'pulumi refresh'; " +
      "what was made since then is not in it",
  },
  {
    codes: [],
    says: /^(?:error: )?unexpected end of JSON input$/m,
    advice:
      "a lock of the stack is damaged, as a full disk leaves it: 'pulumi cancel' takes it away, once no other update of the stack runs",
  },
  {
    codes: ["ENOENT"],
    syscall: "uv_cwd",
    says: /\bgetwd\b.*no such file/,
    advice: "the current folder is gone: change to one that is there",
  },
  {
    codes: ["ENOENT", "ENOTDIR"],
    path: (path) => path === tmpdir() || path.startsWith(`${tmpdir()}${sep}slipway-`),
    advice: "TMPDIR must name a folder that is there",
  },
  {
    codes: ["ENOENT"],
    path: (path) => path.includes("\uFFFD"),
    advice: "its name is not UTF-8: rename it",
  },
  {
    codes: ["ENOSPC", "EDQUOT"],
    says: /no space left on device|disk quota exceeded/,
    advice: "make room on the device, or choose another one (TMPDIR for temporary files)",
  },
  {
    codes: ["EROFS"],
    says: /read-only file system/,
    advice: "choose a folder that can be written (TMPDIR for temporary files)",
  },
  {
    codes: ["EACCES", "EPERM"],
    says: /: permission denied|operation not permitted/,
    advice: "give this user the right to it, or choose another place",
  },
  {
    codes: ["EMFILE", "ENFILE"],
    says: /too many open files/,
    advice: "raise the limit of open files ('ulimit -n'), or end what holds them",
  },
  {
    codes: ["ENOMEM", "EAGAIN"],
    says: /cannot allocate memory|resource temporarily unavailable/,
    advice: "the machine has no memory or processes left: end something, or raise its limits",
  },
  {
    codes: ["ECONNREFUSED", "ECONNRESET", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT", "EPIPE"],
    says: /connection re(?:fused|set)|i\/o timeout|no route to host|network is unreachable|context deadline exceeded|TLS handshake timeout|unexpected EOF|\[50[234]\]/,
    advice: "is the backend running, and is its address right ('pulumi whoami -v')? Then try again",
  },
  {
    codes: ["ENOTFOUND", "EAI_AGAIN"],
    says: /no such host|server misbehaving/,
    advice: "is the name right, and is there a network? Then try again",
  },
  {
    codes: ["CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN"],
    says: /x509: /,
    advice: "its certificate is not trusted here: see whether a proxy stands between",
  },
  {
    codes: ["EIO"],
    says: /input\/output error/,
    advice: "the device fails: try another one",
  },
  {
    codes: ["ENAMETOOLONG", "ELOOP"],
    says: /file name too long|too many levels of symbolic links/,
    advice: "choose a shorter path without links in a circle",
  },
  {
    codes: ["ENOENT", "ENOTDIR", "EISDIR", "ENOTEMPTY", "EEXIST", "EBUSY"],
    // What is missing in the package itself is nobody's to mend but ours.
    path: (path) => path !== "" && !path.startsWith(`${packageRoot()}${sep}`),
    says: /no such file or directory|unable to open bucket/,
    advice: "see what is there, and whether something else changes it at the same time",
  },
  {
    codes: [],
    says: /no stack named /,
    advice: "'pulumi stack ls' lists those that there are, and 'slipway up --create' makes one",
  },
  ...ANSWERS_OF_AWS,
];

/** What an error says by which its kind is known. */
interface Symptoms {
  code: string;
  syscall: string;
  path: string;
  message: string;
}

/**
 * What went wrong, as one line that says what to do, for failures that are ordinary: of disks, rights, networks,
 * passphrases. Nothing for what is a fault.
 */
export function ordinaryFailure(error: unknown): CliError | undefined {
  if (error instanceof CliError) return error;
  for (const symptoms of symptomsOf(error)) {
    const kind = FAILURE_CLASSES.find(
      (each) => each.codes.includes(symptoms.code) && fits(each, symptoms),
    );
    if (kind) return new CliError(`${oneLine(symptoms.message)}; ${kind.advice}`);
  }
  return undefined;
}

/** What another program says that failed, with what to do about it where that is known. */
export function withAdvice(message: string): string {
  const kind = FAILURE_CLASSES.find(({ says }) => says?.test(message));
  return kind ? `${oneLine(message)}; ${kind.advice}` : message;
}

/** What to do about a failure that another program reported; nothing where that is not known. */
export function adviceFor(message: string): string | undefined {
  return FAILURE_CLASSES.find(({ says }) => says?.test(message))?.advice;
}

function fits({ syscall, path }: FailureClass, symptoms: Symptoms): boolean {
  return (
    (syscall === undefined || syscall === symptoms.syscall) &&
    (path === undefined || path(symptoms.path))
  );
}

/** Those of an error, of what it gathers and of what caused it. */
function symptomsOf(error: unknown, depth = 0): Symptoms[] {
  if (!(error instanceof Error) || depth > 4) return [];
  const { code, syscall = "", path = "" } = error as NodeJS.ErrnoException;
  const gathered = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  const within = [...gathered, error.cause].flatMap((each) => symptomsOf(each, depth + 1));
  if (typeof code !== "string") return within;
  const own = { code, syscall, path, message: error.message || code };
  return error.message === "" ? [...within, own] : [own, ...within];
}

function oneLine(text: string): string {
  return (text.trim().split("\n", 1)[0] ?? "").replace(/[.;:]$/, "");
}
