import { spawn } from "node:child_process";

/** Waits for the end of its input, which comes with the end of whoever started it, then removes a folder. */
const SCRIPT = 'cat >/dev/null; rm -rf -- "$1"';

/**
 * Has a folder removed when this process ends, however it does: a process that is killed clears nothing up itself. Where
 * there is no `sh`, as on Windows, nothing happens; the folder is left to the next run.
 *
 * @param path Absolute path. It need not exist, not now and not at the end.
 * @returns Ends the watch: whatever still has this name then goes away.
 */
export function watchFolder(path: string): () => void {
  // A group of its own: what is sent to all of this process's group must not end the watch with it.
  const watcher = spawn("sh", ["-c", SCRIPT, "sh", path], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watcher.on("error", () => undefined);
  watcher.stdin.on("error", () => undefined);
  watcher.unref();
  return () => {
    watcher.stdin.end();
  };
}
