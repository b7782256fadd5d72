import { credentials, makeClientConstructor } from "@grpc/grpc-js";
import { service } from "grpc-health-check";

const PATIENCE_MS = 3000;

/** What a server says of its health: `SERVING`, or why not. */
export async function checkHealth(address: string, name = ""): Promise<string> {
  const HealthClient = makeClientConstructor(service, "health");
  const client = new HealthClient(address, credentials.createInsecure());
  try {
    return await new Promise<string>((resolve) => {
      const deadline = Date.now() + PATIENCE_MS;
      const done = (error: Error | null, answer?: { status: string }) => resolve(answer?.status ?? String(error));
      client.check?.({ service: name }, { deadline }, done);
    });
  } finally {
    client.close();
  }
}

/** For Docker: an image without a shell has no other program to ask with. */
async function main(): Promise<void> {
  const port = process.env.PORT ?? 8080;
  const status = await checkHealth(`127.0.0.1:${port}`);
  if (status === "SERVING") return;
  console.error(status);
  process.exitCode = 1;
}

if (require.main === module) void main();
