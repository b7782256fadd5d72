import { CliError } from "../../cliError.js";
import type { Clock } from "../run/clock.js";
import { retryPause } from "../run/retryPause.js";
import type { CloudAccount } from "./cloudAccount.js";

/** Tries of a call that may be repeated, the first one included. */
const MOST_TRIES = 8;

const LONGEST_PAUSE_MILLISECONDS = 30_000;

/** However long the service asks for. */
const LONGEST_WAIT_MILLISECONDS = 300_000;

/** In which a call has to be answered. */
const CALL_MILLISECONDS = 30_000;

/** Of what the service says, as much is told. */
const MOST_CHARACTERS = 400;

/** A call that Pulumi Cloud has not carried out, or of which nobody knows. */
export class CloudError extends CliError {
  public override readonly name = "CloudError";

  /**
   * @param status Of the answer; 0 where there was none.
   * @param waitMilliseconds How long the service asks to wait.
   */
  constructor(
    message: string,
    public readonly status: number,
    public readonly waitMilliseconds = 0,
  ) {
    super(message);
  }

  /** Whether the same call may work in a moment. */
  public get isPassing(): boolean {
    return [0, 429, 500, 502, 503, 504].includes(this.status);
  }

  /** Whether the service may have carried it out: no answer, or one of something before it. */
  public get isUnknown(): boolean {
    return this.isPassing && this.status !== 429;
  }
}

/** What a client of the API works with; tests bring their own. */
export interface CallParts {
  clock: Clock;
  /** From 0 to 1. */
  random: () => number;
  /** In which a call has to be answered. @default 30000 */
  callMilliseconds?: number | undefined;
}

/** What a call was answered with. */
interface Answer {
  status: number;
  statusText: string;
  headers: Headers;
  text: string;
}

/** One call. */
interface Call {
  method: "GET" | "POST";
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/**
 * Calls of the API of Pulumi Cloud.
 *
 * @see https://www.pulumi.com/docs/reference/cloud-rest-api/
 */
export class CloudCalls {
  constructor(
    private readonly account: CloudAccount,
    private readonly parts: CallParts,
  ) {}

  /** Asks, as often as it takes within a bound. */
  public get<T>(path: string): Promise<T> {
    return this.repeated({ method: "GET", path });
  }

  /** Does what may be done twice. */
  public repeatablePost<T>(path: string, body?: unknown): Promise<T> {
    return this.repeated({ method: "POST", path, body });
  }

  /** @throws {CloudError} if it was not carried out, or nobody knows. */
  public post<T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
    return this.call({ method: "POST", path, body, headers });
  }

  /** Waits before another try: as long as the service asks for, or else longer each time, at random. */
  public async pause(attempt: number, { waitMilliseconds }: CloudError): Promise<void> {
    const { clock, random } = this.parts;
    await clock.sleep(
      waitMilliseconds > 0
        ? waitMilliseconds
        : retryPause(attempt, random(), LONGEST_PAUSE_MILLISECONDS),
    );
  }

  private async repeated<T>(call: Call): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.call(call);
      } catch (error) {
        if (!(error instanceof CloudError) || !error.isPassing || attempt >= MOST_TRIES)
          throw error;
        await this.pause(attempt, error);
      }
    }
  }

  private async call<T>({ method, path, body, headers }: Call): Promise<T> {
    const { url, token } = this.account;
    const about = `${method} ${url}${path.replace(/\?.*/, "")}`;
    let answer: Answer;
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          ...{ accept: "application/vnd.pulumi+8", "content-type": "application/json" },
          ...{ authorization: `token ${token}`, ...headers },
        },
        // The token is for this host alone.
        redirect: "error",
        signal: AbortSignal.timeout(this.parts.callMilliseconds ?? CALL_MILLISECONDS),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const { status, statusText } = response;
      answer = { status, statusText, headers: response.headers, text: await response.text() };
    } catch (error) {
      throw new CloudError(`${about} gave no answer: ${causeOf(error)}`, 0);
    }
    if (answer.status >= 200 && answer.status < 300) return parsed(answer.text, about) as T;
    throw this.refusal(answer, about);
  }

  private refusal({ status, statusText, headers, text }: Answer, about: string): CloudError {
    const said = (messageIn(text) ?? statusText).slice(0, MOST_CHARACTERS);
    const advice =
      status === 401
        ? "; PULUMI_ACCESS_TOKEN must be a token of this backend, or 'pulumi login' again works"
        : "";
    const wait = waitOf(headers.get("retry-after"), this.parts.clock.now());
    return new CloudError(`${about} was answered with [${status}] ${said}${advice}`, status, wait);
  }
}

/** Of the header `Retry-After`: seconds, or a date. */
function waitOf(header: string | null, now: number): number {
  if (header === null) return 0;
  const seconds = Number(header);
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(milliseconds)
    ? Math.min(LONGEST_WAIT_MILLISECONDS, Math.max(0, milliseconds))
    : 0;
}

function parsed(text: string, about: string): unknown {
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new CloudError(
      `${about} was answered with what is no JSON: does a proxy stand between?`,
      502,
    );
  }
}

function messageIn(text: string): string | undefined {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === "string" ? message : undefined;
  } catch {
    return undefined;
  }
}

/** `fetch` says only that it failed, and why in its cause. */
function causeOf(error: unknown): string {
  const { name, message, cause } = error as Error;
  if (name === "TimeoutError") return "ETIMEDOUT";
  const { code, message: why } = (cause ?? {}) as { code?: string; message?: string };
  return [code, why ?? message].filter(Boolean).join(" ");
}
