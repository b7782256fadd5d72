/** gRPC as far as a relay has to know it: a call is an HTTP/2 request with one framed message and one answer. */
import {
  type ClientHttp2Session,
  constants,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from "node:http2";

/** The framed message with one byte that says whether it is compressed, and four that say its length. */
export const FRAME_BYTES = 5;

/** What HTTP/2 has at each end: a window that takes a state at once. */
export const SETTINGS = { settings: { initialWindowSize: 2 ** 24 } };

/** All that a call brings. */
export async function messageOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** What came of a call; an error is headers alone. */
export interface Answer {
  headers: IncomingHttpHeaders;
  message: Buffer;
  trailers: IncomingHttpHeaders;
}

/** An answer of few bytes. */
export function shortAnswer(message: readonly number[] = []): Answer {
  return {
    headers: { "content-type": "application/grpc" },
    message: Buffer.from([0, 0, 0, 0, message.length, ...message]),
    trailers: { "grpc-status": "0" },
  };
}

/** What a caller is told where nobody serves. @see https://grpc.io/docs/guides/status-codes/ */
export const UNAVAILABLE: Answer = {
  headers: { "content-type": "application/grpc", "grpc-status": "14" },
  message: Buffer.alloc(0),
  trailers: {},
};

/** Whether it is no error. */
export function succeeded({ trailers }: Answer): boolean {
  return trailers["grpc-status"] === "0";
}

/**
 * Calls, and waits for the answer.
 *
 * @param caller Whoever asks in turn: one that was killed waits for no answer.
 */
export function ask(
  session: ClientHttp2Session,
  headers: IncomingHttpHeaders,
  message: Buffer,
  caller: ServerHttp2Stream,
): Promise<Answer> {
  const call = session.request(headers);
  const answer: Answer = { headers: {}, message: Buffer.alloc(0), trailers: {} };
  const parts: Buffer[] = [];
  call.once("response", (given) => {
    answer.headers = given;
  });
  call.once("trailers", (given) => {
    answer.trailers = given;
  });
  call.on("data", (part: Buffer) => parts.push(part));
  caller.once("close", () => {
    call.close(constants.NGHTTP2_CANCEL);
  });
  call.end(message);
  return new Promise((resolve, reject) => {
    call.once("error", reject);
    call.once("end", () => {
      resolve({ ...answer, message: Buffer.concat(parts) });
    });
  });
}

/** Answers a call. */
export function give(stream: ServerHttp2Stream, { headers, message, trailers }: Answer): void {
  if (stream.destroyed) return;
  if ("grpc-status" in headers) {
    stream.respond(headers, { endStream: true });
    return;
  }
  stream.respond(headers, { waitForTrailers: true });
  stream.once("wantTrailers", () => {
    stream.sendTrailers(trailers);
  });
  stream.end(message);
}

/** Hands a call on, and its answer back. */
export async function pass(
  session: ClientHttp2Session,
  headers: IncomingHttpHeaders,
  message: Buffer,
  stream: ServerHttp2Stream,
): Promise<void> {
  give(stream, await ask(session, headers, message, stream));
}
