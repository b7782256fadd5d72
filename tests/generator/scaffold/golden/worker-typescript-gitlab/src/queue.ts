import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";

import type { WorkQueue } from "./worker.js";

/** Seconds that SQS waits for a message before it answers that there is none: the most that there is. */
const WAIT_SECONDS = 20;

/** Messages that are received at once. One by one they are finished, so that a stop returns the others at once. */
const AT_ONCE = 10;

/** A queue of SQS. */
export function sqsQueue(url: string): WorkQueue {
  const client = new SQSClient({});
  const of = (receipt: string) => ({ QueueUrl: url, ReceiptHandle: receipt });
  return {
    receive: async (signal) => {
      const request = { QueueUrl: url, MaxNumberOfMessages: AT_ONCE, WaitTimeSeconds: WAIT_SECONDS };
      const { Messages = [] } = await client.send(new ReceiveMessageCommand(request), { abortSignal: signal });
      return Messages.map(({ MessageId = "", Body = "", ReceiptHandle = "" }) => {
        return { id: MessageId, body: Body, receipt: ReceiptHandle };
      });
    },
    delete: async ({ receipt }) => {
      await client.send(new DeleteMessageCommand(of(receipt)));
    },
    release: async ({ receipt }) => {
      await client.send(new ChangeMessageVisibilityCommand({ ...of(receipt), VisibilityTimeout: 0 }));
    },
  };
}
