import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A call that the fake got: the action, such as `RunTask`, its parameters, and the access key that signed it. */
export interface FakeCall {
  action: string;
  parameters: Record<string, unknown>;
  accessKey: string | undefined;
}

/** An AWS endpoint on loopback. */
export interface FakeAws {
  readonly calls: FakeCall[];
  /** Sends the AWS SDK elsewhere again and stops listening. */
  stop(): Promise<void>;
}

/** An answer that is an error of AWS. */
export class Refusal {
  constructor(
    public readonly name: string,
    public readonly message: string,
  ) {}
}

/** The answer that never comes. */
export const SILENCE = Symbol("no answer");

/** Answers of an action, one for each call; the last one stays. A text is XML, as load balancing has it. */
export type FakeAnswers = Record<string, (object | string | typeof SILENCE)[]>;

/**
 * Answers the JSON protocol of AWS on loopback and sends the AWS SDK of this process there. An action without an
 * answer is refused.
 */
export async function fakeAws(
  answers: FakeAnswers,
  environment: Record<string, string> = {},
): Promise<FakeAws> {
  const calls: FakeCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const target = request.headers["x-amz-target"];
      const form = target === undefined ? new URLSearchParams(body) : undefined;
      const action = form?.get("Action") ?? String(target).split(".").pop() ?? "";
      calls.push({
        action,
        parameters: form ? Object.fromEntries(form) : (JSON.parse(body) as Record<string, unknown>),
        accessKey: /Credential=([^/]+)/.exec(request.headers.authorization ?? "")?.[1],
      });
      const queue = answers[action] ?? [];
      const next = queue.length > 1 ? queue.shift() : queue[0];
      const answer = next ?? new Refusal("AccessDeniedException", `${action} is not allowed`);
      if (typeof answer === "symbol") return;
      const refused = answer instanceof Refusal;
      response.writeHead(refused ? 400 : 200, {
        "content-type": form ? "text/xml" : "application/x-amz-json-1.1",
      });
      response.end(form ? xmlOf(action, answer) : jsonOf(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const restore = setEnvironment({
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    ...environment,
  });
  return {
    calls,
    stop: async () => {
      restore();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function jsonOf(answer: object | string): string {
  if (!(answer instanceof Refusal)) return JSON.stringify(answer);
  return JSON.stringify({ __type: answer.name, message: answer.message });
}

function xmlOf(action: string, answer: object | string): string {
  if (answer instanceof Refusal) {
    const { name, message } = answer;
    return `<ErrorResponse><Error><Code>${name}</Code><Message>${message}</Message></Error></ErrorResponse>`;
  }
  return `<${action}Response><${action}Result>${typeof answer === "string" ? answer : ""}</${action}Result></${action}Response>`;
}

function setEnvironment(values: Record<string, string>): () => void {
  const before = Object.keys(values).map((key) => [key, process.env[key]] as const);
  Object.assign(process.env, values);
  return () => {
    for (const [key, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, key);
      else process.env[key] = value;
    }
  };
}
