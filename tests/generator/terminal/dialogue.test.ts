import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { scratchFolder } from "../scaffold/scratchFolder.js";

const CLI = join(packageRoot(), "dist/generator/cli.js");

/**
 * Runs a command on a pseudo-terminal of its own, answers so many questions with Enter, and then sends a key. Prints what was
 * on the terminal, and its exit code on a line of its own.
 */
const DRIVER = `
import os, pty, re, select, sys, time
answers, key, words = int(sys.argv[1]), sys.argv[2].encode().decode("unicode_escape").encode(), sys.argv[3:]
pid, terminal = pty.fork()
if pid == 0:
    os.execv(words[0], words)
seen, asked, end = b"", 0, time.monotonic() + 60
while time.monotonic() < end:
    ready, _, _ = select.select([terminal], [], [], 0.2)
    if not ready:
        continue
    try:
        chunk = os.read(terminal, 65536)
    except OSError:
        break
    if not chunk:
        break
    seen += chunk
    # A question that waits ends with this sign, and one that is answered is drawn once more with a tick.
    plain = re.sub(rb"\\x1b\\[[0-9;?]*[A-Za-z]", b"", seen)
    questions = len(set(re.findall(rb"\\? ([^\\r\\n]+?) \\xe2\\x80\\xba", plain)))
    if questions > asked:
        asked = questions
        time.sleep(0.05)
        os.write(terminal, b"\\r" if asked <= answers else key)
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(seen)
print("\\nquestions", asked)
print("code", os.waitstatus_to_exitcode(status))
`;

const hasPython = spawnSync("python3", ["-c", "import pty"]).status === 0;

describe("the dialogue of slipway new on a pseudo-terminal", () => {
  const folder = scratchFolder();

  /** Answers so many questions, then presses a key; for ever more with Enter. */
  function dialogue(answers: number, key: string) {
    const words = [String(answers), key, process.execPath, CLI, "new", "orders"];
    const { stdout, stderr } = spawnSync("python3", ["-c", DRIVER, ...words], {
      cwd: folder.path,
      encoding: "utf8",
      timeout: 90_000,
      env: { ...process.env, TERM: "xterm" },
    });
    assert.equal(stderr, "");
    return {
      text: stdout,
      questions: Number(/^questions (\d+)$/m.exec(stdout)?.[1]),
      code: Number(/^code (-?\d+)$/m.exec(stdout)?.[1]),
    };
  }

  it("writes nothing at Ctrl-C, at whichever question, and all after Enter at each", function () {
    this.timeout(300_000);
    if (!hasPython) {
      console.log("there is no Python with pty on this machine");
      this.skip();
    }
    const whole = dialogue(1000, "\\r");
    assert.equal(whole.code, 0, whole.text);
    assert.ok(whole.questions >= 5, whole.text);
    const written = folder.files();
    assert.ok(written.includes("orders/infra/index.ts"));
    spawnSync("rm", ["-rf", join(folder.path, "orders")]);

    for (let k = 0; k < whole.questions; k += 1) {
      const { code, text, questions } = dialogue(k, "\\x03");
      assert.equal(questions, k + 1, text);
      assert.equal(code, 130, text);
      assert.match(text, /slipway: cancelled; nothing was written/);
      assert.deepEqual(folder.files(), [], `Ctrl-C at question ${k + 1}`);
    }
  });
});
