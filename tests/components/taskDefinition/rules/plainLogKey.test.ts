import assert from "node:assert/strict";

import { plainLogKeyProblem } from "../../../../components/taskDefinition/rules/plainLogKey.js";

const keys = [
  "apikey",
  "api_key",
  "Api_Key",
  "license_key",
  "licenseKey",
  "http_passwd",
  "HTTP_Passwd",
];
const more = [
  "splunk_token",
  "splunk-token",
  "rdkafka.sasl.password",
  "tls.key_passwd",
  "shared_key",
];
const others = ["Name", "Host", "tls.key_file", "log_key", "message_key", "splunk-tokens", "key"];

describe("plainLogKey", () => {
  for (const name of [...keys, ...more, "bearer_token", "cloud_auth", "secret_key", "token"]) {
    it(`refuses '${name}' in plain text, and does not tell it`, () => {
      const problem = plainLogKeyProblem("logRouter.options", name, "hunter2");
      assert.equal(problem?.path, `logRouter.options.${name}`);
      assert.match(problem.reason, /name it in 'logRouter\.secretOptions': .* works$/);
      assert.doesNotMatch(problem.reason, /hunter2/);
    });
  }

  it("refuses a header that signs in", () => {
    for (const value of ["Authorization Bearer hunter2", "x-api-key hunter2", "X-Token: hunter2"]) {
      const problem = plainLogKeyProblem("logRouter.options", "Header", value);
      assert.match(problem?.reason ?? "", /secretOptions/, value);
    }
  });

  it("lets be what is no key, and what the router's container fills in", () => {
    for (const name of others) {
      assert.equal(plainLogKeyProblem("logRouter.options", name, "a"), undefined, name);
    }
    assert.equal(plainLogKeyProblem("logRouter.options", "apikey", "${DD_API_KEY}"), undefined);
    assert.equal(plainLogKeyProblem("logRouter.options", "http_passwd", ""), undefined);
    assert.equal(plainLogKeyProblem("logRouter.options", "Header", "X-Team orders"), undefined);
  });
});
