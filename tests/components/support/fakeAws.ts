import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A call that the fake got: the action, such as `RunTask`, its parameters, and the access key that signed it, and where. */
export interface FakeCall {
  action: string;
  parameters: Record<string, unknown>;
  accessKey: string | undefined;
  region: string | undefined;
}

/** An AWS endpoint on loopback. */
export interface FakeAws {
  /** Its address. */
  readonly endpoint: string;
  readonly calls: FakeCall[];
  /** Sends the AWS SDK elsewhere again and stops listening. */
  stop(): Promise<void>;
}

/** An answer that is an error of AWS. */
export function refusal(name: string, message: string): object {
  return { __type: name, message };
}

/** The answer that never comes. */
export const SILENCE = Symbol("no answer");

type FakeAnswer = object | string | typeof SILENCE;

/**
 * Answers of an action: one for each call, of which the last one stays, or what a call's parameters come to. A text is
 * XML, as load balancing has it.
 */
export type FakeAnswers = Record<
  string,
  FakeAnswer[] | ((parameters: Record<string, unknown>) => FakeAnswer | undefined)
>;

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
      const parameters = form
        ? Object.fromEntries(form)
        : (JSON.parse(body) as Record<string, unknown>);
      calls.push({
        action,
        parameters,
        accessKey: /Credential=([^/]+)/.exec(request.headers.authorization ?? "")?.[1],
        region: /Credential=[^/]+\/\d+\/([^/]+)/.exec(request.headers.authorization ?? "")?.[1],
      });
      const answer =
        answerOf(answers[action] ?? [], parameters) ??
        refusal("AccessDeniedException", `${action} is not allowed`);
      if (typeof answer === "symbol") return;
      response.writeHead(isRefusal(answer) ? 400 : 200, {
        "content-type": form ? "text/xml" : "application/x-amz-json-1.1",
      });
      response.end(form ? xmlOf(action, answer) : JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const restore = setEnvironment({
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    ...environment,
  });
  return {
    endpoint,
    calls,
    stop: async () => {
      restore();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerOf(
  answers: FakeAnswers[string],
  parameters: Record<string, unknown>,
): FakeAnswer | undefined {
  if (typeof answers === "function") return answers(parameters);
  return answers.length > 1 ? answers.shift() : answers[0];
}

function isRefusal(answer: object | string): answer is { __type: string; message: string } {
  return typeof answer === "object" && "__type" in answer;
}

function xmlOf(action: string, answer: object | string): string {
  if (isRefusal(answer)) {
    const { __type: name, message } = answer;
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
