import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A comment of a request, as either of the two sites has it. */
export interface KnownComment {
  id: number;
  author: string;
  body: string;
}

/** A site with the comments of one request, on loopback. */
export interface CommentServer {
  url: string;
  comments: KnownComment[];
  /** What was asked for and changed something, as in `PATCH /repos/acme/orders/issues/comments/7`. */
  changes: string[];
  close(): void;
}

/** Comments of a page: so few that there are several pages. */
const PAGE_SIZE = 2;
/** Who writes by the token of a job. */
export const ROBOT = { github: "github-actions[bot]", gitlab: "17" } as const;
export const TOKEN = "token-of-the-job";

/** What the API of a site says of comments: where they are, and how it shows them. */
interface Site {
  author: string;
  /** The header that has to name the token, and its value. */
  signIn: readonly [string, string];
  list: string;
  /** What edits a comment, and where. */
  edit: readonly [string, RegExp];
  shown: (comment: KnownComment) => object;
  /** The header that tells of a further page. */
  next: (url: string, page: number) => readonly [string, string];
}

const SITES: Readonly<Record<keyof typeof ROBOT, Site>> = {
  github: {
    author: ROBOT.github,
    signIn: ["authorization", `token ${TOKEN}`],
    list: "/repos/acme/orders/issues/12/comments",
    edit: ["PATCH", /^\/repos\/acme\/orders\/issues\/comments\/(\d+)$/],
    shown: ({ id, author, body }) => ({ id, body, user: { login: author } }),
    next: (url, page) => ["link", `<${url}?page=${page}>; rel="next"`],
  },
  gitlab: {
    author: ROBOT.gitlab,
    signIn: ["private-token", TOKEN],
    list: "/projects/3/merge_requests/12/notes",
    edit: ["PUT", /^\/projects\/3\/merge_requests\/12\/notes\/(\d+)$/],
    shown: ({ id, author, body }) => ({ id, body, author: { id: Number(author) } }),
    next: (_url, page) => ["x-next-page", String(page)],
  },
};

/** Status, JSON and headers of an answer. */
type Answer = readonly [number, object, Record<string, string>?];

/** Starts a site that has comments already. */
export async function commentServer(
  name: keyof typeof SITES,
  comments: KnownComment[],
): Promise<CommentServer> {
  const site = SITES[name];
  const changes: string[] = [];
  const server: Server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const [status, value, headers] = answer(site, comments, request, text);
      if (request.method !== "GET" && status === 200) {
        changes.push(`${request.method ?? ""} ${request.url ?? ""}`);
      }
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify(value));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, comments, changes, close };
}

function answer(
  { author, signIn: [header, token], list, edit, shown, next }: Site,
  comments: KnownComment[],
  { method = "", url = "", headers }: IncomingMessage,
  text: string,
): Answer {
  const { pathname, searchParams } = new URL(url, `http://${headers.host ?? ""}`);
  if (headers[header] !== token) return [401, { message: "401" }];
  if (method === "GET" && pathname === "/user") return [200, { id: Number(author) }];
  if (method === "GET" && pathname === list) {
    const page = Number(searchParams.get("page") ?? 1);
    const found = comments.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map(shown);
    if (comments.length <= page * PAGE_SIZE) return [200, found];
    const [name, value] = next(`http://${headers.host ?? ""}${list}`, page + 1);
    return [200, found, { [name]: value }];
  }
  const { body = "" } = JSON.parse(text || "{}") as { body?: string };
  const known = comments.find(({ id }) => id === Number(edit[1].exec(pathname)?.[1]));
  if (method === edit[0] && known?.author === author) known.body = body;
  else if (method === "POST" && pathname === list) {
    comments.push({ id: 1000 + comments.length, author, body });
  } else return [404, { message: "404" }];
  return [200, {}];
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
  return text;
}
