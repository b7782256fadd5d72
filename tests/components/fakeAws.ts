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

/** Answers of an action, one for each call; the last one stays. One with a `__type` is an error. */
export type FakeAnswers = Record<string, object[]>;

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
      const action = String(request.headers["x-amz-target"]).split(".").pop() ?? "";
      calls.push({
        action,
        parameters: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>,
        accessKey: /Credential=([^/]+)/.exec(request.headers.authorization ?? "")?.[1],
      });
      const queue = answers[action] ?? [];
      const answer = queue.length > 1 ? queue.shift() : queue[0];
      response.writeHead(answer === undefined || "__type" in answer ? 400 : 200, {
        "content-type": "application/x-amz-json-1.1",
      });
      const refusal = { __type: "AccessDeniedException", message: `${action} is not allowed` };
      response.end(JSON.stringify(answer ?? refusal));
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
