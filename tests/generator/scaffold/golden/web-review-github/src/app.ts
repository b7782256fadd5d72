import type { RequestListener, ServerResponse } from "node:http";

/** Path that answers 200 while the service is healthy; the load balancer and the image's health check ask for it. */
const HEALTH_CHECK_PATH = "/healthz";

/**
 * What the service answers.
 *
 * @param basePath What the paths of all requests begin with; the load balancer leaves them whole.
 */
export function app(basePath: string): RequestListener {
  return ({ method, url = "/" }, response) => {
    const [path = "/"] = url.split("?");
    const isBase = path === basePath || `${path}/` === basePath;
    if (method !== "GET" && method !== "HEAD") send(response, 405, { error: "method not allowed" });
    else if (isBase || path === HEALTH_CHECK_PATH) send(response, 200, { service: "orders", status: "ok" });
    else send(response, 404, { error: "not found" });
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(`${JSON.stringify(body)}\n`);
}
