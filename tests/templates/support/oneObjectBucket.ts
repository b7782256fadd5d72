import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A bucket of S3 with one object, which a model server takes for its own. */
export interface OneObjectBucket {
  url: string;
  close(): void;
}

/** Starts it, with the object at a key. */
export async function oneObjectBucket(key: string, body: string): Promise<OneObjectBucket> {
  const contents = `<Contents><Key>${key}</Key><Size>${body.length}</Size></Contents>`;
  const list = `<ListBucketResult><IsTruncated>false</IsTruncated>${contents}</ListBucketResult>`;
  const server = createServer(({ method, url = "" }, response) => {
    const { pathname, searchParams } = new URL(url, "http://bucket");
    if (searchParams.has("list-type")) {
      response.end(list);
      return;
    }
    const isObject = pathname.endsWith(`/${key}`);
    response.writeHead(isObject ? 200 : 404, { etag: '"1"', "content-length": body.length });
    response.end(method === "HEAD" ? "" : body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
