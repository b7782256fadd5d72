import type { ECS } from "@aws-sdk/client-ecs";
import type { AwsConnection } from "../../../../components/aws/awsConnection.js";
import { clientSettings } from "../../../../components/aws/awsConnection.js";
import type { BegunCreation, LookUp, LookUpResult } from "./lookUp.js";
import { type DescribedRevision, isRevisionOf } from "./revisionContent.js";

export const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

/**
 * How far the clock of this machine may be from that of AWS: within five minutes of the time with which a request is signed it has
 * to reach AWS, or it is refused.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-signing.html
 */
const CLOCK_MILLISECONDS = 300_000;

/** A revision whose content may be the one asked for. */
interface Candidate {
  arn: string;
  revision: DescribedRevision;
}

/**
 * The revisions that a creation has made. The program gives the family, and whoever else registers in it does so under the same
 * name: a revision is the creation's where it was registered since the run began, has the content that was asked for, and
 * is no other resource's, nor may become that of another stack.
 */
export async function lookUpTaskDefinition(
  ...[connection, inputs, known, run]: Parameters<LookUp>
): Promise<LookUpResult | undefined> {
  const { family } = inputs;
  if (typeof family !== "string") return undefined;
  const begin = Date.parse(run.since) - CLOCK_MILLISECONDS;
  const candidates: Candidate[] = [];
  for await (const each of revisionsSince(connection, family, begin, known)) {
    if (isRevisionOf(inputs, each.revision) !== false) candidates.push(each);
  }
  if (candidates.length === 0) return "absent";
  const others = await run.others();
  if (others === undefined) return undefined;
  const free = candidates.filter(({ arn }) => !others.known.has(arn));
  const rivals = others.begun.filter((each) => isRival(each, family, connection.region));
  if (free.some(({ revision }) => !isOurs(revision, inputs, rivals))) return undefined;
  const [newest, ...copies] = free.map(({ arn }) => arn);
  if (newest === undefined) return "absent";
  return { importId: newest, ...(copies.length > 0 && { copies }) };
}

/** Whether a creation of another stack may have made a revision of the family. */
function isRival(
  { type, inputs, region = "" }: BegunCreation,
  family: string,
  here: string,
): boolean {
  if (type !== TASK_DEFINITION || (region !== "" && region !== here)) return false;
  return typeof inputs["family"] !== "string" || inputs["family"] === family;
}

function isOurs(
  revision: DescribedRevision,
  inputs: BegunCreation["inputs"],
  rivals: readonly BegunCreation[],
): boolean {
  return (
    isRevisionOf(inputs, revision) === true &&
    rivals.every((rival) => isRevisionOf(rival.inputs, revision) === false)
  );
}

/** Revisions of a family that can be used, the newest first, as far as the state has them not. */
async function* revisionsSince(
  connection: AwsConnection,
  family: string,
  begin: number,
  known: ReadonlySet<string>,
): AsyncGenerator<Candidate> {
  const { ECS: Client } = await import("@aws-sdk/client-ecs");
  const ecs: ECS = new Client(clientSettings(connection, "ecs"));
  const request = { familyPrefix: family, sort: "DESC" } as const;
  for await (const { taskDefinitionArns = [] } of ecs.paginateListTaskDefinitions(request)) {
    for (const arn of taskDefinitionArns) {
      if (familyOf(arn) !== family || known.has(arn)) continue;
      const answer = await ecs.describeTaskDefinition({ taskDefinition: arn, include: ["TAGS"] });
      const { taskDefinition = {}, tags } = answer;
      const at = taskDefinition.registeredAt?.getTime();
      // Older ones follow.
      if (at !== undefined && at < begin) return;
      yield { arn, revision: { taskDefinition, tags } };
    }
  }
}

/** Of `arn:aws:ecs:eu-west-1:123456789012:task-definition/orders:7`. */
function familyOf(arn: string): string | undefined {
  return arn.split("/").at(-1)?.split(":")[0];
}
