import { readFileSync } from "node:fs";
import { connect } from "node:http2";
import { join } from "node:path";

/** What a call of gRPC came to. */
export interface GrpcAnswer {
  /** 0 for one that was answered. */
  status: number;
  /** The message in Protocol Buffers, as hexadecimal digits. */
  message: string;
}

/** `{ status: SERVING }` of `grpc.health.v1.HealthCheckResponse`. */
export const SERVING = "0801";
/** `{ value: "ok" }` of `google.protobuf.StringValue`. */
export const STATUS_OK = "0a026f6b";
/** The status of a call that a server does not have. */
export const UNIMPLEMENTED = 12;

/** A message comes behind a byte for its compression and four for its length. */
const PREFIX_BYTES = 5;
const PATIENCE_MS = 10_000;

/** Calls a server of this machine with an empty message, in no more than HTTP/2, as a load balancer does. */
export async function grpcCall(port: number, path: string): Promise<GrpcAnswer> {
  const session = connect(`http://127.0.0.1:${port}`);
  try {
    return await new Promise<GrpcAnswer>((resolve, reject) => {
      session.on("error", reject);
      const call = session.request({
        ":method": "POST",
        ":path": path,
        "content-type": "application/grpc",
        te: "trailers",
      });
      const parts: Buffer[] = [];
      let status: unknown;
      // A call without a message has its status in the headers.
      for (const event of ["response", "trailers"] as const) {
        call.on(event, (headers: Record<string, unknown>) => (status ??= headers["grpc-status"]));
      }
      call.on("data", (part: Buffer) => parts.push(part)).on("error", reject);
      call.on("end", () => {
        const message = Buffer.concat(parts).subarray(PREFIX_BYTES).toString("hex");
        resolve({ status: Number(status), message });
      });
      call.setTimeout(PATIENCE_MS, () => {
        reject(new Error(`${path} was not answered`));
      });
      call.end(Buffer.alloc(PREFIX_BYTES));
    });
  } finally {
    session.destroy();
  }
}

/** The path of the first call of a generated service, by its proto/service.proto. */
export function statusPath(repository: string): string {
  const text = readFileSync(join(repository, "proto/service.proto"), "utf8");
  const [, service = ""] = /^service (\w+)/m.exec(text) ?? [];
  const [, name] = /^package ([\w.]+);$/m.exec(text) ?? [];
  return `/${name === undefined ? "" : `${name}.`}${service}/GetStatus`;
}
