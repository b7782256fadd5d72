import assert from "node:assert/strict";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { warmPreview } from "../support/warmPreview.js";
import { plannedTemplate } from "../generator/scaffold/plannedTemplate.js";
import { scratchFolder } from "../generator/scaffold/scratchFolder.js";
import {
  BuiltImages,
  type ContainerDefinition,
  dockerMissing,
  type RunningContainer,
  type RunOptions,
} from "./support/builtImage.js";
import { grpcCall, STATUS_OK, statusPath } from "./support/grpcCall.js";
import type { ImageLanguage } from "./support/machineBases.js";
import { oneObjectBucket } from "./support/oneObjectBucket.js";
import { IMAGE_CASES } from "./support/selectedCases.js";
import { freePort, oneMessageQueue } from "./support/startedApplication.js";

const missing = dockerMissing();
const previewOffline = warmPreview();

/** What the SDKs of AWS need, to ask a service on this machine. */
const AWS = {
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_EC2_METADATA_DISABLED: "true",
};
const MODEL = '{"weights": [2], "bias": 1}';

/** An image, and what its task definition says of the container. */
interface Built {
  tag: string;
  definition: ContainerDefinition;
}

(missing === undefined ? describe : describe.skip)(
  `the image of an application that a template generates${missing === undefined ? "" : `: ${missing}`}`,
  () => {
    const folder = scratchFolder();
    let images: BuiltImages;
    before(() => {
      images = new BuiltImages();
    });
    afterEach(() => {
      images.clear();
    });
    after(() => {
      images.remove();
    });

    async function built(
      template: string,
      answers: Parameters<typeof plannedTemplate>[1],
    ): Promise<Built> {
      const root = join(folder.path, "orders");
      const files = plannedTemplate(template, answers);
      for (const [path, text] of files) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      }
      const language = answers?.language as ImageLanguage;
      const tag = images.build(root, files.get("Dockerfile") ?? "", language);
      symlinkSync(join(packageRoot(), "node_modules"), join(root, "node_modules"));
      const directory = join(root, "infra");
      const { resources } = await previewOffline({ directory, stack: "dev", silent: true });
      const task = resources.find(({ type }) => type === "aws:ecs/taskDefinition:TaskDefinition");
      const definitions = JSON.parse(String(task?.inputs.containerDefinitions)) as unknown[];
      assert.equal(definitions.length, 1);
      return { tag, definition: definitions[0] as ContainerDefinition };
    }

    /** It may be nobody who may do everything, and what it runs on may be written by nobody. */
    function run({ tag, definition }: Built, options: RunOptions): RunningContainer {
      assert.equal(definition.readonlyRootFilesystem, true);
      assert.match(definition.user ?? "", /^[1-9]\d*$/);
      assert.match(images.userOf(tag), /^(?:node|[1-9]\d*)$/);
      return images.run(tag, definition, options);
    }

    for (const { name, template, answers } of IMAGE_CASES) {
      it(`${name}: is built, runs as its task definition says, and ends in its stop timeout`, async () => {
        // The container has the ports of this machine.
        const port = await freePort();
        const hasPort = template !== "worker" && template !== "scheduled-job";
        const image = await built(template, { ...answers, ...(hasPort && { port }) });
        if (template === "scheduled-job") await assertRuns(image);
        else if (template === "worker") await assertConsumes(image);
        else if (template === "ml-inference") await assertServesModel(image, port);
        else if (answers.protocol === "grpc") await assertAnswersCalls(image, port);
        else await assertAnswers(image, port);
      });
    }

    async function assertEnds(container: RunningContainer, { definition }: Built): Promise<void> {
      assert.deepEqual([...new Set(container.users())], [definition.user]);
      // Exit code 137 would say that it was killed.
      const { code, stdout, stderr } = await container.stop();
      assert.equal(code, 0, stderr);
      assert.match(stdout, /"stopped"/);
    }

    async function assertAnswers(image: Built, port: number): Promise<void> {
      const container = run(image, {});
      await container.sees("listening");
      await container.isHealthy();
      const { BASE_PATH = "/" } = environmentOf(image);
      const answer = await fetch(`http://127.0.0.1:${port}${BASE_PATH}`);
      assert.equal(answer.status, 200, await answer.text());
      await assertEnds(container, image);
    }

    async function assertAnswersCalls(image: Built, port: number): Promise<void> {
      const container = run(image, {});
      await container.sees("listening");
      await container.isHealthy();
      const path = statusPath(join(folder.path, "orders"));
      assert.deepEqual(await grpcCall(port, path), { status: 0, message: STATUS_OK });
      await assertEnds(container, image);
    }

    async function assertServesModel(image: Built, port: number): Promise<void> {
      const bucket = await oneObjectBucket("v1/model.json", MODEL);
      try {
        // A volume that all may read, as an access point of EFS has its files, or an empty one.
        const models = join(folder.path, "models");
        mkdirSync(models);
        chmodSync(folder.path, 0o755);
        writeFileSync(join(models, "model.json"), MODEL);
        const copies = environmentOf(image).MODEL_URI !== undefined;
        const container = run(
          image,
          copies
            ? { environment: { ...AWS, MODEL_URI: "s3://models/v1", AWS_ENDPOINT_URL: bucket.url } }
            : { volumes: { models } },
        );
        await container.sees("loaded");
        await container.isHealthy();
        const { BASE_PATH = "/" } = environmentOf(image);
        const url = `http://127.0.0.1:${port}${BASE_PATH}predictions`;
        const predicted = await fetch(url, { method: "POST", body: '{"features": [3]}' });
        assert.deepEqual(await predicted.json(), { prediction: 7 });
        await assertEnds(container, image);
      } finally {
        bucket.close();
      }
    }

    async function assertConsumes(image: Built): Promise<void> {
      const queue = await oneMessageQueue();
      try {
        const QUEUE_URL = `${queue.url}/123456789012/orders`;
        const environment = { ...AWS, QUEUE_URL, AWS_ENDPOINT_URL: queue.url };
        const container = run(image, { environment });
        await container.sees(/"done"/);
        await assertEnds(container, image);
        assert.deepEqual(queue.asked.slice(0, 2), ["ReceiveMessage", "DeleteMessage"]);
      } finally {
        queue.close();
      }
    }

    async function assertRuns(image: Built): Promise<void> {
      const { code, stdout, stderr } = await run(image, {}).finished;
      assert.equal(code, 0, stderr);
      assert.match(stdout, /"done"/);
    }
  },
);

function environmentOf({ definition: { environment = [] } }: Built): Record<string, string> {
  return Object.fromEntries(environment.map(({ name, value }) => [name, value]));
}
