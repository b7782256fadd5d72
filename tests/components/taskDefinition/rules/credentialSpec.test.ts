import assert from "node:assert/strict";

import {
  credentialSpecStatements,
  credentialSpecText,
} from "../../../../components/taskDefinition/rules/credentialSpec.js";

const OBJECT = "arn:aws:s3:::settings/gmsa/app.json";
const PARAMETER = "arn:aws:ssm:us-east-1:123456789012:parameter/gmsa";
const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:gmsa-AbCdEf";
const KEY = "arn:aws:kms:us-east-1:123456789012:key/1";

describe("credentialSpec", () => {
  it("is for a domain of the instance, or for none where there is a secret", () => {
    assert.equal(credentialSpecText({ location: OBJECT }), `credentialspec:${OBJECT}`);
    assert.equal(
      credentialSpecText({ location: OBJECT, secretArn: SECRET }),
      `credentialspecdomainless:${OBJECT}`,
    );
  });

  it("lets the object, its secret and the secret's key be read, and nothing else", () => {
    const spec = { location: OBJECT, secretArn: SECRET, kmsKeyArn: KEY };
    assert.deepEqual(credentialSpecStatements([spec, spec]), [
      { actions: ["s3:GetObject", "s3:GetObjectVersion"], resources: [OBJECT] },
      { actions: ["s3:ListBucket"], resources: ["arn:aws:s3:::settings"] },
      { actions: ["secretsmanager:GetSecretValue"], resources: [SECRET] },
      { actions: ["kms:Decrypt"], resources: [KEY] },
    ]);
  });

  it("lets parameters be read, be they the spec or the user", () => {
    const user = "arn:aws:ssm:us-east-1:123456789012:parameter/user";
    assert.deepEqual(credentialSpecStatements([{ location: PARAMETER, secretArn: user }]), [
      { actions: ["ssm:GetParameters"], resources: [PARAMETER, user] },
    ]);
  });

  it("knows the older way to name a spec, and needs nothing for a file or a label", () => {
    const others = ["no-new-privileges", "label:type:web_t", `other-credentialspec:${OBJECT}`];
    const options = [...others, `credentialspec:${PARAMETER}`];
    assert.deepEqual(credentialSpecStatements([{ location: "file://gmsa.json" }], options), [
      { actions: ["ssm:GetParameters"], resources: [PARAMETER] },
    ]);
    assert.deepEqual(credentialSpecStatements([]), []);
  });
});
