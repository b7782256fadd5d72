import { execFileSync } from "node:child_process";

import type { ScratchFolder } from "./scratchFolder.js";

/** A repository that was there before: texts by path. */
export type Repository = Readonly<Record<string, string>>;

const NODE =
  'FROM node:24\nWORKDIR /app\nCOPY package.json ./\nCOPY src ./src\nUSER node\nEXPOSE 3000\nCMD ["node", "src/main.js"]\n';

/** Several services, each with its Dockerfile; one of them needs what is at the top. */
export const MONOREPO: Repository = {
  "package.json": '{ "private": true, "workspaces": ["services/*", "packages/*"] }\n',
  "packages/log/package.json": '{ "name": "@acme/log" }\n',
  "services/orders/package.json": '{ "name": "@acme/orders" }\n',
  "services/orders/src/main.js": "require('http').createServer().listen(3000);\n",
  "services/orders/Dockerfile": NODE,
  "services/pay/package.json": '{ "name": "@acme/pay" }\n',
  "services/pay/src/main.js": "require('http').createServer().listen(3000);\n",
  "services/pay/Dockerfile":
    "FROM node:24\nCOPY package.json ./\nCOPY packages ./packages\nCOPY services/pay ./services/pay\nUSER node\nEXPOSE 4000\n",
  ".gitignore": "node_modules/\n",
};

/** A Dockerfile in a folder of its own, which copies everything; with an ignore file that has no last line end. */
export const SUBFOLDER: Repository = {
  "go.mod": "module acme.dev/shop\n",
  "cmd/shop/main.go": "package main\n\nfunc main() {}\n",
  "docker/Dockerfile":
    'FROM golang:1.24 AS build\nCOPY . .\nRUN go build -o /shop ./cmd/shop\nFROM scratch\nCOPY --from=build /shop /shop\nUSER 65532\nEXPOSE 8080\nHEALTHCHECK CMD ["/shop", "health", "http://localhost:8080/ready"]\nENTRYPOINT ["/shop"]\n',
  "docker/docker-compose.yml":
    "services:\n  shop:\n    build: { context: .., dockerfile: docker/Dockerfile }\n",
  ".dockerignore": "*.md\n.git",
  "README.md": "# Shop\n",
};

/** An application with pipelines, Dependabot, a README and settings of its own, all of names that we have too. */
export const OWN_CI: Repository = {
  "app.py": "print('hello')\n",
  "requirements.txt": "flask==3.1.0\n",
  Dockerfile: "FROM python:3.13-slim\nCOPY . .\nRUN pip install -r requirements.txt\nEXPOSE 5000\n",
  ".github/workflows/deploy.yml": "name: Deploy\non: push\njobs: {}\n",
  ".github/workflows/preview.yml": "name: Preview\non: push\njobs: {}\n",
  ".github/dependabot.yml": "version: 2\nupdates: []\n",
  ".gitignore": ".venv/\n",
  ".npmrc": "registry=https://example.invalid\n",
  "tests/test_app.py": "def test(): pass\n",
  "tsconfig.json": "{}\n",
  "README.md": "# Hello\n",
};

/** Runs git without any configuration of the machine. */
export function git(folder: string, ...words: string[]): string {
  const environment = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  const user = ["-c", "user.name=t", "-c", "user.email=t@example.invalid"];
  return execFileSync("git", [...user, ...words], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...environment },
  });
}

/** Writes a repository and commits it. */
export function commit(folder: ScratchFolder, files: Repository): void {
  for (const [path, text] of Object.entries(files)) folder.write(path, text);
  commitAll(folder.path);
}

/** Makes a repository of git of a folder, with all that is in it. */
export function commitAll(folder: string): void {
  git(folder, "init", "--quiet", "--template=");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "before");
}
