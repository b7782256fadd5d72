import { engineMissing, works } from "./engine.js";

/** Where tests push images: a registry on loopback, as in `127.0.0.1:5999`. */
export function registry(): string {
  return process.env["REGISTRY"] ?? "";
}

/** What tests that build an image need and this machine lacks; `undefined` when they can run. */
export function dockerMissing(): string | undefined {
  const engine = engineMissing();
  if (engine !== undefined) return engine;
  if (registry() === "") return "REGISTRY names no registry on loopback to push to";
  if (!works("docker", "version")) return "there is no Docker engine";
  return works("go", "version") ? undefined : "there is no 'go' to compile a static program with";
}
