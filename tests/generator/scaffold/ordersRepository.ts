import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { AddRequest } from "../../../generator/scaffold/addRequest.js";
import { addService } from "../../../generator/scaffold/addService.js";
import { generatedRepositories } from "./generatedRepository.js";
import { git } from "./repositories.js";
import { scratchFolder } from "./scratchFolder.js";

/** Of the worker that is added. */
export const DOCKERFILE = "FROM node:24\nUSER 4000\nCOPY main.js ./\nEXPOSE 3000\n";

/** A suite's repository `orders`, which has the Dockerfile of a second service, `mails`. */
export function ordersRepository() {
  const folder = scratchFolder();
  const root = (): string => join(folder.path, "orders");
  const repository = generatedRepositories({ "mails/Dockerfile": DOCKERFILE });
  return {
    folder,
    root,
    read: (path: string) => readFileSync(join(root(), path), "utf8"),
    status: () =>
      git(root(), "status", "--porcelain", "--untracked-files=all").split("\n").filter(Boolean),
    generated: (flags?: Readonly<Record<string, string>>) => repository(root(), flags),
    add: (request: Partial<AddRequest> = {}) =>
      addService({
        kind: "worker",
        directory: root(),
        flags: { name: "mails" },
        dockerfile: "mails/Dockerfile",
        yes: true,
        ...request,
      }),
  };
}
