import type { FakeAnswers } from "./fakeAws.js";

/** Answers of STS: the key of role `deploy` is `key-of-deploy`. */
export function stsAnswers(
  expiration = new Date(Date.now() + 3_600_000).toISOString(),
): FakeAnswers {
  const answer = ({ RoleArn }: Record<string, unknown>) => {
    const role = String(RoleArn).split("/").pop() ?? "";
    return (
      `<Credentials><AccessKeyId>key-of-${role}</AccessKeyId>` +
      `<SecretAccessKey>secret-of-${role}</SecretAccessKey>` +
      `<SessionToken>token-of-${role}</SessionToken>` +
      `<Expiration>${expiration}</Expiration></Credentials>` +
      `<AssumedRoleUser><AssumedRoleId>ARO:ci</AssumedRoleId><Arn>${String(RoleArn)}</Arn></AssumedRoleUser>`
    );
  };
  return { AssumeRole: answer, AssumeRoleWithWebIdentity: answer };
}
