import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";

/** The site as `npm run site` builds it. */
export const BUILT = join(packageRoot(), "docs/.vitepress/dist");

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** The built site, served on loopback. */
export interface ServedSite {
  url: string;
  close: () => Promise<void>;
}

/** Serves the built site as any static host does. */
export async function serveSite(): Promise<ServedSite> {
  if (!existsSync(BUILT)) throw new Error("there is no site: run 'npm run site'");
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent((request.url ?? "/").replace(/[?#].*$/, "")));
    const asked = join(BUILT, path);
    const file = [asked, `${asked}.html`, join(asked, "index.html")].find(
      (one) => one.startsWith(BUILT) && existsSync(one) && statSync(one).isFile(),
    );
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
