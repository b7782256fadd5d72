// The HTTP side: PUT and DELETE /tenants/<name>, GET /preview and /preview/<name>. Who may call it is not its matter: put it
// behind what authenticates.
import { createServer, type Server, type ServerResponse } from "node:http";
import { TenantError, type Tenants } from "./tenants.js";

/** An HTTP server for tenants, which does not listen yet. */
export function tenantServer(tenants: Tenants): Server {
  return createServer((request, response) => {
    const { method = "", url = "" } = request;
    request.resume();
    answer(tenants, method, url)
      .then(({ status, value }) => {
        reply(response, status, value);
      })
      .catch((error: unknown) => {
        const status = error instanceof TenantError ? error.status : 500;
        reply(response, status, { error: (error as Error).message });
      });
  });
}

async function answer(
  tenants: Tenants,
  method: string,
  url: string,
): Promise<{ status: number; value: unknown }> {
  const [, kind = "", name, rest] = url.replace(/\?.*/, "").split("/").map(decoded);
  if (rest === undefined && kind === "preview" && method === "GET") {
    return { status: 200, value: await tenants.preview(name) };
  }
  if (rest === undefined && kind === "tenants" && name !== undefined) {
    if (method === "PUT") {
      const { status, changes, outputs, policies, errors } = await tenants.deploy(name);
      const value = { status, changes, outputs, violations: policies.violations, errors };
      return { status: HTTP_STATUS[status] ?? 500, value };
    }
    if (method === "DELETE") {
      const { status } = await tenants.remove(name);
      return { status: HTTP_STATUS[status] ?? 500, value: { status } };
    }
  }
  throw new TenantError(
    404,
    "PUT and DELETE /tenants/<name>, GET /preview and /preview/<name> work",
  );
}

/** How an operation ended, as HTTP says it. */
const HTTP_STATUS: Record<string, number> = {
  ...{ updated: 200, unchanged: 200, destroyed: 200 },
  ...{ blocked: 422, conflict: 409, cancelled: 503, failed: 502 },
};

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function reply(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}
